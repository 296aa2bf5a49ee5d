import type { RankedItem, ReadQuestionAs, WhyNot } from '../../../shared/memory.ts'
import { formatDay, formatScore } from '../../state/formats.ts'

/** Whether a memory is recalled for a question, and its place, in a sentence. @param pinned whether it is pinned and in use */
export function tellPlace({ found, place, score, needed }: WhyNot, pinned = false): string {
  if (pinned) return `It is pinned: it stands in every context where it applies, whatever is asked.${found ? ` This question finds it too${place === null ? '' : `, in place ${place}`}.` : ' This question alone would not find it.'}`
  const gap = score !== null && needed !== null ? ` Its fit is ${formatScore(score)}; the last one that goes along has ${formatScore(needed)}.` : ''
  if (found) return place === null ? 'It is recalled for this question.' : `It is recalled, in place ${place}.`
  return place === null ? 'It is not recalled, and not among what was found.' : `It is not recalled: place ${place}.${gap}`
}

/** How a question was read, as lines of a table; parts that say nothing are left out. */
export function tellReading(read: ReadQuestionAs, locale?: string): { name: string; value: string; hint?: string }[] {
  const { from, until } = read
  const span = from !== null && until !== null ? `${formatDay(from, locale)} to ${formatDay(until - 1, locale)}` : from !== null ? `since ${formatDay(from, locale)}` : until !== null ? `until ${formatDay(until - 1, locale)}` : null
  const rows: [string, string | null, string?][] = [
    ['Completed', read.completed, 'A question that leans on what was said before is completed from the conversation.'],
    ['Words', read.words.join(', ')], ['Also', read.expandedBy.join(', '), 'Words that stand beside these in what is stored.'],
    ['People', read.people.join(', ')], ['Time', span],
  ]
  return rows.flatMap(([name, value, hint]) => value === null || value === '' ? [] : [{ name, value, ...(hint === undefined ? {} : { hint }) }])
}

/** The quiet line under one line of a ranking. */
export function noteRanked(item: RankedItem, locale?: string): string {
  const what = item.kind === 'memory' ? 'memory' : item.said === 'assistant' ? 'an answer of the assistant' : 'a message of yours'
  return [what, formatDay(item.at, locale), ...(item.exact ? ['exact words'] : []), item.reason].filter((part) => part !== '').join(' · ')
}
