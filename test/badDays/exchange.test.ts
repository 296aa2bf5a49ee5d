import { spawn } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import type { ImportJob } from '../../src/shared/exchange.ts'
import { chatGpt } from '../main/exchange/support.ts'
import { fill, makeRoom, mayMount, smallDisk } from './smallDisk.ts'
import { afterwards, expectPlain, patient, start, tempFolder } from './support.ts'

const talks = (count: number, words = 40) => Array.from({ length: count }, (_, at) => chatGpt(`n${at}`, { a: { role: 'user', text: `Question ${at}. ${'some words '.repeat(words)}`, parent: null }, b: { role: 'assistant', text: `Answer ${at}`, parent: 'a' }, c: { role: 'assistant', text: `Other answer ${at}`, parent: 'a' } }))
const archive = (count: number, words?: number): string => {
  const path = join(tempFolder(), 'conversations.json')
  writeFileSync(path, JSON.stringify(talks(count, words)))
  return path
}

test('[E111] a host that is killed while it imports leaves whole conversations; the next start says where it stopped and goes on to the end, everything once', { timeout: 120_000 }, async () => {
  const profile = tempFolder()
  const path = archive(4000)
  let kills = 0
  for (let round = 0; round < 4; round++) {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'children/import.ts'), profile, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    afterwards(() => { child.kill('SIGKILL') })
    const exited = new Promise((resolve) => { child.once('exit', resolve) })
    let first: number | null = null
    for await (const text of createInterface({ input: child.stdout })) {
      const job = JSON.parse(text) as ImportJob
      first ??= job.conversations
      if (job.state === 'done' || job.conversations > first) { child.kill('SIGKILL'); if (job.state === 'running') kills++ }
    }
    await exited
    const engine = await start({ profile, chat: [] })
    const [job] = (await engine.ask('imports.list', {})).jobs
    expect(['stopped', 'done']).toContain(job!.state)
    const { counts } = await engine.ask('app.status', {})
    expect(counts.messages).toBe(3 * counts.conversations)
    // The record and what was brought are one.
    expect(job).toMatchObject({ conversations: counts.conversations, messages: counts.messages })
    await engine.engine.close()
  }
  expect(kills).toBeGreaterThan(0)
  const engine = await start({ profile, chat: [] })
  const [job] = (await engine.ask('imports.list', {})).jobs
  if (job!.state === 'stopped') await engine.ask('imports.resume', { importId: job!.id })
  await expect.poll(async () => (await engine.ask('imports.list', {})).jobs[0], { ...patient, timeout: 60_000 }).toMatchObject({ state: 'done', conversations: 4000, messages: 12_000, branches: 8000, known: 0, skippedCount: 0 })
  expect((await engine.ask('app.status', {})).counts).toMatchObject({ conversations: 4000, messages: 12_000 })
  expect((await engine.ask('app.diagnose', {})).checks.find((check) => check.name === 'Integrity')).toMatchObject({ ok: true })
})

test.skipIf(!mayMount())('[E112] a full disk stops an import with a sentence and it is resumed with room again; an export leaves nothing half', { timeout: 60_000 }, async () => {
  const disk = smallDisk(24)
  const engine = await start({ profile: join(disk, 'profile'), chat: [] })
  const path = archive(2000, 400)
  await engine.ask('imports.start', { path })
  await expect.poll(async () => (await engine.ask('imports.list', {})).jobs[0]!.conversations, patient).toBeGreaterThan(20)
  fill(disk)
  await expect.poll(async () => (await engine.ask('imports.list', {})).jobs[0]!.state, patient).toBe('stopped')
  const stopped = (await engine.ask('imports.list', {})).jobs[0]!
  expect(stopped.problem).toMatchObject({ kind: 'storage-full' })
  expectPlain(stopped.problem)
  for (const refused of [await engine.refuse('export.everything', { path: join(disk, 'all') }), await engine.refuse('memories.export', { path: join(disk, 'memories') })]) {
    expect(refused.kind).toBe('storage-full')
    expectPlain(refused)
  }
  expect(readdirSync(disk).filter((name) => !name.startsWith('filler'))).toEqual(['profile'])
  makeRoom(disk)
  await engine.ask('imports.resume', { importId: stopped.id })
  await expect.poll(async () => (await engine.ask('imports.list', {})).jobs[0]!.state, patient).not.toBe('running')
  expect((await engine.ask('imports.list', {})).jobs[0]!.conversations).toBeGreaterThan(stopped.conversations)
  const { counts } = await engine.ask('app.status', {})
  expect(counts.messages).toBe(3 * counts.conversations)
  await engine.engine.close()
})
