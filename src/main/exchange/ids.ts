import { createHash } from 'node:crypto'

/**
 * An id that is the same whenever the same thing is read again.
 * @param prefix one letter that tells a reader of the database what it names
 * @param parts what tells the thing from all others; no text that a person wrote needs to be guessable from it
 */
export function deriveId(prefix: string, ...parts: readonly string[]): string {
  const hash = createHash('sha256')
  // Lengths between the parts, so that no two lists of parts run together.
  for (const part of parts) hash.update(`${part.length}:`).update(part, 'utf16le')
  return `${prefix}_${hash.digest('hex').slice(0, 40)}`
}
