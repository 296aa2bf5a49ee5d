import { regions } from '../../../shared/names.ts'
import type { BudgetPlan, BudgetPreset, RegionBudget } from '../../../shared/strategy.ts'
import type { Region } from '../../../shared/words.ts'
import { regionWords } from '../../inspector/view/names.ts'

/** What one region is promised, with the preset's own values where nothing was changed. */
export type PlanRow = {
  region: Region; name: string; hint: string
  /** Thousandths of the whole budget; null takes what the others leave. */
  share: number | null
  floor: number; priority: number; compressible: boolean
  /** True when the person changed anything of it. */
  own: boolean
}

/** Every region of a plan, in the order of the regions. */
export function listRows(plan: BudgetPlan, preset: BudgetPreset): PlanRow[] {
  return regions.map((region) => {
    const own = plan.regions[region]
    return { region, ...regionWords[region], ...preset.regions[region], ...dropAbsent(own), own: own !== undefined }
  })
}

/** A plan with one region changed. What equals the preset is not kept, so that a change taken back leaves no trace. */
export function changeRegion(plan: BudgetPlan, preset: BudgetPreset, region: Region, change: RegionBudget): BudgetPlan {
  const usual = preset.regions[region]
  const wanted = { ...dropAbsent(plan.regions[region]), ...change }
  const kept = Object.fromEntries(Object.entries(wanted).filter(([key, value]) => value !== usual[key as keyof typeof usual])) as RegionBudget
  return { ...resetRegion(plan, region), regions: Object.keys(kept).length === 0 ? resetRegion(plan, region).regions : { ...plan.regions, [region]: kept } }
}

/** A plan with one region as the preset has it. */
export function resetRegion(plan: BudgetPlan, region: Region): BudgetPlan {
  const { [region]: _before, ...others } = plan.regions
  return { ...plan, regions: others }
}

/** A preset with nothing changed. */
export function startPlan(preset: Pick<BudgetPreset, 'id'>): BudgetPlan {
  return { preset: preset.id, total: null, reserve: null, regions: {} }
}

/** The tokens of prompt and answer that a plan shares out in a window of so many: its own number, else the preset’s, never more than the window. */
export function wholeOf(plan: Pick<BudgetPlan, 'total'>, preset: Pick<BudgetPreset, 'total'>, window: number): number {
  return Math.min(window, plan.total ?? preset.total ?? window)
}

/** True when two plans say the same, in whatever order. */
export function isSamePlan(one: BudgetPlan, other: BudgetPlan): boolean {
  return writePlan(one) === writePlan(other)
}

/** True when nothing of the preset was changed. */
export function isUntouched(plan: BudgetPlan, preset: BudgetPreset): boolean {
  return isSamePlan(plan, startPlan(preset))
}

/** All fixed shares together, in thousandths. */
export function sumShares(rows: readonly PlanRow[]): number {
  return rows.reduce((sum, row) => sum + (row.share ?? 0), 0)
}

function writePlan({ preset, total, reserve, regions: changed }: BudgetPlan): string {
  const parts = regions.map((region) => {
    const { share, floor, priority, compressible } = changed[region] ?? {}
    return [share, floor, priority, compressible].map((one) => one === undefined ? '-' : String(one))
  })
  return JSON.stringify([preset, total, reserve, parts])
}

function dropAbsent(part: RegionBudget | undefined): { [key in keyof RegionBudget]?: Exclude<RegionBudget[key], undefined> } {
  return Object.fromEntries(Object.entries(part ?? {}).filter(([, value]) => value !== undefined))
}
