/** Shannon entropy of the characters, in bits per character; 0 for the empty text. */
export function entropy(text: string): number {
  const counts = new Map<string, number>()
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}

/**
 * True for a value that was drawn by chance rather than written: it mixes digits with letters and repeats little.
 * "your-secret-key-goes-here" has no digit; "xxxxxxxxxxxx1" repeats.
 */
export function looksRandom(value: string): boolean {
  return /\d/.test(value) && /[A-Za-z]/.test(value) && entropy(value) >= 3
}

/** True when base64url text decodes to a JSON object that names an algorithm: the head of a signed token. */
export function isEncodedJson(text: string): boolean {
  try {
    const head: unknown = JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/')))
    return typeof head === 'object' && head !== null && 'alg' in head
  } catch { return false }
}
