import { fuse } from './fuse.ts'
import { gather } from './gather.ts'
import type { RecallAsk, RecallOutcome, RecallPorts } from './recallPorts.ts'

export type { RecallAsk, Recalled, RecallOutcome, RecallPorts } from './recallPorts.ts'

/**
 * Finds what was said before that fits a message: long-term memories, and messages of other conversations.
 * Words and meaning are asked side by side; one that fails is named in `problems` and the other still delivers.
 * Below the floor nothing comes back, except what shares a rare word, a number or a quotation with the message.
 */
export async function recall(ask: RecallAsk, ports: RecallPorts): Promise<RecallOutcome> {
  const gathered = await gather(ask, ports)
  const understood = { completed: null, words: [...gathered.query.words], expandedBy: [], people: [], from: null, until: null }
  return { found: fuse(ask, gathered), problems: gathered.problems, understood }
}
