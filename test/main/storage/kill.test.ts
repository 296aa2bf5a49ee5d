import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { profilePaths } from '../../../src/main/platform/paths.ts'
import { connectionOf } from '../../../src/main/storage/database.ts'
import { getConversation } from '../../../src/main/storage/conversations.ts'
import { checkIntegrity } from '../../../src/main/storage/integrity.ts'
import { getMessage, interruptStreaming, insertMessage } from '../../../src/main/storage/messages.ts'
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
