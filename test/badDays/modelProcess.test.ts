import { mkdirSync, copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { EngineOptions } from '../../src/main/engine/engine.ts'
import { forkChild } from '../../src/main/models/process/forkChild.ts'
import { smallModelPath } from '../support/smallModel.ts'
import { expectPlain, patient, start, talkOf, tempFolder } from './support.ts'

const small = smallModelPath()
const modelId = 'local:SmolLM2-135M-Instruct.Q4_1.gguf'

/** Node's own `fork`, noting who was started, so that a test can be the bad luck. */
function watchedSpawn(): { spawn: NonNullable<EngineOptions['spawn']>; kill(): void } {
  const pids: number[] = []
  return {
    spawn(entry, options) {
      const child = forkChild(entry, options)
      if (options.name === 'casement-generate') pids.push(child.pid!)
      return child
    },
    kill: () => process.kill(pids.at(-1)!, 'SIGKILL'),
  }
}

test.skipIf(small === null)('[B18] the model process is killed in mid-answer: the text so far stays, a sentence says why, the next turn works; after three deaths the file is set aside with an explanation, until it is added again', { timeout: 180_000 }, async () => {
  const profile = tempFolder()
  mkdirSync(join(profile, 'models'))
  copyFileSync(small!, join(profile, 'models', 'SmolLM2-135M-Instruct.Q4_1.gguf'))
  const { spawn, kill } = watchedSpawn()
  // A clock that stands still: however slow the computer is, three deaths lie within a minute.
  const engine = await start({ profile, engine: { spawn, clock: { now: Date.now, elapsed: () => 0 } }, settings: { temperature: 0, seed: 1, answerFromMemory: false } })
  const conversation = await engine.newConversation()
  let killAfter = 0
  let heard = 0
  engine.engine.listen((name) => { if (name === 'turn.token' && ++heard === killAfter) kill() })

  for (let death = 1; death <= 3; death++) {
    heard = 0
    killAfter = 3
    const trace = await engine.say(conversation.id, `Tell me a long story about a lighthouse, part ${death}.`)
    expect(trace).toMatchObject({ status: 'interrupted', failure: { kind: 'model-crashed' } })
    expectPlain(trace.failure)
    const answer = (await talkOf(engine, conversation.id)).at(-1)!
    expect(answer).toMatchObject({ status: 'interrupted', note: expect.stringContaining(trace.failure!.message) })
    expect(answer.text).not.toBe('')
    killAfter = 0
    if (death === 3) break
    expect(await engine.say((await engine.newConversation()).id, 'Say hello.')).toMatchObject({ status: 'done', failure: null })
  }

  await expect.poll(async () => (await engine.ask('models.list', {})).models.find((model) => model.id === modelId)?.state, patient).toBe('quarantined')
  const aside = (await engine.ask('models.list', {})).models.find((model) => model.id === modelId)!
  expectPlain(aside.problem)
  const refused = await engine.say(conversation.id, 'Are you there?')
  expect(refused.status).toBe('failed')
  expectPlain(refused.failure)
  expect((await talkOf(engine, conversation.id)).filter((message) => message.role === 'user')).toHaveLength(4)

  // The next start remembers it; adding the file again takes it back.
  const again = await engine.reopen()
  expect((await again.ask('models.list', {})).models.find((model) => model.id === modelId)).toMatchObject({ state: 'quarantined' })
  await again.ask('models.addFile', { path: join(profile, 'models', 'SmolLM2-135M-Instruct.Q4_1.gguf') })
  expect((await again.say(conversation.id, 'Say hello.')).status).toBe('done')
  await again.engine.close()
})
