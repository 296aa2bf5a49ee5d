import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PieceRecord } from '../../../src/shared/piece.ts'
import type { Region } from '../../../src/shared/words.ts'

/** One labelled case: which of the given notes the answer used, and which it should have used. */
export interface FidelityCase {
  readonly id: string
  readonly kind: string
  readonly language: string
  readonly question: string
  readonly notes: ReadonlyArray<{ readonly id: string; readonly text: string; readonly score: number | null; readonly region?: Region }>
  readonly answer: string
  readonly used: readonly string[]
  readonly ignored: readonly string[]
}

/** All labelled cases. Every third one is for checking only: no constant was chosen by it. */
export const fidelityCases = JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/fidelity/cases.json'), 'utf8')) as readonly FidelityCase[]
export const tuned = fidelityCases.filter((_, at) => at % 3 !== 2)
export const checked = fidelityCases.filter((_, at) => at % 3 === 2)

const told = Date.UTC(2026, 4, 3, 12)

/** The notes of a case as pieces of a prompt. */
export function piecesOf(one: FidelityCase): PieceRecord[] {
  return one.notes.map((note) => {
    const region = note.region ?? 'memories'
    const tokens = Math.ceil(note.text.length / 4)
    return {
      id: note.id, region, text: note.text, tokens, wantedTokens: tokens, label: 'open', trust: 'user', score: note.score, scores: {}, stability: 'volatile', marks: [],
      outcome: 'in', code: null, reason: 'Fits the question', source: sourceOf(region, note.id),
    }
  })
}

function sourceOf(region: Region, id: string): PieceRecord['source'] {
  switch (region) {
    case 'documents': return { kind: 'file', name: 'contract.pdf', path: null, part: 0, at: told }
    case 'results': return { kind: 'tool', name: 'search', callId: id, at: told }
    case 'summary': return { kind: 'summary', epochId: id, conversationId: 'c', at: told, messages: 12 }
    case 'history': return { kind: 'message', messageId: id, conversationId: 'c', role: 'assistant', at: told }
    default: return { kind: 'memory', memoryId: id, messageId: null, conversationId: null, at: told }
  }
}
