import type { Piece } from '../../../shared/piece.ts'
import type { Persona } from '../../../shared/strategy.ts'
import type { TurnPlan } from '../../../shared/trace.ts'
import type { Label, Mood, TaskKind, Trust } from '../../../shared/words.ts'
import { conversationContext } from './conversationContext.ts'
import { deflectionOverride } from './deflectionOverride.ts'
import { goalSteering } from './goalSteering.ts'
import { renderPersona } from './renderPersona.ts'
import { searchContext } from './searchContext.ts'
import { styleModifier } from './styleModifier.ts'

export interface LayerAsk {
  readonly persona: Persona | null
  readonly ownWords: string
  readonly mood: Mood
  readonly plan: TurnPlan | null
  readonly goal: string
  readonly question: string
  readonly goalLikeness: number | null
  /** Exchanges before this one. */
  readonly turns: number
  readonly task: TaskKind
  /** Documents and results of this turn. */
  readonly documents: readonly Piece[]
  readonly focus: string | null
  /** "Knows but does not use" of the turn before, as sentences. */
  readonly flags: readonly string[]
  /** A model that recites whatever it is told beside the question: it gets persona and goal alone. */
  readonly small: boolean
  /** The strictest label of the notes that focus and flags speak of; `local` where nobody says. */
  readonly noteLabel?: Label
  /** How much of what it was given the last answer used, 0 to 1. */
  readonly lastAnswerUsed?: number | null
  /** Tokens for steering, about; the least important layers leave first. */
  readonly steeringTokens?: number
}

const steeringDefault = 150
/** Characters per token of plain prose, on the safe side. */
const charsPerToken = 3.6
const longestFlags = 2

interface Layer {
  readonly name: string
  readonly text: string | null
  readonly label: Label
  /** What speaks of notes is derived from them. */
  readonly trust: Trust
  /** 0 leaves last. */
  readonly rank: number
}

/**
 * The layers of a prompt as pieces: persona and goal in the stable part, the rest as steering beside the question, in the order
 * in which they are read, the focus last. Steering that is over its budget leaves by rank.
 */
export function layerPieces(ask: LayerAsk): Piece[] {
  const stable = [
    layerPiece('persona', 'persona', renderPersona(ask.persona, ask.ownWords), 'open', 'user'),
    layerPiece('persona', 'conversation context', conversationContext({ goal: ask.goal, facts: [] }), 'open', 'user'),
  ]
  return [...stable, ...(ask.small ? [] : steering(ask))].filter((piece) => piece !== null)
}

function steering(ask: LayerAsk): (Piece | null)[] {
  const quoting = ask.noteLabel ?? 'local'
  const away = deflectionOverride(ask)
  const layers: Layer[] = [
    { name: 'search context', text: searchContext(ask.documents), label: 'open', trust: 'user', rank: 2 },
    // A message that leads away needs no word on how to go on with the goal beside the one that leads back.
    { name: 'goal steering', text: away === null ? goalSteering({ goal: ask.goal, turns: ask.turns, lastAnswerUsed: ask.lastAnswerUsed ?? null }) : null, label: 'open', trust: 'user', rank: 5 },
    { name: 'style modifier', text: styleModifier(ask.mood, ask.plan), label: 'open', trust: 'user', rank: 4 },
    { name: 'deflection override', text: away, label: 'open', trust: 'user', rank: 0 },
    { name: 'last turn', text: steerByFlags(ask.flags), label: quoting, trust: 'derived', rank: 3 },
    { name: 'focus', text: ask.focus, label: quoting, trust: 'derived', rank: 1 },
  ]
  let room = ask.steeringTokens ?? steeringDefault
  const fitting = new Set<Layer>()
  for (const layer of layers.toSorted((a, b) => a.rank - b.rank)) {
    const tokens = Math.ceil((layer.text?.length ?? 0) / charsPerToken)
    if (layer.text === null || tokens > room) continue
    fitting.add(layer)
    room -= tokens
  }
  return layers.map((layer) => fitting.has(layer) ? layerPiece('steering', layer.name, layer.text, layer.label, layer.trust) : null)
}

/** The notes that the last answer passed over, as one sentence; null where it used what it was given. */
function steerByFlags(flags: readonly string[]): string | null {
  const own = flags.map((flag) => flag.replace(/\s+/g, ' ').trim().replace(/^Your\b/, 'The user\'s')).filter((flag) => flag !== '').slice(0, longestFlags)
  return own.length === 0 ? null : `The last answer passed this over; use it where it fits: ${own.join(' ')}`
}

function layerPiece(region: 'persona' | 'steering', name: string, text: string | null, label: Label, trust: Trust): Piece | null {
  if (text === null || text === '') return null
  return {
    id: `${region}:${name}`, region, text, tokens: 0, source: { kind: 'rule', name }, label, trust, score: null, scores: {},
    stability: region === 'persona' ? 'stable' : 'volatile', marks: [],
  }
}
