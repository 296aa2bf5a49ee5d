import type { PolicyRule, RuleAction, RuleConditions } from '../../../shared/policy.ts'
import type { TaskClass } from '../../../shared/understanding.ts'
import { taskWords } from '../words.ts'
import { isEmpty } from './matchRule.ts'

/** How each class of task is called inside a sentence. */
export const classWords: Readonly<Record<TaskClass, string>> = {
  'simple-question': 'simple questions', 'classification': 'sorting into kinds', 'extraction': 'picking out of a text',
  'medium': 'what is in between', 'generation': 'writing new text', 'reasoning': 'hard reasoning', 'coding': 'coding',
}
const labelWords = { open: 'open', personal: 'marked personal', local: 'marked local' } as const

/** A rule as one plain sentence, for the table and the trace: "For coding, in de, from 22:00 to 06:00: this computer answers." */
export function describeRule(rule: PolicyRule): string {
  const conditions = conditionWords(rule.when)
  return `${conditions.length === 0 ? 'Always' : capital(conditions.join(', '))}: ${actionWords(rule.then)}`
}

function conditionWords(when: RuleConditions): string[] {
  const listed = (lead: string, some: readonly string[] | undefined, word: (one: string) => string = (one) => one) => isEmpty(some) ? [] : [`${lead} ${either(some.map(word))}`]
  return [
    ...listed('for', when.taskClasses, (one) => classWords[one as TaskClass]),
    ...listed('for', when.tasks, (one) => taskWords[one as keyof typeof taskWords]),
    ...listed('for the intent', when.intents),
    ...listed('about', when.topics),
    ...listed('with notes or text', when.labels, (one) => labelWords[one as keyof typeof labelWords]),
    ...listed('in', when.languages),
    ...between('tokens', when.tokensAtLeast, when.tokensAtMost, (count) => count.toLocaleString('en-US')),
    ...between('difficulty', when.difficultyAtLeast, when.difficultyAtMost, (share) => `${Math.round(share * 100)} %`),
    ...(when.hours === undefined ? [] : [`from ${clock(when.hours.from)} to ${clock(when.hours.until)}`]),
    ...(when.spentTodayAtLeast === undefined ? [] : [`once $${when.spentTodayAtLeast} are spent today`]),
    ...(when.spentMonthAtLeast === undefined ? [] : [`once $${when.spentMonthAtLeast} are spent this month`]),
    ...(when.network === undefined ? [] : [when.network === 'online' ? 'with a network' : 'without a network']),
    ...(when.power === undefined ? [] : [when.power === 'plugged' ? 'on mains power' : 'on battery']),
    ...(when.batteryBelow === undefined ? [] : [`with the battery below ${Math.round(when.batteryBelow * 100)} %`]),
    ...(when.localModelLoaded === undefined ? [] : [when.localModelLoaded ? 'while the model here is loaded' : 'while the model here is not loaded']),
  ]
}

function actionWords(then: RuleAction): string {
  if (then.kind === 'refuse') return then.sentence.trim() === '' ? 'nobody answers.' : `nobody answers (“${then.sentence.trim()}”).`
  const model = then.modelId === null ? '' : ` with ${shortModel(then.modelId)}`
  if (then.kind === 'local') return `this computer answers${model}.`
  const personal = then.allowPersonal ? ', personal text included' : ''
  return then.kind === 'cloud' ? `the cloud answers${model}${personal}.` : `you are asked before anything goes to the cloud${model}${personal}.`
}

/** The part of a model's id that a person knows. */
export function shortModel(modelId: string): string {
  return modelId.split(':').at(-1) ?? modelId
}

function between(name: string, atLeast: number | undefined, atMost: number | undefined, word: (value: number) => string): string[] {
  if (atLeast !== undefined && atMost !== undefined) return [`with ${name} from ${word(atLeast)} to ${word(atMost)}`]
  if (atLeast !== undefined) return [`with ${name} of at least ${word(atLeast)}`]
  return atMost === undefined ? [] : [`with ${name} of at most ${word(atMost)}`]
}

function either(some: readonly string[]): string {
  return some.length < 2 ? some.join('') : `${some.slice(0, -1).join(', ')} or ${some.at(-1)}`
}

function clock(hour: number): string {
  const minutes = Math.round(hour * 60)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
