/**
 * One text for several memories: the one that holds all words of the others where there is one, else all of them as
 * sentences, each once, in the order given.
 */
export function proposeMerged(texts: readonly string[]): string {
  const clean = [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))]
  const words = clean.map((text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []))
  const whole = clean.findIndex((_, at) => words.every((others) => [...others].every((word) => words[at]!.has(word))))
  if (whole >= 0) return clean[whole]!
  return clean.map((text, at) => at === clean.length - 1 || /[.!?…。！？]$/u.test(text) ? text : `${text}.`).join(' ')
}

const most = 10

/** The parts of a text that says several things: its sentences, or the clauses of its only one; at least two fields to write into. */
export function proposeParts(text: string): string[] {
  const sentences = cut(text, /(?<=[.!?…。！？])\s+|\n+/u)
  const parts = sentences.length > 1 ? sentences : cut(text, /\s*;\s+|,?\s+(?:and|und|et|y|e)\s+/u)
  const kept = parts.length <= most ? parts : [...parts.slice(0, most - 1), parts.slice(most - 1).join(' ')]
  return kept.length > 1 ? kept : [text.trim(), '']
}

function cut(text: string, at: RegExp): string[] {
  return text.split(at).map((part) => part.trim()).filter((part) => part !== '')
}
