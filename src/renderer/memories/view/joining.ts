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

/**
 * The parts of a text that says several things: its sentences, or the clauses of its only one where each says something by itself.
 * Where nothing can be cut for sure, the whole text stands in both fields, to be shortened by hand.
 */
export function proposeParts(text: string): string[] {
  const sentences = cut(text, /(?<=[.!?…。！？])\s+|\n+/u)
  const clauses = sentences.length > 1 ? sentences : cut(text, /\s*;\s+|,?\s+(?:and|but|und|aber|et|mais|y|pero|e|ma|mas)\s+/iu)
  const parts = sentences.length > 1 || clauses.every(saysSomething) ? clauses : []
  const kept = parts.length <= most ? parts : [...parts.slice(0, most - 1), parts.slice(most - 1).join(' ')]
  return kept.length > 1 ? kept : [text.trim(), text.trim()]
}

const pronoun = /^(?:i|you|he|she|it|we|they|there|ich|du|er|sie|es|wir|ihr|je|tu|il|elle|on|nous|vous|ils|elles|yo|él|ella|ellos|io|tu|lui|lei|eu|ele|ela)(?=[\s'’])|^j['’]/iu
const named = /^(?:(?:my|your|his|her|its|our|their|the|this|that|mein\p{L}*|dein\p{L}*|unser\p{L}*|der|die|das|mon|ma|mes|le|la|les|mi|mis|el|mio|mia|meu|minha)\s+\p{L}[\p{L}'’-]*|\p{Lu}[\p{L}'’-]*)(?=[\s'’])/u
const verb = /^(?:['’](?:m|s|re|ve|ll|d)|\s*(?:(?:also|now|always|never|often|usually|really|still|don['’]t|doesn['’]t|do not|does not)\s+)?(?:am|is|are|was|were|has|have|had|do|does|did|can|can['’]t|could|will|would|should|must|may|might|went|goes|go|said|says|met|saw|came|comes|come|got|gets|get|(?:like|love|hate|want|need|know|live|work|play|eat|drink|take|make|keep|prefer|speak|own|use|think|feel|read|write|run|drive|teach|wear|watch|sleep|call|visit|meet|see|move|ask|bring|buy|grow|learn|start|stop|help|cook|sing|paint|hope|plan|collect|smoke|travel)(?:s|es|d|ed)?|stud(?:y|ies|ied)|ist|bin|bist|sind|war|hat|habe|haben|wird|kann|mag|mögen|wohn\p{L}+|arbeit\p{L}+|spiel\p{L}+|lieb\p{L}+|heiß\p{L}+|suis|est|sont|ai|a|ont|aime|habite|travaille|soy|es|son|tengo|tiene|vivo|vive|trabajo|trabaja|sono|è|ho|ha|vivo|lavoro|lavora|sou|é|tenho|tem|moro|trabalho|trabalha))(?![\p{L}])/iu

/** True for a clause that stands by itself: somebody or something, and what is said of it. */
function saysSomething(clause: string): boolean {
  const text = clause.replace(/^(?:then|also|now|dann|auch)\s+/iu, '')
  const begins = pronoun.exec(text) ?? named.exec(text) ?? named.exec(text.charAt(0).toLowerCase() + text.slice(1))
  return begins !== null && verb.test(text.slice(begins[0].replace(/['’]$/u, '').length))
}

function cut(text: string, at: RegExp): string[] {
  return text.split(at).map((part) => part.trim()).filter((part) => part !== '')
}
