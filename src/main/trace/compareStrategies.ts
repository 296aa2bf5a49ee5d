import type { Estimate, strategyFigureNames, StrategyComparison } from '../../shared/strategy.ts'
import { estimateOf } from './estimate.ts'

/** What one strategy would have sent in one past turn. Null where it cannot be told. */
export interface StrategyTurn {
  /** Tokens of the prompt, and its cost in the currency of the price table. */
  readonly tokens: number
  readonly cost: number
  /** Milliseconds to the first token, measured or estimated from the model's reading speed. */
  readonly firstTokenMs: number | null
  /** Part of the notes that the past answer used which would be inside again, 0 to 1. */
  readonly evidence: number | null
  /** Context Fidelity Score that the past answer would have on these pieces, 0 to 1. */
  readonly fidelity: number | null
  readonly redundancy: number | null
}

type Name = (typeof strategyFigureNames)[number]
type Figure = StrategyComparison['figures'][number]

const wanted: Readonly<Record<Name, { better: Figure['better']; unit: string; word: string }>> = {
  tokens: { better: 'lower', unit: 'tokens', word: 'tokens' },
  cost: { better: 'lower', unit: 'money', word: 'cost' },
  firstTokenMs: { better: 'lower', unit: 'ms', word: 'time to the first token' },
  evidence: { better: 'higher', unit: 'share', word: 'evidence kept' },
  fidelity: { better: 'higher', unit: 'share', word: 'use of what was given' },
  redundancy: { better: 'lower', unit: 'share', word: 'repetition' },
}
const order = Object.keys(wanted) as Name[]
/** Fewer turns than this decide nothing, however clear they look. */
const enoughTurns = 8

/**
 * Two strategies side by side over the same past turns. Every figure is taken only from turns in which both sides have it,
 * so that the means and their difference speak of the same turns.
 * @param skipped why past turns could not be looked at, one sentence per turn
 */
export function compareStrategyFigures(turns: readonly { readonly a: StrategyTurn; readonly b: StrategyTurn }[], skipped: readonly string[]): StrategyComparison {
  const figures = order.map((name): Figure => {
    const pairs = turns.flatMap(({ a, b }) => {
      const first = a[name], second = b[name]
      return first === null || second === null || !Number.isFinite(first) || !Number.isFinite(second) ? [] : [[first, second] as const]
    })
    const { better, unit } = wanted[name]
    return {
      name, better, unit, turns: pairs.length,
      a: notBelowZero(estimateOf(pairs.map(([first]) => first))), b: notBelowZero(estimateOf(pairs.map(([, second]) => second))),
      difference: estimateOf(pairs.map(([first, second]) => second - first)),
    }
  })
  return { turns: turns.length, skipped: skipped.length, skippedBecause: [...new Set(skipped)], figures, verdict: verdictOf(turns.length, figures) }
}

/** Nothing that is compared here can be below zero, whatever a wide interval over few turns says. */
function notBelowZero(estimate: Estimate | null): Estimate | null {
  return estimate === null ? null : { ...estimate, low: Math.max(0, estimate.low) }
}

/** Says only what an interval of differences without zero in it bears out. */
function verdictOf(turns: number, figures: readonly Figure[]): string {
  if (turns === 0) return 'No past turn could be compared yet. Have a few more conversations and compare again.'
  if (turns < enoughTurns) return `Only ${turns} past ${turns === 1 ? 'turn' : 'turns'} could be compared, too few to tell the two apart. From ${enoughTurns} on this can say more.`
  const clear = figures.filter(isClear)
  const forB = clear.filter(isForB), forA = clear.filter((figure) => !isForB(figure))
  const over = `Over ${turns} past turns`
  if (clear.length === 0) return `${over} no clear difference: whichever you choose, these turns do not speak against it.`
  if (forA.length === 0) return `${over} the second is better in ${listOf(forB)}; in the rest no clear difference.`
  if (forB.length === 0) return `${over} the first is better in ${listOf(forA)}; in the rest no clear difference.`
  return `${over} the second is better in ${listOf(forB)}, the first in ${listOf(forA)}: choose by what matters more to you.`
}

function isClear(figure: Figure): boolean {
  const { difference } = figure
  return difference !== null && figure.turns >= enoughTurns && (difference.low > 0 || difference.high < 0)
}

function isForB(figure: Figure): boolean {
  return (figure.difference!.mean > 0) === (figure.better === 'higher')
}

function listOf(figures: readonly Figure[]): string {
  const words = figures.map((figure) => `${wanted[figure.name].word} (${sizeOf(figure)})`)
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`
}

/** "12 % less" of what the first has, or points where the figure is a share. */
function sizeOf({ a, difference, unit }: Figure): string {
  const change = difference!.mean
  const way = change > 0 ? 'more' : 'less'
  if (unit === 'share') return `${oneDigit(Math.abs(change) * 100)} points ${way}`
  if (a === null || a.mean === 0) return way
  return `${oneDigit(Math.abs(change / a.mean) * 100)} % ${way}`
}

const oneDigit = (value: number) => (value >= 10 ? String(Math.round(value)) : String(Math.round(value * 10) / 10))
