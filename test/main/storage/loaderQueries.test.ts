import { expect, test } from 'vitest'
import { connectionOf } from '../../../src/main/storage/database.ts'
import { memoriesByKeys, memoriesHappening, memoriesSince, proceduralMemories } from '../../../src/main/storage/loaderQueries.ts'
import { saveMemory } from '../../../src/main/storage/memories.ts'
import { memory, openToWrite, someTime, tempFolder } from './support.ts'

const day = 86_400_000
const ids = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id)

async function filled() {
  const { write } = await openToWrite(tempFolder())
  saveMemory(write, memory('name', 'I am Ivo', { key: 'user.name' }), null)
  saveMemory(write, memory('oldJob', 'I am a baker', { key: 'user.job', state: 'superseded' }), null)
  saveMemory(write, memory('job', 'I am a nurse', { key: 'user.job' }), null)
  saveMemory(write, memory('wish', 'Keep letters short', { kind: 'procedural', updatedAt: someTime + 1 }), null)
  saveMemory(write, memory('newerWish', 'Sign with Ivo', { kind: 'procedural', updatedAt: someTime + 2 }), null)
  saveMemory(write, memory('waiting', 'Use no lists', { kind: 'procedural', state: 'candidate' }), null)
  saveMemory(write, memory('dentist', 'Dentist on Friday', { kind: 'episodic', eventAt: someTime + 5 * day }), null)
  saveMemory(write, memory('exam', 'Exam tomorrow', { kind: 'episodic', eventAt: someTime + day }), null)
  saveMemory(write, memory('run', 'I ran far', { kind: 'episodic', eventAt: someTime - day }), null)
  saveMemory(write, memory('rome', 'I was in Rome', { kind: 'episodic', eventAt: someTime - 900 * day, learnedAt: someTime }), null)
  return write
}

test('[K27] sources find memories by key, kind and time; only what is active', async () => {
  const write = await filled()
  expect(ids(memoriesByKeys(write, ['user.job', 'user.name', 'user.none']))).toEqual(['job', 'name'])
  expect(ids(proceduralMemories(write, 5))).toEqual(['newerWish', 'wish'])
  expect(ids(proceduralMemories(write, 1))).toEqual(['newerWish'])
  expect(ids(memoriesHappening(write, someTime, someTime + 10 * day, 5))).toEqual(['exam', 'dentist'])
  expect(ids(memoriesHappening(write, someTime, someTime + 10 * day, 1))).toEqual(['exam'])
  expect(ids(memoriesSince(write, someTime - 3 * day, someTime, 20))).toContain('run')
  expect(ids(memoriesSince(write, someTime - 3 * day, someTime, 20))).not.toContain('rome')
  expect(ids(memoriesSince(write, someTime - 3 * day, someTime, 20))).not.toContain('exam')
})

test('[K27] every question of theirs goes by an index', async () => {
  const write = await filled()
  const connection = connectionOf(write)
  const prepare = connection.prepare.bind(connection)
  const asked: string[] = []
  connection.prepare = ((sql: string) => { asked.push(sql); return prepare(sql) }) as typeof connection.prepare
  memoriesByKeys(write, ['user.name'])
  proceduralMemories(write, 3)
  memoriesHappening(write, 0, 1, 3)
  memoriesSince(write, 0, 1, 3)
  const plans = asked.filter((sql) => sql.includes('FROM memory WHERE')).map((sql) => prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...Array.from(sql.matchAll(/\?/g), () => 0)).map((row) => (row as { detail: string }).detail).filter((detail) => / memory\b/.test(detail)).join())
  expect(plans).toHaveLength(4)
  expect(plans[0]).toMatch(/memory_by_key/)
  expect(plans[1]).toMatch(/memory_of_wishes/)
  expect(plans[2]).toMatch(/memory_by_time/)
  expect(plans[3]).toMatch(/memory_by_time/)
})
