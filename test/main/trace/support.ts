import type { TurnFigures } from '../../../src/shared/insights.ts'
import type { Context, PieceRecord } from '../../../src/shared/piece.ts'
import type { TurnTrace, Understanding } from '../../../src/shared/trace.ts'
import { regions, type Region } from '../../../src/shared/words.ts'
import { plainReading, plainTrace } from '../../support/traceParts.ts'

const told = Date.UTC(2026, 4, 3, 12)
let made = 0

/** A piece of a prompt with made-up surroundings; a token is four characters. */
export function recordOf(region: Region, text: string, more: Partial<PieceRecord> = {}): PieceRecord {
  const id = more.id ?? `p${++made}`
  const tokens = Math.ceil(text.length / 4)
  return {
    id, region, text, tokens, wantedTokens: tokens, label: 'open', trust: 'user', score: null, scores: {}, stability: 'volatile', marks: [], outcome: 'in', code: null, reason: 'Fits the question',
    source: region === 'memories' || region === 'profile' ? { kind: 'memory', memoryId: id, messageId: null, conversationId: null, at: told }
      : region === 'history' || region === 'recent' || region === 'message' ? { kind: 'message', messageId: id, conversationId: 'c', role: 'user', at: told }
      : region === 'documents' ? { kind: 'file', name: 'notes.txt', path: null, part: 0, at: told }
      : { kind: 'rule', name: id },
    ...more,
  }
}

/** A context of some records, whose prompt is their texts in their order. */
export function contextOf(pieces: readonly PieceRecord[], more: Partial<Context> = {}): Context {
  const inside = pieces.filter((piece) => piece.outcome !== 'out')
  let text = ''
  const spans = inside.map((piece) => {
    const start = text.length
    text += piece.text
    return { start, end: text.length, region: piece.region, pieceId: piece.id }
  })
  const kept = (region: Region) => inside.reduce((sum, piece) => piece.region === region ? sum + piece.tokens : sum, 0)
  return {
    window: 8000, reserve: 1000, used: inside.reduce((sum, piece) => sum + piece.tokens, 0), counting: 'exact', tokenizer: 'plain', label: 'open', keptPrefix: 0, time: null, trusted: null, cutBy: [],
    regions: regions.map((region) => ({ region, priority: 0, budget: 500, floor: 0, wanted: kept(region), kept: kept(region), pieces: 0, leftOut: 0, stability: 'volatile' })),
    pieces: [...pieces], prompt: [{ role: 'user', text, spans }], ...more,
  }
}

export const understanding: Understanding = { task: 'recall', confidence: 0.9, alternatives: [], topics: [], language: 'en', difficulty: 0.2, isQuestion: true, needsMemory: true, ...plainReading }

export function traceOf(more: Partial<TurnTrace> = {}): TurnTrace {
  return {
    turnId: 't1', conversationId: 'c1', userMessageId: 'm1', answerMessageId: 'm2', startedAt: told, totalMs: 900, firstTokenMs: 400, status: 'done', failure: null,
    stages: [{ name: 'generate', startMs: 100, ms: 600, note: '', failed: null }], understanding: null, plan: null, route: null, context: null,
    usage: { promptTokens: 500, evaluatedTokens: 200, cachedTokens: 300, outputTokens: 40, reported: true }, cost: 0.02, memoryAnswer: null, learned: [], notices: [],
    focus: null, epochId: null, strategy: 'Standard', fidelity: null, quality: null, tightened: null, fullHistoryTokens: 2000, ...plainTrace, ...more,
  }
}

export function rowOf(more: Partial<TurnFigures> = {}): TurnFigures {
  return {
    turnId: `t${++made}`, conversationId: 'c1', at: told, status: 'done', destination: 'local', modelId: 'm', strategy: 'Standard', promptTokens: 500, outputTokens: 50, cachedTokens: 250, fullHistoryTokens: 2000,
    window: 4000, reserve: 500, used: 700, firstTokenMs: 300, totalMs: 900, generateMs: 600, cost: 0.1, thumb: null, fidelity: null, quality: null, given: 0, usedPieces: 0, ignoredPieces: 0, contextBytes: 0, ...more,
  }
}
