import type { RouteQuestion } from '../../shared/policy.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { EventStream } from './eventStream.ts'

export type RouteChoiceMade = 'local' | 'cloud' | 'stop'

/** The questions that turns wait for: whoever opens a window meanwhile finds them here. */
export interface QuestionDesk {
  /** Asks, and waits until somebody decides or the turn is stopped; a stopped one counts as `stop`. */
  ask(question: RouteQuestion, signal: AbortSignal): Promise<RouteChoiceMade>
  decide(turnId: string, choice: RouteChoiceMade): Result<Record<string, never>>
  list(): RouteQuestion[]
}

interface Waiting { readonly question: RouteQuestion; settle(choice: RouteChoiceMade): void }

/** Questions live in memory alone: a turn that waits ends with the program. */
export function createQuestionDesk(events: Pick<EventStream, 'emit'>): QuestionDesk {
  const waiting = new Map<string, Waiting>()
  return {
    ask(question, signal) {
      if (signal.aborted) return Promise.resolve('stop')
      return new Promise((resolve) => {
        const stop = () => settle('stop')
        const settle = (choice: RouteChoiceMade) => {
          if (!waiting.delete(question.turnId)) return
          signal.removeEventListener('abort', stop)
          events.emit('turn.decided', { turnId: question.turnId, conversationId: question.conversationId })
          resolve(choice)
        }
        waiting.set(question.turnId, { question, settle })
        signal.addEventListener('abort', stop, { once: true })
        events.emit('turn.asked', question)
      })
    },
    decide(turnId, choice) {
      const found = waiting.get(turnId)
      if (found === undefined) return fail('not-found', 'This turn does not wait for an answer any more.', 'Send the message again if it was stopped.')
      if (choice === 'cloud' && found.question.cloud === null) return fail('bad-input', 'There is no model outside this computer to send this to.', 'Answer on this computer, or stop the turn.')
      if (choice === 'local' && found.question.local === null) return fail('bad-input', 'There is no model on this computer that could answer.', 'Send it, or stop the turn.')
      found.settle(choice)
      return ok({})
    },
    list: () => [...waiting.values()].map(({ question }) => question),
  }
}
