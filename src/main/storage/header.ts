import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'

/** What the first bytes of a database file say, read without SQLite and without leaving a trace beside the file. */
export type Header =
  | { readonly kind: 'database'; readonly version: number; readonly sizeBytes: number; readonly hasLog: boolean }
  | { readonly kind: 'damaged' }

const magic = 'SQLite format 3\0'
const versionOffset = 60
const logHeaderBytes = 32
const frameHeaderBytes = 24

/**
 * Reads a database file's version. A write-ahead log that a killed process left may hold a newer one, so it is read too.
 * Only for a file that this process has not opened: on POSIX, closing it here would drop SQLite's locks.
 */
export function readHeader(file: string): Header {
  const head = readStart(file, 100)
  if (head.bytes.length < 100 || head.bytes.toString('latin1', 0, 16) !== magic) return { kind: 'damaged' }
  const log = `${file}-wal`
  const logSize = existsSync(log) ? readStart(log, 0).sizeBytes : 0
  const version = logSize > logHeaderBytes ? versionInLog(log, logSize) : null
  return { kind: 'database', version: version ?? head.bytes.readInt32BE(versionOffset), sizeBytes: head.sizeBytes, hasLog: logSize > 0 }
}

function readStart(file: string, length: number): { bytes: Buffer; sizeBytes: number } {
  const handle = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(length)
    return { bytes: bytes.subarray(0, length === 0 ? 0 : readSync(handle, bytes, 0, length, 0)), sizeBytes: fstatSync(handle).size }
  } finally {
    closeSync(handle)
  }
}

/** The version on the newest committed copy of page 1 in a log; null where it holds none. Layout: SQLite's file format, section 4.1. */
function versionInLog(log: string, size: number): number | null {
  const handle = openSync(log, 'r')
  try {
    const header = Buffer.alloc(logHeaderBytes)
    readSync(handle, header, 0, logHeaderBytes, 0)
    const pageSize = header.readUInt32BE(8)
    if (pageSize < 512 || pageSize > 65_536) return null
    const frame = Buffer.alloc(frameHeaderBytes + 64)
    let committed: number | null = null
    let pending: number | null = null
    for (let at = logHeaderBytes; at + frameHeaderBytes + pageSize <= size; at += frameHeaderBytes + pageSize) {
      readSync(handle, frame, 0, frame.length, at)
      // Frames of an earlier round carry other salts: the log is reused from its start.
      if (frame.compare(header, 16, 24, 8, 16) !== 0) break
      if (frame.readUInt32BE(0) === 1) pending = frame.readInt32BE(frameHeaderBytes + versionOffset)
      if (frame.readUInt32BE(4) !== 0 && pending !== null) committed = pending
    }
    return committed
  } finally {
    closeSync(handle)
  }
}
