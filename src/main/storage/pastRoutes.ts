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
  readonly destination: string
  readonly modelId: string
  readonly label: Label
  readonly facts: z.output<typeof routeFacts>
  /** A rule asked the person about it. */
  readonly wasAsked: boolean
}

/** Of a question so many characters come back. */
const textChars = 160
/** The newest so many are looked at. */
const mostTurns = 5000

/** The newest turns since a moment whose route kept what it knew, newest first, without their texts. Those of deleted conversations are left out. */
export function listPastRoutes(db: ReadDb, since: number): PastRoute[] {
  const rows = all<Pick<PastRoute, 'turnId' | 'conversationId' | 'at' | 'destination' | 'modelId'> & { route: string; figures: string | null }>(db,
    `SELECT t.turn_id AS turnId, t.conversation_id AS conversationId, t.started_at AS at, t.destination, t.model_id AS modelId, t.figures, c.route
      FROM turn_trace t JOIN conversation c ON c.id = t.conversation_id AND c.deleted_at IS NULL
      WHERE t.started_at >= ? ORDER BY t.started_at DESC, t.turn_id DESC LIMIT ?`, since, mostTurns)
  return rows.flatMap(({ route, figures, ...row }) => {
    const { facts, label, asked } = readFigures(figures)
    if (facts === null || label === null) return []
    // Turns of before did not keep what bound them; what their conversation says today comes closest.
    const bound = facts.bound === undefined ? (route === 'local' ? 'here' : null) : facts.bound
    return [{ ...row, label, facts: { ...facts, bound }, wasAsked: asked }]
  })
}

/** The beginning of what the person wrote, by the turns asked for; a turn without it is not in the map. */
export function readTurnQuestions(db: ReadDb, turnIds: readonly string[]): Map<string, string> {
  const rows = all<{ turnId: string; text: StoredText }>(db,
    `SELECT t.turn_id AS turnId, m.text FROM turn_trace t JOIN message m ON m.id = t.user_message_id
      WHERE t.turn_id IN (SELECT value FROM json_each(?))`, JSON.stringify(turnIds))
  return new Map(rows.map(({ turnId, text }) => [turnId, decodeText(text).slice(0, textChars).toWellFormed()]))
}
