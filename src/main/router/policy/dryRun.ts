import type { DryRun, PolicyRule } from '../../../shared/policy.ts'
import type { Label } from '../../../shared/words.ts'
import type { RouteFacts } from '../routeTypes.ts'
import { shortModel } from '../words.ts'
import { matchRule } from './matchRule.ts'

/** A turn that is over, as its trace has it. */
export interface PastTurn {
  readonly turnId: string
  readonly conversationId: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** What the person wrote; the first words are shown. */
  readonly text: string
  readonly facts: RouteFacts
  readonly label: Label
  /** Where it was answered; `memory` without any model. */
  readonly went: 'local' | 'cloud' | 'memory' | 'none'
  readonly wentModelId: string
}

const dayMs = 86_400_000
const mostExamples = 5
const shownChars = 160

/** What a policy would have done to turns that are over: what each rule catches, and what would have gone elsewhere. Labels keep their say. */
export function dryRun(rules: readonly PolicyRule[], turns: readonly PastTurn[]): DryRun {
  const newestFirst = [...turns].sort((a, b) => b.at - a.at)
  const caught = new Map<string, PastTurn[]>(rules.map(({ id }) => [id, []]))
  let uncaught = 0
  for (const turn of newestFirst) {
    const rule = rules.find((one) => matchRule(one, turn.facts, turn.label))
    if (rule === undefined) uncaught++
    else caught.get(rule.id)?.push(turn)
  }
  return {
    turns: turns.length, days: daysOf(newestFirst), uncaught,
    rules: rules.map((rule) => {
      const own = caught.get(rule.id) ?? []
      return {
        ruleId: rule.id, caught: own.length, changed: own.filter((turn) => isChanged(rule, turn)).length,
        examples: own.slice(0, mostExamples).map((turn) => ({
          turnId: turn.turnId, conversationId: turn.conversationId, at: turn.at, text: shorten(turn.text), went: placeWords[turn.went], would: wouldWords(rule, turn), changed: isChanged(rule, turn),
        })),
      }
    }),
  }
}

const placeWords = { local: 'this computer', cloud: 'the cloud', memory: 'your memory', none: 'nobody' } as const

/** Where a rule would send a turn: a local label keeps it here whatever the rule says. Personal notes stay behind where the rule does not take them along; the turn goes all the same. */
function wouldGo(rule: PolicyRule, turn: PastTurn): 'local' | 'cloud' | 'ask' | 'none' {
  const { then } = rule
  if (then.kind === 'refuse') return 'none'
  if (then.kind === 'local' || turn.label === 'local') return 'local'
  return then.kind
}

/** An answer from memory needs no model, so only a refusal would have changed it. */
function isChanged(rule: PolicyRule, turn: PastTurn): boolean {
  const would = wouldGo(rule, turn)
  if (turn.went === 'memory') return would === 'none'
  if (would !== turn.went) return true
  const named = rule.then.kind === 'refuse' ? null : rule.then.modelId
  return would === rule.then.kind && named !== null && named !== turn.wentModelId
}

function wouldWords(rule: PolicyRule, turn: PastTurn): string {
  const would = wouldGo(rule, turn)
  if (turn.went === 'memory' && would !== 'none') return placeWords.memory
  if (would === 'ask') return 'you, before anything leaves'
  const named = rule.then.kind !== 'refuse' && rule.then.kind === would && rule.then.modelId !== null ? ` (${shortModel(rule.then.modelId)})` : ''
  return `${placeWords[would]}${named}`
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
