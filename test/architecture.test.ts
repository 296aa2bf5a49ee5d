import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { layers, packageHomes } from '../layers.ts'
import { refuseImport, roomOf } from '../lint/imports.ts'

const root = join(import.meta.dirname, '..')
const files = globSync('src/**/*.{ts,tsx}', { cwd: root }).map((file) => `/${file.replaceAll('\\', '/')}`)

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/(?:^|\n)\s*(?:import|export)\s[^'"\n]*?(?:\{[^}]*\}\s*)?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g)]
    .map((found) => (found[1] ?? found[2] ?? found[3])!)
}

test('[A1] every file of src lies in a room of the table, and imports only what its room may', () => {
  expect(files.length).toBeGreaterThan(20)
  const refused = files.flatMap((file) => importsOf(file).map((name) => refuseImport(file, name.replace(/\?.*$/, ''))).filter((why) => why !== null && !why.includes('.css')).map((why) => `${file}: ${why}`))
  expect(refused).toEqual([])
  expect(files.filter((file) => roomOf(file) === null)).toEqual([])
})

test('[A2] a planted violation is refused, with what would be allowed', () => {
  expect(refuseImport('/src/main/turn/runTurn.ts', 'electron')).toContain('lives in main/hosts/electron, preload')
  expect(refuseImport('/src/shared/words.ts', 'node:fs')).toContain('may not use Node')
  expect(refuseImport('/src/renderer/main.tsx', '../main/engine/engine.ts')).toContain('renderer may not import main/engine')
  expect(refuseImport('/src/main/context/assemble.ts', '../storage/open.ts')).toContain('it may import: shared')
  expect(refuseImport('/src/main/turn/runTurn.ts', 'left-pad')).toContain('a new package is a decision')
  expect(refuseImport('/src/main/turn/runTurn.ts', '../memory/recall.ts')).toBeNull()
})

test('[A3] the table has no circle', () => {
  const reaches = (from: string, seen: string[]): string[] => {
    if (seen.includes(from)) return [[...seen, from].join(' -> ')]
    const next = (layers as Record<string, readonly string[]>)[from] ?? []
    return next.filter((room) => room !== 'node').flatMap((room) => reaches(room, [...seen, from]))
  }
  expect(Object.keys(layers).flatMap((room) => reaches(room, []))).toEqual([])
})

test('[A4] ARCHITECTURE.md shows the same table', () => {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  for (const [room, allowed] of Object.entries(layers)) {
    expect(text, room).toContain(`| \`${room}\` | ${allowed.map((one) => `\`${one}\``).join(', ') || 'nothing'} |`)
  }
  for (const room of Object.values(packageHomes).flat()) expect(Object.keys(layers)).toContain(room)
})

test('[A5] the table is no wider than the sources', () => {
  const imports = files.flatMap((file) => importsOf(file).map((name) => ({ room: roomOf(file), file, name })))
  const usesRoom = (room: string, other: string) => imports.some((one) => one.room === room && (other === 'node' ? one.name.startsWith('node:') : one.name.startsWith('.') && roomOf(join(one.file, '..', one.name)) === other))
  expect(Object.entries(layers).flatMap(([room, allowed]) => allowed.filter((other) => !usesRoom(room, other)).map((other) => `${room} does not import ${other}`))).toEqual([])
  const usesPackage = (room: string, name: string) => imports.some((one) => one.room === room && (one.name === name || one.name.startsWith(name.endsWith('/') ? name : `${name}/`)))
  expect(Object.entries(packageHomes).flatMap(([name, rooms]) => rooms.filter((room) => !usesPackage(room, name)).map((room) => `${room} does not import ${name}`))).toEqual([])
})
