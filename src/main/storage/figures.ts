import { z } from 'zod'
import type { TurnFigures } from '../../shared/insights.ts'
import { routeFacts } from '../../shared/policy.ts'
import { quality, type TurnTrace } from '../../shared/trace.ts'
import { label } from '../../shared/words.ts'
import { all, type ReadDb } from './database.ts'

/** Figures of a turn that have no column of their own. They stay when the texts of its context are let go. */
const keptFigures = z.object({
  modelName: z.string().default(''), strategy: z.string().default(''), fullHistoryTokens: z.number().nullable().default(null),
  window: z.number().default(0), reserve: z.number().default(0), used: z.number().default(0), generateMs: z.number().default(0),
  fidelity: z.number().nullable().default(null), quality: quality.nullable().default(null),
  given: z.number().default(0), usedPieces: z.number().default(0), ignoredPieces: z.number().default(0),
  /** Pieces of any kind that stood in the prompt, and those that were left out. */
  pieces: z.number().default(0), leftOut: z.number().default(0),
  /** What the route knew, the label that bound it, and whether a rule asked the person, so that other rules can be tried on this turn. */
  facts: routeFacts.nullable().default(null), label: label.nullable().default(null), asked: z.boolean().default(false),
})
export type KeptFigures = z.infer<typeof keptFigures>

/** The regions whose pieces were looked up for the turn: those that an answer can use or pass over. */
const recalled: ReadonlySet<string> = new Set(['memories', 'documents'])

/** The figures of a trace. `given` is 0 where nobody looked at the answer: "given and not used" would be a guess. */
export function figuresOf(trace: TurnTrace): KeptFigures {
  const { context, fidelity } = trace
  const pieces = context?.pieces ?? []
  const inside = pieces.filter((piece) => piece.outcome !== 'out')
  const uses = new Map((fidelity?.pieces ?? []).map((use) => [use.pieceId, use]))
  const given = fidelity === null ? [] : inside.filter((piece) => recalled.has(piece.region))
  const looked = given.flatMap((piece) => uses.get(piece.id) ?? [])
  return {
    modelName: trace.route?.modelName ?? '', strategy: trace.strategy, fullHistoryTokens: trace.fullHistoryTokens,
    window: context?.window ?? 0, reserve: context?.reserve ?? 0, used: context?.used ?? 0,
    generateMs: trace.stages.reduce((sum, stage) => stage.name === 'generate' ? sum + stage.ms : sum, 0),
    fidelity: fidelity?.score ?? null, quality: trace.quality,
    given: given.length, usedPieces: looked.filter((use) => use.used).length, ignoredPieces: looked.filter((use) => use.ignored).length,
    pieces: inside.length, leftOut: pieces.length - inside.length, facts: trace.route?.facts ?? null, label: trace.route?.label ?? null,
    asked: (trace.route?.asked ?? null) !== null,
  }
}

/** Stored figures; what is missing or damaged counts as not known, so that a sum over many turns goes on. */
export function readFigures(stored: string | null): KeptFigures {
  if (stored !== null) {
    try { return keptFigures.parse(JSON.parse(stored)) } catch { /* Damaged: as if nothing had been kept. */ }
  }
  return keptFigures.parse({})
}

type FigureRow = Omit<TurnFigures, keyof KeptFigures> & { figures: string | null }

/** The figures of all turns since a moment, of one conversation or of all (null), oldest first. */
export function listTurnFigures(db: ReadDb, ask: { since: number; conversationId: string | null }): TurnFigures[] {
  const rows = all<FigureRow>(db, `SELECT turn_id AS turnId, conversation_id AS conversationId, started_at AS at, status, destination, model_id AS modelId,
      prompt_tokens AS promptTokens, output_tokens AS outputTokens, cached_tokens AS cachedTokens, first_token_ms AS firstTokenMs, total_ms AS totalMs, cost, thumb,
      context_bytes AS contextBytes, figures
    FROM turn_trace WHERE started_at >= ? ${ask.conversationId === null ? '' : 'AND conversation_id = ?'} ORDER BY started_at, turn_id`,
  ...(ask.conversationId === null ? [ask.since] : [ask.since, ask.conversationId]))
  return rows.map(({ figures, ...row }) => {
    const { modelName: _modelName, pieces: _pieces, leftOut: _leftOut, facts: _facts, label: _label, asked: _asked, ...kept } = readFigures(figures)
    return { ...row, ...kept }
  })
}
