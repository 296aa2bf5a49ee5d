import { noAbilities, type ModelInfo, type ModelProfile } from '../../shared/model.ts'
import type { Context } from '../../shared/piece.ts'
import type { Result } from '../../shared/result.ts'
import type { Settings } from '../../shared/settings.ts'
import type { StrategyComparison, StrategyValues } from '../../shared/strategy.ts'
import type { TurnTrace } from '../../shared/trace.ts'
import type { ChatModel } from '../models/ports.ts'
import { counterFor } from '../models/tokens/counterFor.ts'
import type { ReadDb } from '../storage/database.ts'
import { compareStrategyFigures, type StrategyTurn } from '../trace/compareStrategies.ts'
import { scoreQuality } from '../trace/quality.ts'
import { makeAgain } from './again.ts'

export interface Offline {
  readonly settings: Settings
  readonly db: ReadDb
  readonly vectors: (ids: readonly string[]) => Promise<ReadonlyMap<string, Float32Array>>
  readonly infoOf: (modelId: string) => ModelInfo | null
  readonly profileOf: (modelId: string) => ModelProfile | null
}

export interface OverTurns extends Offline {
  readonly traces: readonly TurnTrace[]
  readonly a: StrategyValues
  readonly b: StrategyValues
}

/** Both strategies are counted in one public vocabulary: what counts is the difference, and no model need be loaded for it. */
const counter = counterFor('gpt-4o')

/** What two strategies would have sent in past turns, from the same candidates, without asking any model. */
export async function compareOverTurns(ask: OverTurns): Promise<StrategyComparison> {
  const turns: { a: StrategyTurn; b: StrategyTurn }[] = []
  const skipped: string[] = []
  for (const trace of ask.traces) {
    const a = await remade(ask, trace, ask.a)
    const b = await remade(ask, trace, ask.b)
    if (typeof a === 'string' || typeof b === 'string') skipped.push(typeof a === 'string' ? a : b as string)
    else turns.push({ a, b })
  }
  return compareStrategyFigures(turns, skipped)
}

/**
 * A past context under another strategy, counted without its model being loaded.
 * @param chosen a strategy that also selects anew; null keeps the selection of the turn and changes only how it is fitted
 */
export function remakeOffline(ask: Offline, trace: TurnTrace, values: StrategyValues, chosen: StrategyValues | null): Promise<Result<Context>> {
  const modelId = trace.route?.modelId ?? ''
  return makeAgain({
    trace, change: { off: [], pinned: [], edited: [], strategy: chosen, modelId: null }, model: standIn(trace, ask.infoOf(modelId)), profile: ask.profileOf(modelId),
    settings: { ...ask.settings, firstTokenSeconds: null }, strategy: values, db: ask.db, vectors: ask.vectors,
  })
}

async function remade(ask: OverTurns, trace: TurnTrace, values: StrategyValues): Promise<StrategyTurn | string> {
  const profile = ask.profileOf(trace.route?.modelId ?? '')
  const made = await remakeOffline(ask, trace, values, values)
  if (!made.ok) return made.error.message
  const vectors = await ask.vectors(made.value.pieces.map((piece) => piece.id))
  const speed = profile?.readTokensPerSecond ?? null
  return {
    tokens: made.value.used, cost: costPerToken(trace) * made.value.used,
    firstTokenMs: speed === null ? null : (made.value.used / speed) * 1000,
    evidence: evidenceKept(trace, made.value), fidelity: shareUsed(trace, made.value),
    redundancy: scoreQuality({ understanding: trace.understanding, plan: trace.plan, context: made.value, vectors, questionVector: null }).redundancy,
  }
}

/** The model of the turn as far as a context depends on it: window, size, counter. It cannot answer. */
function standIn(trace: TurnTrace, info: ModelInfo | null): ChatModel {
  const known: ModelInfo = info ?? {
    id: trace.route?.modelId ?? 'gone', name: trace.route?.modelName ?? '', place: 'local', providerId: null, state: 'available', sizeBytes: null,
    windowTokens: trace.context?.window ?? null, needsBytes: null, fits: null, license: null, problem: null, small: false, duty: 'chat',
    price: null, abilities: noAbilities,
  }
  return {
    place: 'local', key: known.id, info: known, windowTokens: trace.context?.window ?? known.windowTokens ?? 4096, counter,
    generate() { throw new Error('a stand-in for counting was asked to answer') },
  }
}

/** What one prompt token of that turn cost; nothing where the turn was free. */
function costPerToken(trace: TurnTrace): number {
  const tokens = trace.usage?.promptTokens ?? 0
  return tokens === 0 ? 0 : trace.cost / tokens
}

/** Of the notes that the answer used, the share that would still have stood in the prompt; null where it used none. */
function evidenceKept(trace: TurnTrace, made: Context): number | null {
  const used = (trace.context?.pieces ?? []).filter((piece) => piece.used === true).map((piece) => piece.id)
  if (used.length === 0) return null
  const inside = new Set(made.pieces.filter((piece) => piece.outcome !== 'out').map((piece) => piece.id))
  return used.filter((id) => inside.has(id)).length / used.length
}

/** Of the notes given, the share that the answer used; null where none was given. */
function shareUsed(trace: TurnTrace, made: Context): number | null {
  const given = made.pieces.filter((piece) => piece.outcome !== 'out' && (piece.region === 'memories' || piece.region === 'documents'))
  if (given.length === 0) return null
  const used = new Set((trace.context?.pieces ?? []).filter((piece) => piece.used === true).map((piece) => piece.id))
  return given.filter((piece) => used.has(piece.id)).length / given.length
}
