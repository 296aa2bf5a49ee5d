import type { Span } from './clauses.ts'

/** Somebody who types more than this speaks of themselves in it, or brings a text from elsewhere. */
const longText = 700
/** In a text of one's own so many sentences say "I", "we" or "my". */
const leastOwn = 0.25

/** True for a message that is, in all likelihood, mostly somebody's text: long, and hardly about who typed it. */
export function looksPasted(typed: readonly string[]): boolean {
  const chars = typed.reduce((sum, sentence) => sum + sentence.length, 0)
  if (chars <= longText) return false
  return typed.filter((sentence) => /\b(?:i|i['’](?:m|ve|ll|d)|my|we|our|me|us)\b/iu.test(sentence)).length / typed.length < leastOwn
}

/** True for a piece of a wrapped or listed text: no sentence, but a line that begins or ends in the middle of one. */
export function isFragment(text: string, span: Span): boolean {
  const before = text.slice(0, span.start).trimEnd()
  const newLine = /\n\s*$/u.test(text.slice(0, span.start))
  const said = text.slice(span.start, span.end)
  if (newLine && before !== '' && !/[.!?:;…"”»)\]]$/u.test(before) && /^[\p{Ll}(]/u.test(said)) return true
  const after = /^[ \t]*\n[ \t]*(\S)/u.exec(text.slice(span.end))?.[1]
  if (!/[.!?…:]["”»')\]]*$/u.test(said) && after !== undefined && /\p{Ll}/u.test(after) && said.length > 40) return true
  return /^[•●▪◦■*–—-]\s|^\d{1,2}[.)]\s|^[\p{L}\d ]{0,30}[|\t]/u.test(said) || /[•●▪◦■|\t]|https?:\/\/|\p{Extended_Pictographic}.*\p{Extended_Pictographic}/u.test(said) || /^\p{Lu}[\p{Lu}\s&-]{9,}$/u.test(said)
}
