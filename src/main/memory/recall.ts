import type { ReadQuestionAs, WhyNot } from '../../shared/memory.ts'
import { gather, type Gathered } from './gather.ts'
import { rank, type Ranked } from './ranking/rank.ts'
import { wordsAsWritten } from './ranking/stems.ts'
import { keepFitting, scoresOf, toRecalled } from './ranking/toRecalled.ts'
import { explain } from './ranking/whyNot.ts'
import type { RecallAsk, RecallOutcome, RecallPorts } from './recallPorts.ts'

export type { RecallAsk, Recalled, RecallOutcome, RecallPorts } from './recallPorts.ts'

/**
 * Finds what was said before that fits a message: long-term memories, and messages of other conversations.
 * Words and meaning are asked, what they find is ordered by a trained linear ranker, and one source that fails is named in
 * `problems` while the others still deliver. Below the floor nothing comes back, except what shares a rare word, a number or a
 * quotation with the message.
 */
export async function recall(ask: RecallAsk, ports: RecallPorts): Promise<RecallOutcome> {
  const gathered = await gather(ask, ports)
  const problems = [...gathered.problems]
  const order = await rank(ask, gathered, ports.rank).catch(() => {
    problems.push('The ranking model did not answer, so this turn goes without it.')
    return rank(ask, gathered, undefined)
  })
  const kept = keepFitting(order).slice(0, ask.limit)
  const scores = scoresOf(kept)
  const found = kept.map((each, at) => toRecalled(each, scores[at]!))
  const outcome = { found, problems, understood: understoodAs(gathered, kept) }
  return ask.watch === undefined ? outcome : { ...outcome, watched: await watch(ask, ask.watch, ports, found.length) }
}

function understoodAs({ reading, expansion, found }: Gathered, kept: readonly Ranked[]): ReadQuestionAs {
  const inStore = (stem: string): string => wordsAsWritten(found.find((one) => one.bases.includes(stem))?.text ?? '').get(stem) ?? stem
  // A word that stands in nothing that came back has helped nobody, and says nothing to who looks.
  const helped = expansion.filter(({ word }) => kept.some(({ one }) => one.bases.includes(word)))
  return {
    completed: reading.completed, words: [...reading.query.words], expandedBy: [...new Set(helped.map(({ word }) => inStore(word)))], people: [...reading.names],
    from: reading.range?.from ?? null, until: reading.range?.until ?? null,
  }
}

/** Looks once more with the memory among what was found, so that it is judged even where no source named it. */
async function watch(ask: RecallAsk, id: string, ports: RecallPorts, taken: number): Promise<WhyNot> {
  const memory = ports.memories([id])[0]
  const successorId = memory?.supersededBy ?? null
  const successor = successorId === null ? undefined : ports.memories([successorId])[0]
  const order = await rank(ask, await gather(ask, ports, id), ports.rank).catch(async () => rank(ask, await gather(ask, ports, id), undefined))
  return explain(ask, memory, order, taken, successor)
}
