import { forgottenMark } from '../../../shared/names.ts'
import type { ContextDiff, ContextRun } from '../../../shared/versions.ts'
import type { WriteDb } from '../database.ts'
import { rewriteRuns } from '../runs.ts'
import { cleanMade, memoriesOfPiece, scrubContext, scrubFailure, type Scope } from './scrub.ts'

/** Erases what was forgotten from the runs of some turns and from some more runs. */
export function forgetInRuns(db: WriteDb, turnIds: readonly string[], runIds: ReadonlySet<string>, scopeOf: (conversationId: string) => Scope): void {
  rewriteRuns(db, turnIds, (one) => scrubRun(one, scopeOf(one.conversationId)), [...runIds])
}

function scrubRun(one: ContextRun, scope: Scope): ContextRun {
  const clean = (text: string): string => cleanMade(text, scope)
  const wasInView = (one.context?.pieces ?? []).some((piece) => piece.outcome !== 'out' && [...memoriesOfPiece(piece.source, scope)].length > 0)
  return {
    ...one, context: scrubContext(one.context, scope), diff: one.diff === null ? null : scrubDiff(one.diff, clean),
    change: { ...one.change, edited: one.change.edited.map((edit) => ({ ...edit, text: clean(edit.text) })) },
    // An answer with it in view may say it in any words, and it stands in no conversation.
    answer: wasInView && one.answer !== '' ? forgottenMark : clean(one.answer),
    failure: scrubFailure(one.failure, clean),
  }
}

function scrubDiff(diff: ContextDiff, clean: (text: string) => string): ContextDiff {
  const each = <T extends { text: string; reason: string }>(pieces: readonly T[]): T[] => pieces.map((piece) => ({ ...piece, text: clean(piece.text), reason: clean(piece.reason) }))
  return { ...diff, came: each(diff.came), left: each(diff.left), changed: each(diff.changed), moved: each(diff.moved) }
}
