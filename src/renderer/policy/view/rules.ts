import type { PolicyRule, RuleConditions } from '../../../shared/policy.ts'

/** A rule that is begun: it catches everything and keeps it here. */
export function startRule(): PolicyRule {
  return { id: newRuleId(), name: '', enabled: true, when: {}, then: { kind: 'local', modelId: null } }
}

/** An id for a rule that is made in the window. */
export function newRuleId(): string {
  return `rule-${crypto.randomUUID().slice(0, 8)}`
}

/** Rules with one of them at another place; a place outside the list is its nearer end. */
export function moveRule(rules: readonly PolicyRule[], from: number, to: number): PolicyRule[] {
  const moved = [...rules]
  const [one] = moved.splice(from, 1)
  if (one !== undefined) moved.splice(Math.max(0, Math.min(moved.length, to)), 0, one)
  return moved
}

/** Rules with one put in: in the place of the one with its id, or last. */
export function putRule(rules: readonly PolicyRule[], rule: PolicyRule): PolicyRule[] {
  return rules.some((one) => one.id === rule.id) ? rules.map((one) => one.id === rule.id ? rule : one) : [...rules, rule]
}

/** Rules with a copy of one right behind it, under a name that is not taken. */
export function copyRule(rules: readonly PolicyRule[], rule: PolicyRule): PolicyRule[] {
  let name = `${rule.name.slice(0, 70)}, copy`
  for (let number = 2; rules.some((one) => sameName(one.name, name)); number++) name = `${rule.name.slice(0, 70)}, copy ${number}`
  return rules.flatMap((one) => one.id === rule.id ? [one, { ...structuredClone(rule), id: newRuleId(), name }] : [one])
}

/** Why a rule cannot have this name; null when it can. */
export function nameProblem(name: string, others: readonly PolicyRule[]): string | null {
  return others.some((one) => sameName(one.name, name)) ? 'There is a rule of that name already.' : null
}

/** Conditions without those that ask nothing. */
export function cleanConditions(when: RuleConditions): RuleConditions {
  return Object.fromEntries(Object.entries(when).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))) as RuleConditions
}

/** True for lists that do the same, whatever the order of their fields. */
export function isSamePolicy(one: readonly PolicyRule[], other: readonly PolicyRule[]): boolean {
  return JSON.stringify(one.map(sortFields)) === JSON.stringify(other.map(sortFields))
}

function sameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}

function sortFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortFields)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined).sort(([one], [other]) => one < other ? -1 : 1).map(([key, field]) => [key, sortFields(field)]))
}

/** The groups of conditions as the dialog folds them, with what belongs to each. */
export const conditionGroups = [
  { id: 'asked', title: 'What is asked', keys: ['taskClasses', 'tasks', 'intents', 'topics', 'languages'] },
  { id: 'label', title: 'How private it is', keys: ['labels'] },
  { id: 'size', title: 'How long and how hard', keys: ['tokensAtLeast', 'tokensAtMost', 'difficultyAtLeast', 'difficultyAtMost'] },
  { id: 'time', title: 'Time of day', keys: ['hours'] },
  { id: 'money', title: 'Money spent', keys: ['spentTodayAtLeast', 'spentMonthAtLeast'] },
  { id: 'computer', title: 'This computer', keys: ['network', 'power', 'batteryBelow', 'localModelLoaded'] },
] as const satisfies readonly { id: string; title: string; keys: readonly (keyof RuleConditions)[] }[]
export type ConditionGroup = (typeof conditionGroups)[number]

/** The conditions of one group alone. */
export function conditionsOf(group: ConditionGroup, when: RuleConditions): RuleConditions {
  return cleanConditions(Object.fromEntries(group.keys.map((key) => [key, when[key]])) as RuleConditions)
}
