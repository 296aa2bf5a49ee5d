/** What a plan is made from: the beginning and the end of a message, its sentences and the questions among them. */
export interface ReadMessage {
  readonly text: string
  readonly sentences: readonly string[]
  readonly questions: readonly string[]
  /** Names, numbers and telling words, in order, without repeats. */
  readonly subjects: readonly string[]
}

const headChars = 2000
const tailChars = 1000
const mostSentences = 60
const mostSubjects = 4

const empty = new Set((
  'the a an this that these those and or but with for from about into what which who whom whose when where why how does did have has had will would could should can may might must shall '
  + 'your yours you my mine our ours their his her its they them there here just also very really please tell know remember give show make find need want like think say said some any all much many more most '
  + 'was were are been being name thing things something anything time today tomorrow yesterday again was ist sind der die das ein eine und oder mit für von wie wer wann warum mein meine dein bitte '
  + 'est sont les des une mon mes ton qui que quoi quand comment pourquoi pour avec dans los las una unos por para con qué quién cuándo cómo dónde mis tus favorite favourite '
  + 'called heißt heisst heißen nombre llama appelle write explain plan book draft make help fix shorten translate summarize summarise schedule remind email iban'
).split(' '))

/** Reads a message in one pass over at most 3,000 characters of it. */
export function readMessage(whole: string): ReadMessage {
  const text = whole.length <= headChars + tailChars ? whole : `${whole.slice(0, headChars)}\n${whole.slice(-tailChars)}`
  const prose = text.replace(/```[\s\S]*?(?:```|$)/g, ' ').replaceAll('’', "'")
  const sentences = prose.split(/(?<=[.!?…。！？])(?<!^[ \t]*\d{1,2}\.)["”»)]*\s+|\n+/mu).map((one) => one.trim()).filter((one) => one !== '').slice(0, mostSentences)
  return { text: prose, sentences, questions: sentences.filter((one) => /[?？؟]["”»)\s]*$/u.test(one)), subjects: subjectsOf(prose) }
}

function subjectsOf(whole: string): string[] {
  // Addresses, links and numbers are data, not subjects.
  const text = whole.replace(/(?<!\S)\S{1,100}@\S+|https?:\/\/\S+|\b\p{Lu}{0,3}\d[\p{L}\d]*\b/gu, ' ')
  const quoted = [...text.matchAll(/["“„«]([^"“”„«»\n]{2,40})["”“»]/gu)].map((found) => found[1]!.trim())
  const names = [...text.matchAll(/(?<=[\p{L}\p{N},;:]\s+)\p{Lu}[\p{L}\p{M}'-]+(?:\s+\p{Lu}[\p{L}\p{M}'-]+)*/gu)].map((found) => found[0].replace(/'s$/u, '')).filter((name) => !empty.has(name.toLowerCase()) && !/^I(?:'|$)/.test(name))
  const words = [...text.matchAll(/[\p{L}\p{M}][\p{L}\p{M}'-]{3,}/gu)].map((found) => found[0].replace(/'s$/u, '')).filter((word) => !empty.has(word.toLowerCase()))
  const longest = words.map((word, at) => ({ word, at })).sort((a, b) => b.word.length - a.word.length || a.at - b.at).slice(0, mostSubjects).sort((a, b) => a.at - b.at).map(({ word }) => word)
  const subjects: string[] = []
  for (const one of [...quoted, ...names, ...longest]) {
    const lower = one.toLowerCase()
    if (!subjects.some((other) => other.toLowerCase().includes(lower))) subjects.push(one)
  }
  return subjects.slice(0, mostSubjects)
}
