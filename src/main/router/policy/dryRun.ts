import type { DryRun, PolicyRule } from '../../../shared/policy.ts'
import type { Label } from '../../../shared/words.ts'
import type { RouteFacts } from '../routeTypes.ts'
import { shortModel } from '../words.ts'
import { matchRule } from './matchRule.ts'

type Place = 'local' | 'cloud' | 'memory' | 'none'

/** A turn that is over, as its trace has it. */
export interface PastTurn {
  readonly turnId: string
  readonly conversationId: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly facts: RouteFacts
  readonly label: Label
  /** Where it was answered; `memory` without any model. */
  readonly went: Place
  readonly wentModelId: string
  /** A rule asked the person before it went there. */
  readonly wasAsked: boolean
}

/** The questions of some turns, by their ids; only those of the examples are asked for. */
export type ReadQuestions = (turnIds: readonly string[]) => ReadonlyMap<string, string>

const dayMs = 86_400_000
const mostExamples = 5
const shownChars = 160

/** What a policy would have done to turns that are over: what each rule catches, and what would have gone elsewhere. Switches, the choice for the conversation and labels keep their say, as in the route. */
export function dryRun(rules: readonly PolicyRule[], turns: readonly PastTurn[], readQuestions: ReadQuestions): DryRun {
  const newestFirst = [...turns].sort((a, b) => b.at - a.at)
  const caught = new Map<string, PastTurn[]>(rules.map(({ id }) => [id, []]))
  let uncaught = 0
  for (const turn of newestFirst) {
    const rule = rules.find((one) => mayCatch(one, turn) && matchRule(one, turn.facts, turn.label))
    if (rule === undefined) uncaught++
    else caught.get(rule.id)?.push(turn)
  }
  const examplesOf = (rule: PolicyRule) => (caught.get(rule.id) ?? []).slice(0, mostExamples)
  const questions = readQuestions(rules.flatMap(examplesOf).map(({ turnId }) => turnId))
  return {
    turns: turns.length, days: daysOf(newestFirst), uncaught,
    rules: rules.map((rule) => {
      const own = caught.get(rule.id) ?? []
      return {
        ruleId: rule.id, caught: own.length, changed: own.filter((turn) => isChanged(rule, turn)).length,
        examples: examplesOf(rule).map((turn) => ({
          turnId: turn.turnId, conversationId: turn.conversationId, at: turn.at, text: shorten(questions.get(turn.turnId) ?? ''), went: placeWords[turn.went], would: wouldWords(rule, turn), changed: isChanged(rule, turn),
        })),
      }
    }),
  }
}

const placeWords = { local: 'this computer', cloud: 'the cloud', memory: 'your memory', none: 'nobody' } as const

/** "Answer again with …" is a word about that very turn: only a rule that refuses is asked then. */
function mayCatch(rule: PolicyRule, turn: PastTurn): boolean {
  return turn.facts.bound !== 'model' || rule.then.kind === 'refuse'
}

/**
 * Where a rule would send a turn. A switch, the choice for the conversation and a local label keep theirs here, whatever the rule says
 * beside a refusal. Personal notes stay behind where the rule does not take them along; the turn goes all the same.
 */
function wouldGo(rule: PolicyRule, turn: PastTurn): Place | 'ask' {
  const { then } = rule
  if (then.kind === 'refuse') return 'none'
  if (then.kind === 'local' || turn.label === 'local' || turn.facts.bound === 'here') return 'local'
  return then.kind
}

/** An answer from memory needs no model, so only a refusal would have changed it. */
function isChanged(rule: PolicyRule, turn: PastTurn): boolean {
  const would = wouldGo(rule, turn)
  if (turn.went === 'memory') return would === 'none'
  // What the person said to the question is theirs to say again.
  if (would === 'ask') return !turn.wasAsked
  if (would !== turn.went) return true
  const named = namedModel(rule, would)
  return named !== null && named !== turn.wentModelId
}

function wouldWords(rule: PolicyRule, turn: PastTurn): string {
  const would = wouldGo(rule, turn)
  if (turn.went === 'memory' && would !== 'none') return placeWords.memory
  if (would === 'ask') return 'you, before anything leaves'
  const named = namedModel(rule, would)
  return named === null ? placeWords[would] : `${placeWords[would]} (${shortModel(named)})`
}

/** The model that a rule names, where the turn would really go to where that model is. */
function namedModel({ then }: PolicyRule, would: Place): string | null {
  return then.kind === would ? then.modelId : null
}

function daysOf(newestFirst: readonly PastTurn[]): number {
  const [newest, oldest] = [newestFirst[0], newestFirst.at(-1)]
  return newest === undefined || oldest === undefined ? 0 : Math.floor((newest.at - oldest.at) / dayMs) + 1
}

function shorten(text: string): string {
  const line = text.slice(0, shownChars * 4).replace(/\s+/gu, ' ').trim()
  const characters = [...line]
  return characters.length <= shownChars ? line : `${characters.slice(0, shownChars - 1).join('')}…`
}
