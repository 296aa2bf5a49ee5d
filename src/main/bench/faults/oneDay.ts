import type { Failure } from '../../../shared/result.ts'
import { createResilience } from '../../resilience/createResilience.ts'
import { guardModel, type GuardableRequest } from '../../resilience/guardModel.ts'
import { naiveTries } from './naiveRetry.ts'
import { createScriptedTime } from './scriptedTime.ts'

const day = 86_400_000
/** A person asks every five minutes; idle moments ask in between, as summaries and learning do. */
const personMs = 300_000
const backgroundMs = 10_000

/** What a broken account says: nothing but the person can mend it. */
export const brokenAccounts: readonly Failure[] = [401, 402, 403].map((status) => ({
  kind: status === 402 ? 'provider-limit' : 'provider-key', status, message: 'The account does not work.', next: 'Check the account.',
}))

/** Requests that reach a broken account in a day of scripted time: behind the guard, and with each asked three times as a naive loop does. */
export async function countRequestsInDay(failure: Failure): Promise<{ guarded: number; naive: number }> {
  const time = createScriptedTime()
  let guarded = 0
  const refusing = {
    async *generate(_request: GuardableRequest) {
      guarded++
      yield { type: 'failed', failure } as const
    },
  }
  const model = guardModel(refusing, createResilience({ clock: time, log: { warn() {} } }).provider('broken', 'Broken'))
  const ask = async () => { for await (const event of model.generate({ signal: new AbortController().signal })) if (event.type === 'failed') return }
  let asked = 0
  for (let at = 0; at < day; at += backgroundMs) {
    const times = at % personMs === 0 ? 2 : 1
    for (let one = 0; one < times; one++) { await ask(); asked++ }
    await time.advance(backgroundMs)
  }
  return { guarded, naive: asked * naiveTries }
}
