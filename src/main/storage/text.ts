import { crc32 } from 'node:zlib'

/** What a column of type ANY holds for a text: the text itself, or its UTF-16 bytes where UTF-8 would lose something. */
export type StoredText = string | Buffer

/** Makes a text fit to be stored without loss: half of a surrogate pair has no UTF-8, so such a text is kept as UTF-16. */
export function encodeText(text: string): StoredText {
  return text.isWellFormed() ? text : Buffer.from(text, 'utf16le')
}

/** The text as it was given to `encodeText`. */
export function decodeText(stored: StoredText): string {
  return typeof stored === 'string' ? stored : stored.toString('utf16le')
}

/** CRC-32 of a stored text: it finds bytes that changed on disk, which SQLite's own check does not. */
export function checkOf(stored: StoredText): number {
  return crc32(stored)
}

/** Lower case in the Unicode sense, which SQLite's own `lower` is not. */
export function foldCase(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

/** One form for texts that say the same: letters and digits only, lower case, one space between words. */
export function normaliseText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim()
}
