import { cosineOf } from '../../shared/cosine.ts'
import type { Piece } from '../../shared/piece.ts'
import type { StrategyValues } from '../../shared/strategy.ts'
import type { PastUse } from '../context/select/feedback.ts'
import { selectPieces, type Selected } from '../context/select/selectPieces.ts'
import type { ReadDb } from '../storage/database.ts'
import type { SearchIndex } from '../storage/index/searchIndex.ts'
import { listPieceFeedback } from '../storage/traces.ts'

/** Past turns per note that are looked at: old habits weigh no more than a few new ones. */
const feedbackPerPiece = 12

export interface SelectAsk {
  readonly pieces: readonly Piece[]
  readonly question: string
  readonly questionVector: Float32Array | null
  readonly retrieval: StrategyValues['retrieval']
  readonly switchedOff: ReadonlySet<string>
}

/** What of the found notes goes on to the budget: fitting, not said twice, and not passed over by answers to like questions. */
export async function selectRecalled(ask: SelectAsk, db: ReadDb, index: SearchIndex): Promise<Selected> {
  const recalled = ask.pieces.filter((piece) => piece.region === 'memories' || piece.region === 'documents' || piece.region === 'results')
  const vectors = recalled.length === 0 ? new Map<string, Float32Array>() : await index.vectors(recalled.map((piece) => piece.id)).catch(() => new Map<string, Float32Array>())
  const feedback = ask.retrieval.feedback && ask.questionVector !== null ? await feedbackOf(recalled, ask.questionVector, db, index) : new Map<string, PastUse[]>()
  return selectPieces({ ...ask, vectors, feedback })
}

async function feedbackOf(pieces: readonly Piece[], question: Float32Array, db: ReadDb, index: SearchIndex): Promise<Map<string, PastUse[]>> {
  const rows = listPieceFeedback(db, pieces.map((piece) => piece.id), feedbackPerPiece)
  if (rows.length === 0) return new Map()
  const asked = await index.vectors([...new Set(rows.map((row) => row.userMessageId))]).catch(() => new Map<string, Float32Array>())
  const feedback = new Map<string, PastUse[]>()
  for (const row of rows) {
    const vector = asked.get(row.userMessageId)
    if (vector === undefined) continue
    const past = feedback.get(row.sourceId) ?? []
    past.push({ used: row.used, likeness: cosineOf(question, vector) })
    feedback.set(row.sourceId, past)
  }
  return feedback
}
