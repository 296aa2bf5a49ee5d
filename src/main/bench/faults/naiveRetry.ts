import type { CloudChatModel } from '../../models/ports.ts'

/** How often a loop that knows no kinds of failure asks. */
export const naiveTries = 3

/** What many programs do: whatever fails is asked again at once, also in the middle of an answer. The baseline of the guard. */
export function retryNaively(model: CloudChatModel): CloudChatModel {
  return {
    ...model,
    async *generate(request) {
      for (let tries = 1; ; tries++) {
        let isOver = true
        for await (const event of model.generate(request)) {
          isOver = event.type !== 'failed' || tries === naiveTries
          if (isOver) yield event
        }
        if (isOver) return
      }
    },
  }
}
