import { hash } from 'node:crypto'
import type { PieceRecord } from '../../../shared/piece.ts'
import { all, first, run, type ReadDb, type WriteDb } from '../database.ts'
import type { StoredText } from '../text.ts'
import { dropUnusedTexts, hashText, putText, readText } from './textBlobs.ts'

/** What of a piece is the same from turn to turn; its fate in one turn is kept with that turn. */
export type LastingPiece = Pick<PieceRecord, 'id' | 'text' | 'original' | 'tokens' | 'source' | 'label' | 'trust' | 'stability' | 'marks' | 'group'>
/** A part of a prompt that belongs to no piece has no record. */
export interface LoadedPiece { readonly text: string; readonly record: LastingPiece | null }

/** Keeps pieces and texts of one conversation, each once. `bytes` is what was new, as it lies in the store. */
export interface PieceKeeper {
  keepPiece(piece: LastingPiece): number
  keepText(text: string): number
  readonly bytes: number
}

export function openKeeper(db: WriteDb, conversationId: string): PieceKeeper {
  let bytes = 0
  const keep = (text: string, original: string | null, source: { kind: string; id: string | null } | null, body: string | null): number => {
    const textHash = hashText(text)
    const originalHash = original === null ? null : hashText(original)
    const key = hash('sha256', [conversationId, textHash, originalHash ?? '', body ?? ''].join('\0'), 'buffer')
    // A piece that is known is found by one look: its texts are there with it.
    const known = first<{ id: number }>(db, 'SELECT id FROM piece_blob WHERE hash = ?', key)
    if (known !== undefined) return known.id
    const texts = [putText(db, text, textHash), ...(original === null ? [] : [putText(db, original, originalHash!)])]
    const { id } = first<{ id: number }>(db, `INSERT INTO piece_blob (conversation_id, hash, text_id, original_id, source_kind, source_id, body)
      VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`, conversationId, key, texts[0]!.id, texts[1]?.id ?? null, source?.kind ?? null, source?.id ?? null, body)!
    bytes += texts.reduce((sum, one) => sum + one.bytes, key.length + Buffer.byteLength(body ?? ''))
    return id
  }
  return {
    keepPiece({ text, original, ...rest }) {
      const { id, tokens, source, label, trust, stability, marks, group } = rest
      return keep(text, original ?? null, { kind: source.kind, id: idOfSource(source) }, JSON.stringify({ id, tokens, source, label, trust, stability, marks, group }))
    },
    keepText: (text) => keep(text, null, null, null),
    get bytes() { return bytes },
  }
}

function idOfSource(source: PieceRecord['source']): string | null {
  if (source.kind === 'memory') return source.memoryId
  if (source.kind === 'message') return source.messageId
  return source.kind === 'summary' ? source.epochId : null
}

interface PieceRow {
  id: number; body: string | null; text: StoredText; packed: number; hash: Buffer
  original: StoredText | null; original_packed: number | null; original_hash: Buffer | null
}

/** Reads pieces by their rows; what it has read once, it keeps for the next call. */
export type PieceLoader = (ids: readonly number[]) => ReadonlyMap<number, LoadedPiece>

/** A loader for one piece of work. It throws where a piece is missing or its bytes changed. */
export function openLoader(db: ReadDb): PieceLoader {
  const loaded = new Map<number, LoadedPiece>()
  return (ids) => {
    const wanted = [...new Set(ids)].filter((id) => !loaded.has(id))
    if (wanted.length === 0) return loaded
    const rows = all<PieceRow>(db, `SELECT p.id, p.body, t.body AS text, t.packed, t.hash, o.body AS original, o.packed AS original_packed, o.hash AS original_hash
      FROM piece_blob p JOIN text_blob t ON t.id = p.text_id LEFT JOIN text_blob o ON o.id = p.original_id WHERE p.id IN (SELECT value FROM json_each(?))`, JSON.stringify(wanted))
    if (rows.length < wanted.length) throw new Error('a kept piece is missing')
    for (const row of rows) loaded.set(row.id, pieceOf(row))
    return loaded
  }
}

function pieceOf(row: PieceRow): LoadedPiece {
  const text = readText({ hash: row.hash, packed: row.packed, body: row.text })
  if (row.body === null) return { text, record: null }
  const record = { ...JSON.parse(row.body) as LastingPiece, text }
  if (row.original !== null) record.original = readText({ hash: row.original_hash!, packed: row.original_packed!, body: row.original })
  return { text, record }
}

interface OwnedRow { id: number; text_id: number; original_id: number | null }

/** Removes unused pieces of a conversation, and the texts of those that are only named; then the texts that nothing rests on any more. */
export function sweepPieces(db: WriteDb, conversationId: string, useOf: (id: number) => 'whole' | 'named' | 'unused'): void {
  const rows = all<OwnedRow>(db, 'SELECT id, text_id, original_id FROM piece_blob WHERE conversation_id = ?', conversationId)
  const byUse = Map.groupBy(rows, (row) => useOf(row.id))
  const unused = byUse.get('unused') ?? []
  const emptied = emptyPieces(db, byUse.get('named') ?? [])
  if (unused.length > 0) run(db, 'DELETE FROM piece_blob WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(unused.map((row) => row.id)))
  const texts = new Set([...unused, ...emptied].flatMap((row) => row.original_id === null ? [row.text_id] : [row.text_id, row.original_id]))
  if (texts.size > 0) dropUnusedTexts(db, [...texts])
}

/** An emptied piece gets a hash that no text has: a later context with the text must not rest on it. */
function emptyPieces(db: WriteDb, rows: readonly OwnedRow[]): OwnedRow[] {
  if (rows.length === 0) return []
  const empty = putText(db, '', hashText('')).id
  const full = rows.filter((row) => row.text_id !== empty || row.original_id !== null)
  run(db, "UPDATE piece_blob SET text_id = ?, original_id = NULL, hash = CAST('let go ' || id AS BLOB) WHERE id IN (SELECT value FROM json_each(?))", empty, JSON.stringify(full.map((row) => row.id)))
  return full
}
