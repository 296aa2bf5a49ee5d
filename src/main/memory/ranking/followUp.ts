import { isEmptyWord, wordsOf } from '../words.ts'

/** Further back a question does not point. */
const turnsBack = 3
/** A question with more telling words than this stands by itself. */
const mostOwnWords = 3
const mostAdded = 10

const opener = /^\s*(?:and|but|so|or|what about|how about|und|aber|et|mais|y|pero|e|ma|mas)\b/iu
const pointing = /(?:^|[^\p{L}])(?:he|him|his|she|her|hers|they|them|their|theirs|it|its|that|this|these|those|there|then|one|ones|er|ihn|ihm|sein\w*|ihr\w*|das|dort|damals|il|elle|ils|elles|lui|leur|ça|cela|là|él|ella|ellos|eso|allí|lei|loro|quello|ele|ela|isso)(?![\p{L}])/iu
/** "Tell me more", "why?": they point back without any word that says so. */
const bare = /^\s*(?:when|where|who|why|how|which(?: one)?|how (?:many|much|long|often)|since when|with whom|for what|wann|wo|wer|warum|quand|où|qui|pourquoi|cuándo|dónde|quién|por qué|tell me more|go on|more|what else|anything else)\s*[?.!]*\s*$/iu

/**
 * Completes a question that points back ("and when was that?") with the telling words of the last thing that the person asked.
 * Null for a question that stands by itself, or where nothing was said before.
 * @param history what was said last, oldest first, without the question
 */
export function completeFollowUp(text: string, history: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[]): string | null {
  if (history.length === 0 || text.length > 200) return null
  const own = wordsOf(text).filter((word) => !isEmptyWord(word))
  if (own.length > mostOwnWords || !(bare.test(text) || pointing.test(text) || opener.test(text))) return null
  const earlier = history.filter((one) => one.role === 'user').slice(-turnsBack).reverse()
  for (const { text: said } of earlier) {
    const words = tellingWords(said.slice(-1000)).filter((word) => !own.includes(word.toLowerCase()))
    // What itself points back says too little: the one before it says what it was about.
    if (words.length >= 2 || (words.length === 1 && !pointing.test(said))) return `${text.trim()} (${words.slice(0, mostAdded).join(' ')})`
  }
  return null
}

/** Words that carry meaning in the spelling of the text, so that names stay names. */
function tellingWords(text: string): string[] {
  const found = new Map<string, string>()
  for (const [raw] of text.matchAll(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu)) {
    const word = raw.replace(/['’]s$/u, '')
    if (!isEmptyWord(word.toLowerCase()) && word.length > 1 && !found.has(word.toLowerCase())) found.set(word.toLowerCase(), word)
  }
  return [...found.values()]
}
