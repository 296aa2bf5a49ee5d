import { forgottenMark } from '../../shared/names.ts'
import type { ContextDiff, ContextRun } from '../../shared/versions.ts'
import type { WriteDb } from './database.ts'
import { rewriteRuns } from './runs.ts'
import { isForgotten, madeCleaner, scrubContext, type Forgotten } from './scrub.ts'

/** Erases what was forgotten from the runs of some turns and from some more runs. */
export function forgetInRuns(db: WriteDb, forgotten: Forgotten, turnIds: readonly string[], runIds: ReadonlySet<string>): void {
  rewriteRuns(db, turnIds, (one) => scrubRun(one, forgotten), [...runIds])
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
