/** Where the hash of an empty text stands. */
export const fnvStart = 0x811c9dc5

/**
 * FNV-1a over the UTF-16 units of a text, as 32 bits with a sign. Trained files rest on it: it never changes.
 * @param start another start gives another row of hashes for the same texts
 */
export function fnv1a(text: string, start = fnvStart): number {
  let hash = start
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash
}
