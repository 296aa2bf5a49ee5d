const shortest = 6
const longestText = 240
const keyShaped = /\b(?:sk|pk|rk|key|xai|gsk|AIza)[-_A-Za-z0-9*.…]{10,}/g

/**
 * A provider's own words, fit to be shown and kept: on one line, cut to 240 characters, and without the key. Providers
 * echo keys whole, in part or with stars in the middle, so every word goes that shares six characters in a row with it.
 */
export function redact(text: string, key: string | null): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim().slice(0, 4000)
  const words = key === null ? line : line.split(' ').map((word) => sharesRun(word, key) ? '[key]' : word).join(' ')
  const clean = words.replaceAll(keyShaped, '[key]')
  return clean.length <= longestText ? clean : `${clean.slice(0, longestText).trimEnd()}…`
}

function sharesRun(word: string, key: string): boolean {
  if (key.length < shortest) return word.includes(key)
  for (let at = 0; at + shortest <= key.length; at++) if (word.includes(key.slice(at, at + shortest))) return true
  return false
}
