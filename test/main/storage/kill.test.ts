import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { profilePaths } from '../../../src/main/platform/paths.ts'
import { connectionOf, transaction, transactionSoon } from '../../../src/main/storage/database.ts'
import { getConversation } from '../../../src/main/storage/conversations.ts'
import { checkIntegrity } from '../../../src/main/storage/integrity.ts'
import { getMessage, interruptStreaming, insertMessage } from '../../../src/main/storage/messages.ts'
import { readSetting, writeSetting } from '../../../src/main/storage/settings.ts'
import { addTalk, exited, linesOf, message, openToWrite, someTime, startChild, tempFolder } from './support.ts'

/** More rounds for a longer run: CASEMENT_KILL_ROUNDS=1000. */
const rounds = Number(process.env['CASEMENT_KILL_ROUNDS'] ?? 30)

test(`[S22] ${rounds} kills of a writer: no turn that was acknowledged is lost, none is there by half`, { timeout: 60_000 + rounds * 5_000 }, async () => {
  const folder = tempFolder()
  let acknowledged = -1
  for (let round = 0; round < rounds; round++) {
    const child = startChild('write.ts', folder, String(acknowledged + 1))
    const wanted = acknowledged + 1 + (round * 7) % 13
    for await (const line of linesOf(child)) {
      acknowledged = Number(line)
      if (acknowledged >= wanted && !child.killed) child.kill('SIGKILL')
    }
    await exited(child)
    const store = await openToWrite(folder)
    const answers = connectionOf(store.read).prepare("SELECT count(*) FROM message WHERE role = 'assistant'").pluck().get() as number
    const questions = connectionOf(store.read).prepare("SELECT count(*) FROM message WHERE role = 'user'").pluck().get() as number
    // One turn may be committed and not yet said.
    expect([acknowledged + 1, acknowledged + 2]).toContain(answers)
    expect(questions).toBe(answers)
    expect(getConversation(store.read, 'c')).toMatchObject({ leafId: `a${answers - 1}`, messageCount: 2 * answers })
    expect(checkIntegrity(store.read)).toMatchObject({ ok: true })
    acknowledged = answers - 1
    store.close()
    expect(statSync(profilePaths(folder).database).size).toBeGreaterThan(0)
  }
})

test('[S23] answers that a kill left half written are marked interrupted at the next start, with their text so far', async () => {
  const { write } = await openToWrite(tempFolder())
  const [question] = addTalk(write, 'c', ['how far is it?'])
  insertMessage(write, message('half', 'c', question!, 'It is about fi', { role: 'assistant', status: 'streaming' }))
  expect(interruptStreaming(write, someTime + 5)).toBe(1)
  expect(getMessage(write, 'half')).toMatchObject({ status: 'interrupted', text: 'It is about fi', note: expect.stringContaining('closed') })
  expect(getMessage(write, question!)!.status).toBe('done')
  expect(interruptStreaming(write, someTime + 6)).toBe(0)
})

test('[S135] what is written without waiting for the disk outlives a kill of its process', async () => {
  const folder = tempFolder()
  const child = startChild('writeSoon.ts', folder)
  let said = -1
  for await (const line of linesOf(child)) {
    said = Number(line)
    if (said >= 40 && !child.killed) child.kill('SIGKILL')
  }
  await exited(child)
  const { read } = await openToWrite(folder)
  expect([said, said + 1]).toContain(readSetting(read, 'number'))
  expect(checkIntegrity(read)).toMatchObject({ ok: true })
})

test('[S135] only that one commit goes without waiting: what follows it, what stands around it and what fails in it do not', async () => {
  const { write } = await openToWrite(tempFolder())
  const level = () => connectionOf(write).pragma('synchronous', { simple: true })
  const inside = transactionSoon(write, () => { writeSetting(write, 'one', 1); return level() })
  expect([inside, level()]).toEqual([1, 2])
  expect(() => transactionSoon(write, () => { writeSetting(write, 'two', 2); throw new RangeError('stopped') })).toThrow(RangeError)
  expect([readSetting(write, 'one'), readSetting(write, 'two'), level()]).toEqual([1, undefined, 2])
  transaction(write, () => {
    expect(transactionSoon(write, () => { writeSetting(write, 'three', 3); return level() })).toBe(2)
  })
  expect([readSetting(write, 'three'), level()]).toEqual([3, 2])
})
