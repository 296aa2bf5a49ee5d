import { messageDocument } from '../memoryPiece.ts'
import type { Loader } from '../loader.ts'

/** From here on a text is one to be summed up, and the message brings its own. */
const longChars = 600
const mostChars = 60_000

/** The long text that is meant: the message's own stands in it already; else the latest long one of this conversation. */
export const summariseLoader: Loader = {
  id: 'summarise', name: 'The text that is meant', about: 'The latest long text of this conversation, where the message brings none itself.', required: false, timeLimitMs: 1000, label: 'local',
  activatedBy: ['summarise'],
  load({ message, earlier }) {
    if (message.text.length >= longChars) return Promise.resolve([])
    const meant = earlier.findLast(({ role, text }) => role === 'user' && text.length >= longChars) ?? earlier.findLast(({ text }) => text.length >= longChars)
    return Promise.resolve(meant === undefined ? [] : [messageDocument(meant, mostChars)])
  },
}
