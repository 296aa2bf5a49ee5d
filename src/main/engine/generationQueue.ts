import { fail, ok, type Failure, type Result } from '../../shared/result.ts'
import { createWaitingLine, type Place } from '../resilience/waitingLine.ts'

/** Who writes an answer now, and who is next: over all conversations, first come, first served. */
export interface GenerationQueue {
  /**
   * Takes a place, or refuses where too many wait. Whoever takes one leaves it at the end, also without having had a turn.
   * @param onMove told the new number in line (1 is next) when a waiting place moved up
   */
  join(onMove?: (inLine: number) => void): Result<Place>
  /** Takes a place again for what gave its own back to wait for a person: at the end of the line, however long that is. */
  rejoin(onMove?: (inLine: number) => void): Place
  /** Why nobody else is taken now; null while there is room. */
  full(): Failure | null
}

/** @param limits so many answers at once, and so many more that wait */
export function createGenerationQueue(limits: { readonly most: number; readonly waiting: number } = { most: 8, waiting: 32 }): GenerationQueue {
  const line = createWaitingLine(limits)
  const refused = fail('busy', `This message was not taken: ${limits.most} answers are being written and ${limits.waiting} more are waiting.`, 'Wait until some of them end, or stop one.')
  return {
    full: () => line.going() >= limits.most && line.waiting() >= limits.waiting ? refused.error : null,
    rejoin: line.rejoin,
    join(onMove) {
      const place = line.join(onMove)
      return place === null ? refused : ok(place)
    },
  }
}
