import type { AttemptRecord, SourceRecord } from '../../../shared/health.ts'
import type { TurnTrace } from '../../../shared/trace.ts'
import { formatAmount, formatMoney } from '../../state/formats.ts'

/** The links of the chain of fallbacks, as people would call them. */
export const strategyWords: Record<AttemptRecord['strategy'], string> = {
  primary: 'First choice', cache: 'An answer that is kept', backup: 'In its place', minimal: 'With as little as possible', memory: 'From memory', emergency: 'Last resort',
}

export const outcomeWords: Record<AttemptRecord['outcome'], string> = { answered: 'answered', failed: 'failed', cancelled: 'stopped' }

/** Why a try did not answer, and how its provider stood, in one line; empty where there is nothing to say. */
export function tellAttempt({ failure, retries, breaker }: Pick<AttemptRecord, 'failure' | 'retries' | 'breaker'>): string {
  const again = retries === 0 ? '' : `tried ${formatAmount(retries, 'more time')}`
  const rests = breaker === 'open' ? 'left alone since' : breaker === 'half-open' ? 'was being tried out' : ''
  return [failure?.message ?? '', again, rests].filter((one) => one !== '').join(' · ')
}

export const sourceWords: Record<SourceRecord['state'], string> = {
  delivered: 'delivered', empty: 'found nothing', late: 'too late', failed: 'failed', skipped: 'not asked', reconstructed: 'made up for',
}

const steps: Record<TurnTrace['squeezed'][number]['step'], string> = { 'examples-out': 'Examples left out', 'compressed': 'Compressed more', 'references': 'References in place of repeats' }

/** How a prompt was made cheaper while money was short, step by step. */
export function tellSqueezed(squeezed: TurnTrace['squeezed']): { name: string; value: string }[] {
  return squeezed.map(({ step, tokens }) => ({ name: steps[step], value: `${formatAmount(tokens, 'token')} saved` }))
}

/** What another model would have cost: money, "nothing", or that nobody knows. */
export function tellCost(cost: number | null): string {
  return cost === null ? 'not known' : cost === 0 ? 'nothing' : formatMoney(cost)
}
