import type { TurnTrace } from '../../shared/trace.ts'
import { strictestLabel, type Label } from '../../shared/words.ts'
import type { ReadDb } from '../storage/database.ts'
import { loadMemories } from '../storage/memories.ts'

/** What the answer before passed over, as sentences that quote notes, with the strictest label of what they may quote. */
export interface EarlierFlags { readonly flags: readonly string[]; readonly label: Label }

export const noFlags: EarlierFlags = { flags: [], label: 'open' }

/**
 * What the turn before tells this one. Nothing where one of those notes was left out by the person since: a sentence would bring it
 * back. Labels are those of today as well as those of then.
 */
export function earlierFlags(previous: TurnTrace | null, leftOut: ReadonlySet<string>, db: ReadDb): EarlierFlags {
  const flags = previous?.fidelity?.flags ?? []
  if (previous === null || flags.length === 0) return noFlags
  const ids = new Set((previous.fidelity?.pieces ?? []).flatMap((use) => use.ignored ? [use.pieceId] : []))
  if ([...ids].some((id) => leftOut.has(id))) return noFlags
  const memoryIds = (previous.context?.pieces ?? []).flatMap(({ id, source }) => ids.has(id) && source.kind === 'memory' ? [source.memoryId] : [])
  return { flags, label: strictestLabel([previous.context?.label ?? 'local', ...loadMemories(db, memoryIds).map((memory) => memory.label)]) }
}
