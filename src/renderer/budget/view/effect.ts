import type { Output } from '../../../shared/contract.ts'
import { regions } from '../../../shared/names.ts'
import type { Region } from '../../../shared/words.ts'
import { formatAmount, formatCount } from '../../state/formats.ts'
import { regionWords } from '../../inspector/view/names.ts'

export type PlanPreview = Output<'budget.preview'>

/** One region before and after, in tokens that stand in the prompt. */
export type EffectRow = { region: Region; name: string; before: number; after: number; granted: number }

/** What a plan does to each region that holds or held something. */
export function listEffect(preview: PlanPreview): EffectRow[] {
  const kept = (uses: PlanPreview['before'], region: Region) => uses.find((use) => use.region === region)?.kept ?? 0
  return regions
    .map((region) => ({
      region, name: regionWords[region].name, before: kept(preview.before, region), after: kept(preview.after, region),
      granted: preview.budgets.find((one) => one.region === region)?.tokens ?? 0,
    }))
    .filter((row) => row.before > 0 || row.after > 0)
}

/** The effect in one sentence: `The last turn would go from 3 118 to 2 870 tokens: 2 pieces would leave.` */
export function sayEffect({ diff }: PlanPreview): string {
  if (diff === null) return 'What it would have done to the last turn is not known.'
  const parts = [
    sayPart(diff.came.length, 'come in'), sayPart(diff.left.length, 'leave'), sayPart(diff.changed.length, 'change'),
  ].filter((part) => part !== null)
  if (parts.length === 0) return `The last turn would have been the same: ${formatAmount(diff.tokensAfter, 'token')}.`
  return `The last turn would go from ${formatCount(diff.tokensBefore)} to ${formatAmount(diff.tokensAfter, 'token')}: ${parts.join(', ')}.`
}

function sayPart(count: number, verb: string): string | null {
  return count === 0 ? null : `${formatAmount(count, 'piece')} would ${verb}`
}

/** The window cut up as a plan grants it: the regions, what is free, and the answer's reserve; they add up to the window. */
export function cutGrants({ window, reserve, budgets }: Pick<PlanPreview, 'window' | 'reserve' | 'budgets'>): { key: Region | 'free' | 'reserve'; name: string; tokens: number }[] {
  const granted = regions.map((region) => ({ key: region, name: regionWords[region].name, tokens: budgets.find((one) => one.region === region)?.tokens ?? 0 }))
  const free = Math.max(0, window - reserve - granted.reduce((sum, one) => sum + one.tokens, 0))
  return [...granted, { key: 'free' as const, name: 'Free', tokens: free }, { key: 'reserve' as const, name: 'Kept for the answer', tokens: reserve }].filter((one) => one.tokens > 0)
}
