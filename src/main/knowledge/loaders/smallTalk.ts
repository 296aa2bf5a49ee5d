import { broughtPieces } from '../memoryPiece.ts'
import type { Loader } from '../loader.ts'

const latelyMs = 14 * 86_400_000
const mostLately = 2

/** The person's name and what they told lately; nothing else belongs into a greeting. */
export const smallTalkLoader: Loader = {
  id: 'small-talk', name: 'Who you are', about: 'Your name, and what you told in the last two weeks.', required: false, timeLimitMs: 1000, label: 'personal', activatedBy: ['small-talk'],
  load({ now }, ports) {
    const lately = ports.learnedSince(now - latelyMs, 20).filter(({ kind, key }) => kind === 'episodic' && key === null)
    return Promise.resolve(broughtPieces([...ports.byKeys(['user.name']).slice(0, 1), ...lately.slice(0, mostLately)], 1 + mostLately))
  },
}
