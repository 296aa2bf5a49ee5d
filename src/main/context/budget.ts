import type { BudgetPlan } from '../../shared/strategy.ts'
import { regions, type Region } from '../../shared/words.ts'
import { formatCount, percentOf, tokensIn } from './figures.ts'
import { presetOf, type Preset } from './presets.ts'
import { forEachRegion, regionRules } from './regions.ts'

/** What one region is promised, in tokens of this window. */
export interface RegionGrant {
  readonly tokens: number
  /** Granted before any other promise is looked at, by priority. */
  readonly floor: number
  readonly priority: number
  readonly compressible: boolean
  /** True where the person set the share: it then takes nothing of what others leave. */
  readonly isSet: boolean
}

export interface ResolvedBudget {
  /** Tokens of prompt and answer together; never above the window. */
  readonly total: number
  readonly reserve: number
  readonly regions: Readonly<Record<Region, RegionGrant>>
}

/**
 * Tokens kept free for the answer: an eighth of the window, at least 128 and at most 4,096 (which every window from
 * 32,768 on keeps), and never more than half.
 */
export function reserveFor(windowTokens: number): number {
  return Math.min(Math.floor(windowTokens / 2), Math.max(128, Math.min(4096, Math.floor(windowTokens / 8))))
}

/** Parts of a small window's prompt that a preset's floors may take, where its share of them would leave too little to say anything. */
const leastParts: Partial<Record<Region, number>> = { core: 1 / 4, persona: 1 / 8, memories: 1 / 8, message: 1 / 4, recent: 1 / 16 }
/** A reserve that the person set leaves at least this much for the prompt, or half of a small window. */
const leastPrompt = 1024

/**
 * A plan for a window of so many tokens. Shares are parts of the whole budget, so 8,000 tokens give exactly the table's
 * figures. A region without a share of its own is promised what the others leave beside the reserve; several such share it
 * equally. Any plan resolves, those that `checkBudget` objects to included: priorities decide then.
 */
export function resolveBudget(plan: BudgetPlan, windowTokens: number): ResolvedBudget {
  const preset = presetOf(plan.preset)
  const total = Math.min(windowTokens, plan.total ?? preset.total ?? windowTokens)
  const reserve = plan.reserve === null
    ? Math.min(preset.reserve ?? Infinity, reserveFor(total))
    : Math.min(plan.reserve, Math.max(Math.floor(total / 2), total - leastPrompt))
  const usable = total - reserve
  const promised = forEachRegion((region) => promise(plan, preset, region, total))
  const floors = forEachRegion((region) => plan.regions[region]?.floor ?? usualFloor(preset, region, total, usable, isShareSet(plan, region) ? promised[region] : null))
  const open = regions.filter((region) => promised[region] === null)
  const taken = regions.reduce((sum, region) => sum + (promised[region] === null ? 0 : Math.max(promised[region], floors[region])), 0)
  const left = Math.floor(Math.max(0, usable - taken) / Math.max(1, open.length))
  return {
    total, reserve,
    regions: forEachRegion((region) => ({
      tokens: Math.max(floors[region], promised[region] ?? left),
      floor: floors[region],
      priority: plan.regions[region]?.priority ?? preset.regions[region].priority,
      compressible: plan.regions[region]?.compressible ?? preset.regions[region].compressible,
      isSet: isShareSet(plan, region),
    })),
  }
}

/** Tokens by share alone; null takes what the others leave. */
function promise(plan: BudgetPlan, preset: Preset, region: Region, total: number): number | null {
  const share = plan.regions[region]?.share
  if (share !== undefined) return share === null ? null : Math.floor((total * share) / 1000)
  const { tokens } = preset.regions[region]
  return tokens === null ? null : Math.floor((total * tokens) / preset.base)
}

/** A preset's floor in this window: whole where there is room, else its part. It never lifts a share that the person set. */
function usualFloor(preset: Preset, region: Region, total: number, usable: number, set: number | null): number {
  const { floor } = preset.regions[region]
  const part = Math.max((floor * total) / preset.base, usable * (leastParts[region] ?? 0))
  return Math.floor(Math.min(floor, part, set ?? Infinity))
}

function isShareSet(plan: BudgetPlan, region: Region): boolean {
  return typeof plan.regions[region]?.share === 'number'
}

/**
 * Why a plan cannot be saved: one sentence each with what to do next, none when it can. A total above the window is no
 * problem: it counts as the window.
 * @param windowTokens null where no model is known; what only a window can tell is then judged by the plan's own total
 */
export function checkBudget(plan: BudgetPlan, windowTokens: number | null): string[] {
  const problems: string[] = []
  const own = plan.total ?? presetOf(plan.preset).total
  const total = windowTokens === null ? own : Math.min(windowTokens, own ?? windowTokens)
  const shares = regions.reduce((sum, region) => sum + (shareOf(plan, region) ?? 0), 0)
  // Presets hold fractions of a thousandth: one more in all is no mistake of anybody.
  if (shares > 1001) problems.push(`The shares add up to ${percentOf(shares)}: lower some by ${percentOf(shares - 1000)} in all, or let a region take what the others leave.`)
  if (total === null) return problems
  if (plan.reserve !== null && plan.reserve >= total) {
    problems.push(`The reserve of ${tokensIn(plan.reserve)} leaves nothing of ${formatCount(total)} for the prompt: set it below ${formatCount(total)}.`)
  }
  const budget = resolveBudget(plan, total)
  const floors = regions.reduce((sum, region) => sum + budget.regions[region].floor, 0)
  const usable = budget.total - budget.reserve
  if (floors > usable) {
    problems.push(`The floors ask for ${tokensIn(floors)} together, and ${formatCount(total)} hold ${formatCount(usable)} beside the reserve: lower some floors by ${formatCount(floors - usable)} in all, or pick a model with a larger window.`)
  }
  for (const region of regions) {
    const share = shareOf(plan, region)
    const { floor } = budget.regions[region]
    if (share === null || plan.regions[region] === undefined) continue
    const tokens = Math.floor((total * share) / 1000)
    if (tokens < floor) problems.push(`${regionRules[region].name}: a share of ${percentOf(share)} is ${tokensIn(tokens)}, less than its floor of ${formatCount(floor)}. Raise the share or lower the floor.`)
  }
  return problems
}

/** Thousandths, with the preset's exact fractions; null takes what the others leave. */
function shareOf(plan: BudgetPlan, region: Region): number | null {
  const set = plan.regions[region]?.share
  if (set !== undefined) return set
  const preset = presetOf(plan.preset)
  const { tokens } = preset.regions[region]
  return tokens === null ? null : (tokens * 1000) / preset.base
}
