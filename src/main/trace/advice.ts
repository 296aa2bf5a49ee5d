import type { Metric, TurnFigures } from '../../shared/insights.ts'

/** Fewer turns than this say nothing about a habit. */
const enoughTurns = 5
const percent = (value: number) => `${Math.round(value * 100)} %`

interface Advice {
  readonly metric: Metric['name']
  readonly falls: (value: number) => boolean
  readonly say: (value: number) => string
}

const advices: readonly Advice[] = [
  { metric: 'precision', falls: (value) => value < 0.4, say: (value) => `Answers used ${percent(value)} of the notes they were given: a higher threshold for notes in your strategy would send fewer that do not matter.` },
  { metric: 'recall', falls: (value) => value < 0.7, say: (value) => `Answers used ${percent(value)} of the notes that belonged into them: try another order of notes, or measure the model on the Models page to see how many it uses well.` },
  { metric: 'relevance', falls: (value) => value < 0.7, say: (value) => `What was recalled fits its questions by ${percent(value)} only: raise the threshold for notes in your strategy, or forget notes that are no longer true.` },
  { metric: 'tokenSaving', falls: (value) => value < 0, say: (value) => `The prompts were ${percent(-value)} longer than the conversations themselves: a smaller share for notes and documents in the Budget face would shorten them.` },
  { metric: 'utilisation', falls: (value) => value > 0.9, say: (value) => `Prompts filled ${percent(value)} of their room, so pieces had to leave: let older turns be summed up earlier, or choose a model with a larger window.` },
  { metric: 'cacheHits', falls: (value) => value < 0.3, say: (value) => `Only ${percent(value)} of all prompt tokens were still held by the model: longer conversations on one model and fewer changes of persona or rules would save waiting and cost.` },
  { metric: 'coherence', falls: (value) => value < 0.7, say: (value) => `The talk that models saw hangs together by ${percent(value)}: give recent and earlier turns a larger share in the Budget face, or let older turns be summed up.` },
  { metric: 'satisfaction', falls: (value) => value < 0.5, say: (value) => `You liked ${percent(value)} of the answers that you judged: compare two strategies over these turns, or try another model.` },
]

/** What falls short over enough turns, as sentences with the next step; the plainest first. */
export function adviseOn(metrics: readonly Metric[], rows: readonly TurnFigures[]): string[] {
  const said = advices.flatMap((advice) => {
    const metric = metrics.find((one) => one.name === advice.metric)
    return metric === undefined || metric.value === null || metric.turns < enoughTurns || !advice.falls(metric.value) ? [] : [advice.say(metric.value)]
  })
  const repeated = rows.filter((row) => row.quality !== null && row.quality.redundancy > 0.3).length
  const judged = rows.filter((row) => row.quality !== null).length
  if (judged >= enoughTurns && repeated * 3 > judged) said.push(`In ${repeated} of ${judged} turns the model was told much twice: lower the mark from which on two notes count as the same in your strategy, or forget one of the doubles.`)
  return said
}
