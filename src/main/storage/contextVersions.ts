import type { ContextVersion } from '../../shared/versions.ts'
import { all, type ReadDb } from './database.ts'
import { readFigures } from './figures.ts'
import { decodeText, type StoredText } from './text.ts'

/** Of a question, a list shows this much, in UTF-16 units. */
const questionChars = 300

type VersionRow = Pick<ContextVersion, 'turnId' | 'conversationId' | 'at' | 'destination' | 'tokens'> & { question: StoredText | null; modelId: string; whole: number; figures: string | null }

/**
 * A page of the contexts that were sent, newest first, of one conversation or of all (null). Turns without a context are not
 * in it; of damaged ones it says what is known.
 */
export function listContexts(db: ReadDb, ask: { conversationId: string | null; cursor: string | null; limit: number }): { items: ContextVersion[]; next: string | null } {
  const after = /^(-?\d{1,16}):(.+)$/.exec(ask.cursor ?? '')
  const conditions: [sql: string, ...values: unknown[]][] = [["CASE WHEN json_valid(t.figures) THEN t.figures ->> '$.window' > 0 ELSE 1 END"]]
  if (ask.conversationId !== null) conditions.push(['t.conversation_id = ?', ask.conversationId])
  if (after !== null) conditions.push(['(t.started_at, t.turn_id) < (?, ?)', Number(after[1]), after[2]!])
  // Of a text of megabytes only the beginning is read; in UTF-16 a character has two bytes.
  const rows = all<VersionRow>(db, `SELECT t.turn_id AS turnId, t.conversation_id AS conversationId, t.started_at AS at, t.destination, t.prompt_tokens AS tokens, t.model_id AS modelId,
      t.whole, t.figures, substr(m.text, 1, CASE typeof(m.text) WHEN 'blob' THEN ${2 * questionChars} ELSE ${questionChars} END) AS question
    FROM turn_trace t LEFT JOIN message m ON m.id = t.user_message_id
    WHERE ${conditions.map(([sql]) => sql).join(' AND ')} ORDER BY t.started_at DESC, t.turn_id DESC LIMIT ?`, ...conditions.flatMap(([, ...values]) => values), ask.limit + 1)
  const page = rows.slice(0, ask.limit)
  const last = page.at(-1)
  return { items: page.map(versionOf), next: rows.length > ask.limit && last !== undefined ? `${last.at}:${last.turnId}` : null }
}

function versionOf({ question, modelId, whole, figures, ...row }: VersionRow): ContextVersion {
  const { modelName, pieces, leftOut, used } = readFigures(figures)
  return { ...row, question: question === null ? '' : decodeText(question).toWellFormed(), model: modelName || modelId, tokens: used || row.tokens, pieces, leftOut, whole: whole === 1 }
}
