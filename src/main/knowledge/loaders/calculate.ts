import { findSums } from '../arithmetic/findSums.ts'
import { derivedPiece } from '../memoryPiece.ts'
import type { Loader } from '../loader.ts'

/** Exact results of the calculations in a message; silent where one cannot be read in one way only. */
export const calculateLoader: Loader = {
  id: 'calculate', name: 'Calculator', about: 'Exact results of sums, products, powers and percentages that stand in the message.', required: false, timeLimitMs: 500, label: 'local',
  activatedBy: ['need:arithmetic', 'calculate', 'intent:calculator'],
  load(ask) {
    const sums = findSums(ask.message.text, ask.understanding.language)
    return Promise.resolve(sums.length === 0 ? [] : [derivedPiece(ask, 'calculation', sums.join('\n'))])
  },
}
