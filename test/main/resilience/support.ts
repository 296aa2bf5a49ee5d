import type { Failure } from '../../../src/shared/result.ts'
import { createScriptedTime } from '../../../src/main/bench/faults/scriptedTime.ts'
import { createResilience } from '../../../src/main/resilience/createResilience.ts'
import type { GuardableRequest } from '../../../src/main/resilience/guardModel.ts'

export type Event = { readonly type: 'token'; readonly text: string } | { readonly type: 'end' } | { readonly type: 'failed'; readonly failure: Failure }
/** What a scripted model does when it is asked: so many words of its answer, and then this. */
export interface Script { readonly words?: number; readonly then: 'end' | 'hang' | Failure }

export const answer = Array.from({ length: 60 }, (_, at) => `word${at} `)

export const failures = {
  limit: { kind: 'provider-limit', status: 429, message: 'Wire takes no more requests just now.' },
  trouble: { kind: 'provider-failed', status: 503, message: 'Wire has trouble of its own.', next: 'Try again later, or answer with the local model.' },
  unreachable: { kind: 'provider-failed', message: 'The host could not be reached.' },
  silent: { kind: 'provider-silent', message: 'Wire did not answer in time.' },
  broken: { kind: 'provider-broken', message: 'The answer broke off.' },
  wrongKey: { kind: 'provider-key', status: 401, message: 'The key was refused by Wire.', next: 'Check the key.' },
  forbidden: { kind: 'provider-key', status: 403, message: 'The key was refused by Wire.', next: 'Check the key.' },
  noCredit: { kind: 'provider-limit', status: 402, message: 'Wire says that this account has no credit left.', next: 'Add credit there.' },
  noKey: { kind: 'provider-key', message: 'There is no key for Wire.' },
  wrongRequest: { kind: 'provider-failed', status: 400, message: 'Wire refused the request.' },
  unknownModel: { kind: 'provider-failed', status: 404, message: 'Wire does not know this model.' },
  tooLong: { kind: 'provider-overflow', status: 400, message: 'The prompt is too long.' },
  overBudget: { kind: 'over-budget', message: 'The budget of today is used up.' },
  offline: { kind: 'offline', message: 'Casement is offline.' },
  notAllowed: { kind: 'not-allowed', message: 'This stays here.' },
  cancelled: { kind: 'cancelled', message: 'This was stopped.' },
} as const satisfies Record<string, Failure>

/** A world of one provider on a clock that stands still. */
export function openWorld() {
  const time = createScriptedTime()
  const warnings: string[] = []
  const resilience = createResilience({ clock: time, log: { warn: (what) => { warnings.push(what) } }, random: () => 0 })
  return { time, resilience, warnings, guard: resilience.provider('wire', 'Wire') }
}

/** A model that follows scripts, one per request, the last one again and again, and hears its signal as the real adapter does. */
export function scriptedModel(scripts: readonly Script[]) {
  const signals: AbortSignal[] = []
  const closed: number[] = []
  return {
    signals, closed, asked: () => signals.length,
    async *generate(request: GuardableRequest): AsyncGenerator<Event> {
      const script = scripts[Math.min(signals.length, scripts.length - 1)]!
      const mine = signals.push(request.signal) - 1
      try {
        for (const word of answer.slice(0, script.words ?? (script.then === 'end' ? answer.length : 0))) yield { type: 'token', text: word }
        if (script.then === 'hang' && !request.signal.aborted) await new Promise((resolve) => { request.signal.addEventListener('abort', resolve) })
        yield script.then === 'end' || script.then === 'hang' ? { type: 'end' } : { type: 'failed', failure: script.then }
      } finally { closed.push(mine) }
    },
  }
}

/** Hears an answer to its end. */
export async function hear(stream: AsyncIterable<Event>): Promise<{ text: string; failure: Failure | null; ends: number }> {
  const heard = { text: '', failure: null as Failure | null, ends: 0 }
  for await (const event of stream) {
    if (event.type === 'token') heard.text += event.text
    else heard.ends++
    if (event.type === 'failed') heard.failure = event.failure
  }
  return heard
}
