import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { readWorld } from '../../../src/main/platform/world.ts'

const made: string[] = []
afterEach(() => { for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true }) })

/** A folder as Linux shows it, with one folder per supply. */
function supplies(all: Record<string, Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'casement-power-'))
  made.push(folder)
  for (const [name, fields] of Object.entries(all)) {
    mkdirSync(join(folder, name))
    for (const [field, value] of Object.entries(fields)) writeFileSync(join(folder, name, field), `${value}\n`)
  }
  return folder
}

test('[E180] a battery that empties is told as power from a battery, with its level', () => {
  expect(readWorld(null, supplies({ AC: { type: 'Mains', online: '0' }, BAT0: { type: 'Battery', status: 'Discharging', capacity: '42' } }))).toMatchObject({ power: 'battery', battery: 0.42 })
})

test('[E180] mains in the socket, a full battery, a mouse of its own, and nothing at all', () => {
  expect(readWorld(null, supplies({ AC: { type: 'Mains', online: '1' }, BAT0: { type: 'Battery', status: 'Charging', capacity: '80' } }))).toMatchObject({ power: 'plugged', battery: 0.8 })
  expect(readWorld(null, supplies({ BAT0: { type: 'Battery', status: 'Full', capacity: '100' } }))).toMatchObject({ power: 'plugged', battery: 1 })
  expect(readWorld(null, supplies({ mouse: { type: 'Battery', scope: 'Device', status: 'Discharging', capacity: '10' } }))).toMatchObject({ power: 'unknown', battery: null })
  expect(readWorld(null, join(tmpdir(), 'no-such-folder-here'))).toMatchObject({ power: 'unknown', battery: null })
})

test('[E180] what a host knows itself goes before what files say; a level that is no share is none', () => {
  const folder = supplies({ BAT0: { type: 'Battery', status: 'Full', capacity: '950' } })
  expect(readWorld(() => true, folder)).toMatchObject({ power: 'battery', battery: null })
  expect(readWorld(() => false, folder)).toMatchObject({ power: 'plugged' })
})
