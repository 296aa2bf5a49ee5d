import type { z } from 'zod'
import type { routeFacts } from '../../shared/policy.ts'
import type { Label } from '../../shared/words.ts'
import { all, type ReadDb } from './database.ts'
import { readFigures } from './figures.ts'
import { decodeText, type StoredText } from './text.ts'

/** One turn as its route saw it. */
export interface PastRoute {
  readonly turnId: string
  readonly conversationId: string
  readonly at: number
  /** The beginning of what the person wrote. */
  readonly text: string
  readonly destination: string
  readonly modelId: string
  readonly label: Label
  readonly facts: z.output<typeof routeFacts>
}

const textChars = 160
/** The newest so many are looked at. */
const mostTurns = 5000

/** The newest turns since a moment whose route kept what it knew, newest first. Those of deleted conversations are left out. */
export function listPastRoutes(db: ReadDb, since: number): PastRoute[] {
  const rows = all<Omit<PastRoute, 'text' | 'label' | 'facts'> & { text: StoredText | null; figures: string | null }>(db,
    `SELECT t.turn_id AS turnId, t.conversation_id AS conversationId, t.started_at AS at, t.destination, t.model_id AS modelId, t.figures, m.text
      FROM turn_trace t JOIN conversation c ON c.id = t.conversation_id AND c.deleted_at IS NULL LEFT JOIN message m ON m.id = t.user_message_id
      WHERE t.started_at >= ? ORDER BY t.started_at DESC, t.turn_id DESC LIMIT ?`, since, mostTurns)
  return rows.flatMap(({ text, figures, ...row }) => {
    const { facts, label } = readFigures(figures)
    if (facts === null || label === null) return []
    return [{ ...row, label, facts, text: text === null ? '' : decodeText(text).slice(0, textChars).toWellFormed() }]
  })
}
