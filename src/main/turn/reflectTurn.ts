import type { TurnTrace } from '../../shared/trace.ts'
import type { Embedder, Models } from '../models/ports.ts'
import type { ReadDb } from '../storage/database.ts'
import type { SearchIndex } from '../storage/index/searchIndex.ts'
import { getMessage } from '../storage/messages.ts'
import { scoreFidelity } from '../trace/fidelity.ts'
import { markUsed } from '../trace/markUsed.ts'
import { scoreQuality } from '../trace/quality.ts'

/** What looking back at a turn needs. */
export interface ReflectTools { readonly db: ReadDb; readonly index: SearchIndex; readonly searcher: Embedder; readonly models: Models }

/**
 * Looks back at a turn once its answer stands: which of the given pieces the answer used, and how good the context was.
 * @returns the same trace with both filled in; null where there is nothing to look at
 */
export async function reflectTurn(trace: TurnTrace, tools: ReflectTools): Promise<TurnTrace | null> {
  const { context } = trace
  const question = getMessage(tools.db, trace.userMessageId)?.text
  const answer = trace.answerMessageId === null ? undefined : getMessage(tools.db, trace.answerMessageId)?.text
  if (context === null || question === undefined || answer === undefined || answer === '') return null
  const embed = (texts: readonly string[]) => tools.models.embedder.embed(texts)
  const fidelity = await scoreFidelity({ question, answer, pieces: context.pieces, embed })
  const ids = context.pieces.filter((piece) => piece.source.kind === 'memory' || piece.source.kind === 'message').map((piece) => piece.id)
  const vectors = await tools.index.vectors(ids).catch(() => new Map<string, Float32Array>())
  const [questionVector] = await tools.searcher.embed([question], 'question').catch(() => [])
  const quality = scoreQuality({ understanding: trace.understanding, plan: trace.plan, context, vectors, questionVector: questionVector ?? null })
  return { ...trace, context: { ...context, pieces: markUsed(context.pieces, fidelity) }, fidelity, quality }
}
