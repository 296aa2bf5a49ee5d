import type { PolicyRule, RuleConditions } from '../../../shared/policy.ts'
import type { Label } from '../../../shared/words.ts'
import type { RouteFacts } from '../routeTypes.ts'

/**
 * True when a rule is switched on and catches a turn: all its conditions hold. What is not known holds for no condition.
 * @param label the strictest label of the turn
 */
export function matchRule(rule: PolicyRule, facts: RouteFacts, label: Label): boolean {
  return rule.enabled && holds(rule.when, facts, label)
}

function holds(when: RuleConditions, facts: RouteFacts, label: Label): boolean {
  return among(when.taskClasses, facts.taskClass) && among(when.tasks, facts.task) && among(when.labels, facts.label ?? label)
    && (isEmpty(when.intents) || (facts.intentId !== null && when.intents.includes(facts.intentId)))
    && (isEmpty(when.topics) || sharesTopic(when.topics, facts.topics))
    && (isEmpty(when.languages) || when.languages.some((one) => one.toLowerCase() === facts.language.toLowerCase()))
    && within(facts.tokens, when.tokensAtLeast, when.tokensAtMost)
    && within(facts.difficulty, when.difficultyAtLeast, when.difficultyAtMost)
    && (when.hours === undefined || isInHours(facts.hourOfDay, when.hours))
    && within(facts.spentTodayUsd, when.spentTodayAtLeast, undefined) && within(facts.spentMonthUsd, when.spentMonthAtLeast, undefined)
    && (when.network === undefined || (facts.online !== null && facts.online === (when.network === 'online')))
    && (when.power === undefined || facts.power === when.power)
    && (when.batteryBelow === undefined || (facts.battery !== null && facts.battery < when.batteryBelow))
    && (when.localModelLoaded === undefined || facts.localModelLoaded === when.localModelLoaded)
}

/** True where a field asks nothing. */
export function isEmpty(some: readonly unknown[] | undefined): some is undefined | readonly never[] {
  return some === undefined || some.length === 0
}

function among<T>(wanted: readonly T[] | undefined, is: T): boolean {
  return isEmpty(wanted) || (wanted as readonly T[]).includes(is)
}

function sharesTopic(wanted: readonly string[], has: readonly string[]): boolean {
  const own = new Set(has.map((topic) => topic.trim().toLowerCase()))
  return wanted.some((topic) => own.has(topic.trim().toLowerCase()))
}

function within(value: number, atLeast: number | undefined, atMost: number | undefined): boolean {
  return (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost)
}

/** From an hour (included) to another (not included). The same hour twice is the whole day. */
function isInHours(hourOfDay: number, { from, until }: { readonly from: number; readonly until: number }): boolean {
  const [hour, start, end] = [hourOfDay % 24, from % 24, until % 24]
  if (start === end) return true
  return start < end ? hour >= start && hour < end : hour >= start || hour < end
}
