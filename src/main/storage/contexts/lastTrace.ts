import type { TurnTrace } from '../../../shared/trace.ts'
import { connectionOf, type Connection, type ReadDb } from '../database.ts'
import type { TraceRow } from './traceBody.ts'

interface Last { readonly turnId: string; readonly body: Buffer; readonly pieces: Buffer | null; readonly trace: TurnTrace }

/** The trace that was kept last in each store: the turn after it wants it back, and to unpack it takes as long as to keep it. */
const lasts = new WeakMap<Connection, Last>()

/** Holds a trace in memory beside what its row holds now. */
export function holdTrace(db: ReadDb, last: Last): void {
  lasts.set(connectionOf(db), last)
}

/** The held trace of a turn; null where another one is held, or where the row says something else by now. */
export function heldTrace(db: ReadDb, turnId: string, { body, pieces, whole }: TraceRow): TurnTrace | null {
  const last = lasts.get(connectionOf(db))
  if (last === undefined || last.turnId !== turnId || whole !== 1 || !last.body.equals(body)) return null
  const isSame = pieces === null || last.pieces === null ? pieces === last.pieces : last.pieces.equals(pieces)
  return isSame ? last.trace : null
}

/** What is forgotten or deleted leaves memory too. */
export function releaseTrace(db: ReadDb): void {
  lasts.delete(connectionOf(db))
}
