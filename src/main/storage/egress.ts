import type { Label } from '../../shared/words.ts'
import { all, first, run, type ReadDb, type WriteDb } from './database.ts'

/** One line of the ledger of what left this computer. */
export interface EgressRow {
  at: number
  turnId: string | null
  /** The host that the bytes went to. */
  destination: string
  /** Why: "answer". */
  purpose: string
  bytesOut: number
  bytesIn: number
  status: 'done' | 'failed' | 'cancelled'
  label: Label
}

/** Adds a line; lines are never changed. */
export function recordEgress(db: WriteDb, row: EgressRow): void {
  run(db, 'INSERT INTO egress (at, turn_id, destination, purpose, bytes_out, bytes_in, status, label) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    row.at, row.turnId, row.destination, row.purpose, row.bytesOut, row.bytesIn, row.status, row.label)
}

/** Bytes sent since a moment, by our own count. */
export function sentBytesSince(db: ReadDb, since: number): number {
  return first<{ bytes: number }>(db, 'SELECT coalesce(sum(bytes_out), 0) AS bytes FROM egress WHERE at >= ?', since)!.bytes
}

/** The newest lines of the ledger, newest first. */
export function listEgress(db: ReadDb, limit: number): EgressRow[] {
  return all<EgressRow>(db, `SELECT at, turn_id AS turnId, destination, purpose, bytes_out AS bytesOut, bytes_in AS bytesIn, status, label
    FROM egress ORDER BY at DESC, rowid DESC LIMIT ?`, limit)
}
