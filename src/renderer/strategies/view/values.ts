import type { budgetPresetIds } from '../../../shared/names.ts'
import type { Strategy, StrategyComparison, StrategyValues } from '../../../shared/strategy.ts'
import { formatAmount, formatDuration, formatMoney, formatScore, formatShare } from '../../state/formats.ts'

/** The presets by name, for where their whole description is not at hand. */
export const presetNames: Record<(typeof budgetPresetIds)[number], string> = { 'casement': 'Casement', 'seven-sections': 'Seven sections', 'seven-priorities': 'Seven priorities' }

export const orderOptions: { value: StrategyValues['order']; label: string; detail: string }[] = [
  { value: 'edges', label: 'Best at both ends', detail: 'Models read the edges of a list best' },
  { value: 'best-last', label: 'Best last', detail: 'Right before the question' },
  { value: 'best-first', label: 'Best first', detail: 'At the head of the notes' },
]
export const methodOptions: { value: StrategyValues['compression']['method']; label: string; detail: string }[] = [
  { value: 'rules', label: 'By rules', detail: 'Without a model; the same every time' },
  { value: 'local-model', label: 'By a model on this computer', detail: 'Reads better, takes longer' },
  { value: 'cloud-model', label: 'By a cloud model', detail: 'The messages leave this computer' },
]

/** A strategy in one line: what sets it apart. */
export function describeValues({ budget, retrieval, compression, order, focus, plan }: StrategyValues): string {
  const touched = Object.keys(budget.regions).length > 0 || budget.reserve !== null
  return [
    `${presetNames[budget.preset]} budget${budget.total === null ? '' : ` of ${formatAmount(budget.total, 'token')}`}${touched ? ', changed' : ''}`, `${formatAmount(retrieval.limit, 'candidate')} from ${formatScore(retrieval.threshold)}`,
    compression.automatic ? `sums up at ${formatShare(compression.compactAt)}` : 'never sums up by itself', orderOptions.find((one) => one.value === order)!.label.toLowerCase(),
    ...focus ? [] : ['no focus'], ...plan ? [] : ['no plan'],
  ].join(' · ')
}

/** True for the strategy that is in use, whichever way the engine names it. */
export function isCurrent(strategy: Strategy, current: string): boolean {
  return current !== '' && (strategy.id === current || strategy.name === current)
}

const figureNames: Record<StrategyComparison['figures'][number]['name'], string> = {
  tokens: 'Tokens sent', cost: 'Cost', firstTokenMs: 'First word', evidence: 'Used notes kept', fidelity: 'Fidelity', redundancy: 'Said twice',
}
export type Figure = StrategyComparison['figures'][number]

/** A figure's name for people. */
export function nameFigure({ name }: Pick<Figure, 'name'>): string {
  return figureNames[name]
}

/** A number of a figure in its unit; a difference carries its sign. */
export function formatFigure(value: number, { name }: Pick<Figure, 'name'>, signed = false): string {
  const size = Math.abs(value)
  const words = name === 'tokens' ? formatAmount(size, 'token') : name === 'cost' ? formatMoney(size) : name === 'firstTokenMs' ? formatDuration(size) : formatShare(size)
  if (!signed) return value < 0 ? `−${words}` : words
  return value === 0 ? `±${words}` : `${value < 0 ? '−' : '+'}${words}`
}

/** Whether b is better than a: only where the whole interval of the difference lies on one side. */
export function judgeFigure({ difference, better }: Pick<Figure, 'difference' | 'better'>): 'a' | 'b' | 'open' {
  if (difference === null) return 'open'
  if (difference.low > 0) return better === 'higher' ? 'b' : 'a'
  if (difference.high < 0) return better === 'lower' ? 'b' : 'a'
  return 'open'
}
