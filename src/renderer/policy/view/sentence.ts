import type { PolicyRule, RuleAction, RuleConditions } from '../../../shared/policy.ts'
import { formatCount, formatMoney, formatShare } from '../../state/formats.ts'
import { classWords, formatHour, labelNames, nameLanguage, taskNames } from './words.ts'

/** How ids are named in sentences. */
export type RuleNames = { model: (modelId: string) => string; intent: (intentId: string) => string }

/** Names in a row: "a, b or c". */
export function listOr(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}

const any = <T>(values: readonly T[] | undefined, say: (values: readonly T[]) => string): string[] => values === undefined || values.length === 0 ? [] : [say(values)]
const known = <T>(value: T | undefined, say: (value: T) => string): string[] => value === undefined ? [] : [say(value)]

function between(least: number | undefined, most: number | undefined, format: (value: number) => string, say: (words: string) => string): string[] {
  if (least === undefined && most === undefined) return []
  if (least !== undefined && most !== undefined) return [say(`${format(least)} to ${format(most)}`)]
  return [say(least === undefined ? `at most ${format(most!)}` : `at least ${format(least)}`)]
}

/** What a rule asks of a turn, one clause for each condition; empty where it asks nothing. */
export function listConditions(when: RuleConditions, names: RuleNames): string[] {
  return [
    ...any(when.taskClasses, (all) => `it is ${listOr(all.map((one) => classWords[one].inSentence))}`),
    ...any(when.tasks, (all) => `the task is ${listOr(all.map((one) => taskNames[one].toLowerCase()))}`),
    ...any(when.intents, (all) => `it is about ${listOr(all.map((one) => `“${names.intent(one)}”`))}`),
    ...any(when.topics, (all) => `its topic is ${listOr(all)}`),
    ...any(when.labels, (all) => `it is labelled ${listOr(all.map((one) => labelNames[one]))}`),
    ...any(when.languages, (all) => `it is in ${listOr(all.map(nameLanguage))}`),
    ...between(when.tokensAtLeast, when.tokensAtMost, formatCount, (words) => `it has ${words} tokens`),
    ...between(when.difficultyAtLeast, when.difficultyAtMost, formatShare, (words) => `its difficulty is ${words}`),
    ...known(when.hours, ({ from, until }) => `the clock is between ${formatHour(from)} and ${formatHour(until)}`),
    ...known(when.spentTodayAtLeast, (usd) => `${formatMoney(usd)} or more was spent today`),
    ...known(when.spentMonthAtLeast, (usd) => `${formatMoney(usd)} or more was spent this month`),
    ...known(when.network, (network) => network === 'online' ? 'there is a network' : 'there is no network'),
    ...known(when.power, (power) => power === 'battery' ? 'the computer runs on battery' : 'the computer is plugged in'),
    ...known(when.batteryBelow, (share) => `the battery is below ${formatShare(share)}`),
    ...known(when.localModelLoaded, (loaded) => loaded ? 'the local model is in memory' : 'the local model is not in memory'),
  ]
}

/** Where a caught turn goes, in words that stand after an arrow. */
export function sayAction(then: RuleAction, names: RuleNames): string {
  if (then.kind === 'refuse') return then.sentence.trim() === '' ? 'nobody answers' : `nobody answers: “${then.sentence.trim()}”`
  const model = then.modelId === null ? null : names.model(then.modelId)
  if (then.kind === 'local') return model === null ? 'this computer' : `${model}, on this computer`
  const where = `${model ?? 'the cloud'}, ${then.allowPersonal ? 'personal notes too' : 'without personal notes'}`
  return then.kind === 'ask' ? `asks you, then ${where}` : where
}

/** A whole rule as one sentence. */
export function sayRule(rule: Pick<PolicyRule, 'when' | 'then'>, names: RuleNames): string {
  const clauses = listConditions(rule.when, names)
  return `${clauses.length === 0 ? 'Always' : `When ${clauses.join(' and ')}`} → ${sayAction(rule.then, names)}`
}
