import { forgottenMark } from '../../shared/names.ts'
import { FailureError } from '../../shared/result.ts'
import type { ContextDiff, ContextRun } from '../../shared/versions.ts'
import { all, run, type WriteDb } from './database.ts'
import { getRun, saveRun } from './runs.ts'
import { isForgotten, madeCleaner, scrubContext, type Forgotten } from './scrub.ts'

/** Erases what was forgotten from the runs of some turns and from some more runs. One that cannot be read leaves whole. */
export function forgetInRuns(db: WriteDb, forgotten: Forgotten, turnIds: readonly string[], runIds: ReadonlySet<string>): void {
  const ids = all<{ id: string }>(db, `SELECT id FROM context_run WHERE turn_id IN (SELECT value FROM json_each(?)) OR id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(turnIds), JSON.stringify([...runIds]))
  for (const { id } of ids) {
    const found = readOrNull(db, id)
    if (found === null) run(db, 'DELETE FROM context_run WHERE id = ?', id)
    else saveRun(db, scrubRun(found, forgotten))
  }
}

function readOrNull(db: WriteDb, id: string): ContextRun | null {
  try { return getRun(db, id) } catch (error) {
    if (error instanceof FailureError) return null
    throw error
  }
}

function scrubRun(one: ContextRun, forgotten: Forgotten): ContextRun {
  const clean = madeCleaner(forgotten)
  const wasInView = (one.context?.pieces ?? []).some((piece) => piece.outcome !== 'out' && isForgotten(piece.source, forgotten))
  return {
    ...one, context: scrubContext(one.context, forgotten), diff: one.diff === null ? null : scrubDiff(one.diff, clean),
    change: { ...one.change, edited: one.change.edited.map((edit) => ({ ...edit, text: clean(edit.text) })) },
    // An answer with it in view may say it in any words, and unlike the conversation it is nobody's own writing.
    answer: wasInView && one.answer !== '' ? forgottenMark : clean(one.answer),
    failure: one.failure === null ? null : { ...one.failure, message: clean(one.failure.message) },
  }
}

function scrubDiff(diff: ContextDiff, clean: (text: string) => string): ContextDiff {
  const each = <T extends { text: string; reason: string }>(pieces: readonly T[]): T[] => pieces.map((piece) => ({ ...piece, text: clean(piece.text), reason: clean(piece.reason) }))
  return { ...diff, came: each(diff.came), left: each(diff.left), changed: each(diff.changed), moved: each(diff.moved) }
}
