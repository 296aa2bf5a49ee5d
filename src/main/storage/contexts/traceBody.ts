import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { FailureError } from '../../../shared/result.ts'
import { turnTrace, type TurnTrace } from '../../../shared/trace.ts'
import type { PieceLoader } from './pieceBlobs.ts'
import { restoreContext, type StoredContext } from './storedContext.ts'

/** A trace as its row holds it. Without `pieces`, the body is the whole trace: as earlier versions kept it, or one without a context. */
export interface TraceRow { body: Buffer; pieces: Buffer | null; whole: number }

/** JSON in few bytes, for a column. Level 1: a turn with a message of ten megabytes must not hold up the window. */
export function packJson(value: unknown): Buffer {
  return deflateRawSync(JSON.stringify(value), { level: 1 })
}

/** The value that `packJson` was given. Throws on damage. */
export function unpackJson(body: Buffer): unknown {
  return JSON.parse(inflateRawSync(body).toString('utf8'))
}

/**
 * The whole trace of a row.
 * @throws FailureError (`storage-corrupt`) where its bytes or those of a text that it rests on are damaged or gone
 */
export function readTrace(row: TraceRow, load: PieceLoader): TurnTrace {
  return orDamaged(() => {
    const body = unpackJson(row.body) as Omit<TurnTrace, 'context'> & { context: unknown }
    return turnTrace.parse(row.pieces === null ? body : { ...body, context: restoreContext(body.context as StoredContext | null, row.pieces, row.whole === 1, load) })
  })
}

/** The same, or null where it is damaged. */
export function readTraceOrNull(row: TraceRow, load: PieceLoader): TurnTrace | null {
  return nullIfDamaged(() => readTrace(row, load))
}

/** What was read, or null where the store called it damaged. A bug is thrown on. */
export function nullIfDamaged<T>(read: () => T): T | null {
  try { return read() } catch (error) {
    if (error instanceof FailureError && error.failure.kind === 'storage-corrupt') return null
    throw error
  }
}

/** Reads what may be damaged, and says so in a sentence where it is. What the disk is at fault for is thrown as it is. */
export function orDamaged<T>(read: () => T): T {
  try { return read() } catch (error) {
    if (error instanceof FailureError) throw error
    throw new FailureError({
      kind: 'storage-corrupt', message: 'The context of this turn is damaged and cannot be shown. The messages are whole.',
      next: 'Go on as usual; later turns are not touched by it.',
    })
  }
}
