import { randomBytes } from 'node:crypto'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * A new id: nine characters of time (so that ids sort by age) and fourteen of chance.
 * @param prefix one letter that tells a reader of the database what it names
 */
export function newId(prefix: string, now: number): string {
  let stamp = ''
  for (let rest = Math.max(0, Math.floor(now)), i = 0; i < 9; i++, rest = Math.floor(rest / 32)) stamp = alphabet[rest % 32] + stamp
  let chance = ''
  for (const byte of randomBytes(14)) chance += alphabet[byte & 31]
  return `${prefix}_${stamp}${chance}`
}
