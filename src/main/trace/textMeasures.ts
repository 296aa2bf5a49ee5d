/** Small measures over texts and vectors that the judges of this room share. */

const word = /[\p{L}\p{M}\p{N}]+/gu

/** Cosine of two unit vectors; 0 where their lengths differ. */
export function cosineOf(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return 0
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!
  return sum
}

/** 0 at and below `low`, 1 at and above `high`, even in between. */
export function ramp(value: number, low: number, high: number): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)))
}

/**
 * Runs of three neighbouring words of a text, in lower case: two texts with the same runs say the same in the same words.
 * A text of fewer words gives one run of all of them. Only the first 8,000 characters are read.
 */
export function wordRuns(text: string): Set<string> {
  const words = text.slice(0, 8000).toLowerCase().match(word) ?? []
  if (words.length === 0) return new Set()
  if (words.length < 3) return new Set([words.join(' ')])
  return new Set(words.slice(2).map((last, at) => `${words[at]!} ${words[at + 1]!} ${last}`))
}
