import type { ModelInfo } from '../../../shared/model.ts'
import type { PolicyRule, RuleConditions } from '../../../shared/policy.ts'
import { isUsable, shortModel } from '../words.ts'
import { catchesEverything, covers } from './covers.ts'

/** What is wrong with a policy: problems keep it from being saved, warnings only say that a rule will not do what it seems to. */
export interface PolicyFindings { readonly problems: readonly string[]; readonly warnings: readonly string[] }

/**
 * Looks through a policy before it is saved.
 * @param models every model that is known
 * @param intents every intent that a rule may name, built-in and own
 * @param loopbackProviders providers whose server runs on this computer: their models count as here
 */
export function checkPolicy(rules: readonly PolicyRule[], models: readonly ModelInfo[], intents: ReadonlyArray<{ readonly id: string }>, loopbackProviders: readonly string[]): PolicyFindings {
  const known = new Set(intents.map(({ id }) => id))
  return {
    problems: [...repeats(rules), ...rules.flatMap((rule) => contradictions(rule.when).map((words) => `“${rule.name}” can never hold: ${words}.`))],
    warnings: [
      ...rules.flatMap((rule, at) => reachWarnings(rules, rule, at)),
      ...rules.flatMap((rule) => modelWarnings(rule, models, loopbackProviders)),
      ...rules.flatMap(hourWarnings),
      ...rules.flatMap((rule) => (rule.when.intents ?? []).filter((id) => !known.has(id)).map((id) => `“${rule.name}” names the intent “${id}”, which does not exist any more.`)),
      ...rules.flatMap(labelWarnings),
    ],
  }
}

function repeats(rules: readonly PolicyRule[]): string[] {
  const name = (rule: PolicyRule) => rule.name.normalize('NFKC').trim().toLowerCase()
  const names = rules.filter((rule, at) => rules.findIndex((other) => name(other) === name(rule)) < at)
  const ids = rules.filter((rule, at) => rules.findIndex((other) => other.id === rule.id) < at)
  return [
    ...names.map((rule) => `Two rules are called “${rule.name.trim()}”. Give one of them another name.`),
    ...ids.map((rule) => `“${rule.name}” has the same id as a rule before it. Remove it and add it anew.`),
  ]
}

function contradictions(when: RuleConditions): string[] {
  const crossed = (low: number | undefined, high: number | undefined) => low !== undefined && high !== undefined && low > high
  return [
    ...(crossed(when.tokensAtLeast, when.tokensAtMost) ? ['it asks for more tokens at least than at most'] : []),
    ...(crossed(when.difficultyAtLeast, when.difficultyAtMost) ? ['it asks for more difficulty at least than at most'] : []),
    ...(when.batteryBelow === 0 ? ['no battery is below 0 %'] : []),
  ]
}

function reachWarnings(rules: readonly PolicyRule[], rule: PolicyRule, at: number): string[] {
  if (!rule.enabled) return []
  const earlier = rules.slice(0, at).find((other) => other.enabled && covers(other.when, rule.when))
  if (earlier !== undefined) return [`“${rule.name}” is never reached: “${earlier.name}” catches everything that it would catch.`]
  const hasLater = rules.slice(at + 1).some((later) => later.enabled)
  return hasLater && catchesEverything(rule.when) ? [`“${rule.name}” has no condition and stands before other rules: it catches every turn. Move it to the end.`] : []
}

function modelWarnings(rule: PolicyRule, models: readonly ModelInfo[], loopbackProviders: readonly string[]): string[] {
  if (rule.then.kind === 'refuse' || rule.then.modelId === null) return []
  const { kind, modelId } = rule.then
  const model = models.find(({ id }) => id === modelId)
  if (model === undefined) return [`“${rule.name}” names the model ${shortModel(modelId)}, which is not known here: its turns stay on this computer.`]
  const isHere = model.place === 'local' || loopbackProviders.includes(model.providerId ?? '')
  if (kind === 'local' && !isHere) return [`“${rule.name}” keeps turns on this computer but names ${model.name}, which is in the cloud: the usual model here answers instead.`]
  if (kind !== 'local' && isHere) return [`“${rule.name}” ${kind === 'ask' ? 'asks before turns go' : 'sends turns'} to the cloud but names ${model.name}, which runs on this computer: its turns stay here.`]
  return isUsable(model) ? [] : [`“${rule.name}” names ${model.name}, which is not ready: until then its turns stay on this computer.`]
}

/** From an hour to the same hour is the whole day, which may not be what was meant; from 0 to 24 says so itself. */
function hourWarnings({ name, when: { hours } }: PolicyRule): string[] {
  if (hours === undefined || hours.from % 24 !== hours.until % 24 || (hours.from === 0 && hours.until === 24)) return []
  return [`“${name}” begins and ends at the same hour, so it holds all day. Change one of the hours, or take them out.`]
}

/** A rule for the cloud whose labels can never go there. */
function labelWarnings(rule: PolicyRule): string[] {
  const labels = rule.when.labels ?? []
  if ((rule.then.kind !== 'cloud' && rule.then.kind !== 'ask') || labels.length === 0) return []
  const { allowPersonal } = rule.then
  return labels.some((label) => label === 'open' || (label === 'personal' && allowPersonal)) ? []
    : [`“${rule.name}” is for text that may not leave this computer, so its turns stay here.`]
}
