import { fnv1a } from '../../../shared/fnv.ts'
import { readChars } from './countFeatures.ts'

/** Buckets that words, pairs of words, beginnings and endings fall into. A power of two. */
export const hashBuckets = 1 << 15

/** The buckets of a text, each once: its words, pairs of neighbours, and the first and last letters of longer words. Numbers count by length. */
export function textHashes(text: string): Int32Array {
  const found = new Set<number>()
  let before = ''
  for (const raw of text.slice(0, readChars).toLowerCase().match(/\p{L}+|\d+|[^\s\p{L}\d]/gu) ?? []) {
    const token = /^\d/u.test(raw) ? `#${raw.length}` : raw
    found.add(bucketOf(`w${token}`))
    if (before !== '') found.add(bucketOf(`b${before} ${token}`))
    if (raw.length > 6) found.add(bucketOf(`s${raw.slice(-4)}`)).add(bucketOf(`p${raw.slice(0, 5)}`))
    before = token
  }
  return Int32Array.from(found)
}

/** Folded, because low bits alone are alike for like words. */
function bucketOf(token: string): number {
  const hash = fnv1a(token)
  return (hash ^ (hash >>> 15)) & (hashBuckets - 1)
}
