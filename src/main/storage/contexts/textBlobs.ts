import { createHash, hash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { first, run, type WriteDb } from '../database.ts'
import { decodeText, encodeText, type StoredText } from '../text.ts'

/** A row of `text_blob`. `packed`: 0 as `text.ts` stores it, 1 deflated UTF-8, 2 deflated UTF-16. */
export interface TextRow { hash: Buffer; packed: number; body: StoredText }

/** Shorter texts gain nothing from being packed, in bytes. */
const packedFrom = 1024
/** Longer ones are packed with less effort, so that a message of megabytes does not hold a turn up. */
const packedFast = 256 * 1024

/** SHA-256 of a text in base64, with its form: half of a surrogate pair has no UTF-8, so such a text is hashed as UTF-16. */
export function hashText(text: string): string {
  const stored = encodeText(text)
  return typeof stored === 'string' ? hash('sha256', stored, 'base64') : createHash('sha256').update('utf-16\0').update(stored).digest('base64')
}

/**
 * Keeps a text once, whoever asks.
 * @param textHash what `hashText` says of it
 * @returns its row, and the bytes that it added to the store: 0 where it was there
 */
export function putText(db: WriteDb, text: string, textHash: string): { id: number; bytes: number } {
  const key = Buffer.from(textHash, 'base64')
  const known = first<{ id: number }>(db, 'SELECT id FROM text_blob WHERE hash = ?', key)
  if (known !== undefined) return { id: known.id, bytes: 0 }
  const { packed, body } = packText(text)
  const { id } = first<{ id: number }>(db, 'INSERT INTO text_blob (hash, packed, body) VALUES (?, ?, ?) RETURNING id', key, packed, body)!
  return { id, bytes: Buffer.byteLength(body) + key.length }
}

function packText(text: string): { packed: number; body: StoredText } {
  const stored = encodeText(text)
  const size = Buffer.byteLength(stored)
  if (size < packedFrom) return { packed: 0, body: stored }
  const body = deflateRawSync(stored, { level: size > packedFast ? 1 : 6 })
  return body.length < size ? { packed: typeof stored === 'string' ? 1 : 2, body } : { packed: 0, body: stored }
}

/** The text of a row as its bytes say it now. Throws where they cannot be unpacked. */
export function unpackText({ packed, body }: Omit<TextRow, 'hash'>): string {
  return packed === 0 ? decodeText(body) : inflateRawSync(body as Buffer).toString(packed === 1 ? 'utf8' : 'utf16le')
}

/** The text of a row. Throws where its bytes are not those that were kept. */
export function readText(row: TextRow): string {
  const text = unpackText(row)
  if (hashText(text) !== row.hash.toString('base64')) throw new Error('the bytes of a kept text changed')
  return text
}

/** Removes those of some texts that nothing rests on any more. */
export function dropUnusedTexts(db: WriteDb, ids: readonly number[]): void {
  run(db, `DELETE FROM text_blob WHERE id IN (SELECT value FROM json_each(?))
    AND NOT EXISTS (SELECT 1 FROM piece_blob WHERE text_id = text_blob.id) AND NOT EXISTS (SELECT 1 FROM piece_blob WHERE original_id = text_blob.id)`, JSON.stringify(ids))
}
