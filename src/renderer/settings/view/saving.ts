import type { Output } from '../../../shared/contract.ts'
import type { Settings } from '../../../shared/settings.ts'
import { formatAmount, formatCount, formatDuration, formatMoney, formatShare } from '../../state/formats.ts'

type Thrift = Settings['thrift']

/** When prompts for the cloud are made shorter, the share that is set among them. */
export function shortenings(now: Thrift['squeezeFrom']): { value: string; label: string }[] {
  const shares = [...new Set([0.5, 0.75, 0.9, ...now === null ? [] : [now]])].sort((one, other) => one - other)
  return [{ value: 'null', label: 'Never' }, ...shares.map((share) => ({ value: String(share), label: `From ${formatShare(share)} of a budget on` }))]
}

/** What happens to a call whose price nobody knows while a budget of money stands. */
export const unpricedWays: { value: Thrift['unpriced']; label: string; detail: string }[] = [
  { value: 'ask', label: 'Ask first', detail: 'While a budget stands, each message waits for your yes.' },
  { value: 'allow', label: 'Use it', detail: 'Its tokens are counted, its money is in no budget.' },
  { value: 'refuse', label: 'Leave it alone', detail: 'While a budget stands, this computer answers.' },
]

/** One step of a ladder of one's own: "large, from 80 % difficulty, while more than $10.00 is left". */
export function sayStep({ modelId, difficultyAbove, leftUsd }: Thrift['steps'][number]): string {
  const hard = difficultyAbove === 0 ? '' : `, above ${formatShare(difficultyAbove)} difficulty`
  return `${modelId.split(':').slice(2).join(':') || modelId}${hard}${leftUsd === 0 ? '' : `, while more than ${formatMoney(leftUsd)} is left`}`
}

/** Which answers are given again. */
export const keptWays: { value: Settings['answerCache']; label: string; detail: string }[] = [
  { value: 'off', label: 'None', detail: 'Every question is answered anew.' },
  { value: 'same', label: 'To the same question', detail: 'Only where nothing has changed that the answer was made of.' },
  { value: 'near', label: 'And offer those to a like question', detail: 'A like one is named under the new answer, never given in its place.' },
]

const hour = 3600
const times = [[hour, 'An hour'], [24 * hour, 'A day'], [7 * 24 * hour, 'A week'], [30 * 24 * hour, '30 days']] as const

/** For how long an answer is given again, the time that is set among them. */
export function keptTimes(now: number): { value: string; label: string }[] {
  const usual = times.map(([seconds, label]) => ({ seconds, label: label as string }))
  const all = usual.some(({ seconds }) => seconds === now) ? usual : [...usual, { seconds: now, label: formatDuration(now * 1000) }].sort((one, other) => one.seconds - other.seconds)
  return all.map(({ seconds, label }) => ({ value: String(seconds), label }))
}

/** What kept answers were worth, in a sentence or two. */
export function sayKept({ entries, hits, misses, savedUsd, savedMs }: Output<'cache.get'>['answers']): string {
  const asked = hits + misses
  const given = asked === 0 ? 'None was looked for yet.' : `Of ${formatAmount(asked, 'question')} ${formatCount(hits)} had one (${formatShare(hits / asked)})${hits === 0 ? '.' : `, which saved ${formatMoney(savedUsd)} and ${formatDuration(savedMs)}.`}`
  return `${formatAmount(entries, 'answer')} can be given again. ${given}`
}
