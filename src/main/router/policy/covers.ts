import { labels, taskClasses, taskKinds } from '../../../shared/names.ts'
import type { RuleConditions } from '../../../shared/policy.ts'
import { isEmpty } from './matchRule.ts'

/** True when every turn that `narrow` catches is caught by `wide` as well, so that `narrow` after `wide` is never reached. */
export function covers(wide: RuleConditions, narrow: RuleConditions): boolean {
  return coversSet(wide.taskClasses, narrow.taskClasses, taskClasses) && coversSet(wide.tasks, narrow.tasks, taskKinds) && coversSet(wide.labels, narrow.labels, labels)
    && coversSet(wide.intents, narrow.intents, null) && coversSet(folded(wide.topics), folded(narrow.topics), null) && coversSet(folded(wide.languages), folded(narrow.languages), null)
    && atLeast(wide.tokensAtLeast, narrow.tokensAtLeast) && atMost(wide.tokensAtMost, narrow.tokensAtMost, Infinity)
    && atLeast(wide.difficultyAtLeast, narrow.difficultyAtLeast) && atMost(wide.difficultyAtMost, narrow.difficultyAtMost, 1)
    && atLeast(wide.spentTodayAtLeast, narrow.spentTodayAtLeast) && atLeast(wide.spentMonthAtLeast, narrow.spentMonthAtLeast)
    && coversHours(wide.hours, narrow.hours)
    && same(wide.network, narrow.network) && same(wide.power, narrow.power) && same(wide.localModelLoaded, narrow.localModelLoaded)
    && (wide.batteryBelow === undefined || (narrow.batteryBelow !== undefined && narrow.batteryBelow <= wide.batteryBelow))
}

/** True when a rule asks for nothing that not every turn has. */
export function catchesEverything(when: RuleConditions): boolean {
  return covers(when, {})
}

function folded(some: readonly string[] | undefined): readonly string[] | undefined {
  return some?.map((one) => one.trim().toLowerCase())
}

/** @param all every value that there is; null where they cannot be counted */
function coversSet<T>(wide: readonly T[] | undefined, narrow: readonly T[] | undefined, all: readonly T[] | null): boolean {
  if (isEmpty(wide)) return true
  const caught: readonly T[] | null = isEmpty(narrow) ? all : narrow
  return caught !== null && caught.every((one) => (wide as readonly T[]).includes(one))
}

function atLeast(wide: number | undefined, narrow: number | undefined): boolean {
  return (wide ?? 0) <= (narrow ?? 0)
}

function atMost(wide: number | undefined, narrow: number | undefined, most: number): boolean {
  return (wide ?? most) >= (narrow ?? most)
}

function same<T>(wide: T | undefined, narrow: T | undefined): boolean {
  return wide === undefined || wide === narrow
}

interface Hours { readonly from: number; readonly until: number }

/** Hours are laid out from the start of the wide span; the narrow one must begin in it and end before it does. */
function coversHours(wide: Hours | undefined, narrow: Hours | undefined): boolean {
  const lengthOf = ({ from, until }: Hours) => ((until - from + 24) % 24) || 24
  if (wide === undefined || lengthOf(wide) === 24) return true
  if (narrow === undefined) return false
  const offset = (narrow.from - wide.from + 24) % 24
  return offset + lengthOf(narrow) <= lengthOf(wide)
}
