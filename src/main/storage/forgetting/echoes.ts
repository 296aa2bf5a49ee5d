import { normaliseText } from '../text.ts'
import { bareSentence, sentencesIn } from './sentences.ts'
import { tellingFinder, tellingWordsOf } from './tellingWords.ts'
import { unspaced } from './unspaced.ts'
import type { Span } from './wordMatcher.ts'

/** A sentence that holds this part of a forgotten text's words, and at least two of them, says it again. */
const echoedPart = 0.5
/** Shorter words say little of what a text is about, except in scripts without spaces. */
const shortestWord = 3
/** A stem of so many letters, and on either side an ending of at most as many as the second: "wohne" and "wohnt", "like" and "likes". */
const [stem, ending] = [4, 3]

/** A word of forgotten texts, and in which of them it stands. */
interface KnownWord { readonly word: string; readonly texts: number[] }

/**
 * For texts that were made of others: an answer, a summary, a focus, an advice. They tell the same in other words, which no search
 * for the words finds, so each sentence goes that holds half of a forgotten text's words or one that speaks of its matter, and rather
 * one too many than one too few.
 * @param forgotten the texts that must not be told again; thousands of them cost no more than a few
 * @returns finds the sentences that tell one of them, without the spaces around and the sign of a list before them
 */
export function echoFinder(forgotten: readonly string[]): (text: string) => Span[] {
  const texts = forgotten.map(wordsOf).filter((words) => words.length > 0)
  const known = new Map<string, KnownWord[]>()
  const inRuns: KnownWord[] = []
  texts.forEach((words, at) => {
    for (const word of words) {
      const list = unspaced.test(word) ? inRuns : listAt(known, word.slice(0, stem))
      const same = list.find((one) => one.word === word)
      if (same === undefined) list.push({ word, texts: [at] })
      else same.texts.push(at)
    }
  })

  const isTelling = tellingFinder(forgotten.flatMap(tellingWordsOf))
  const isEcho = (sentence: string): boolean => {
    if (isTelling(normaliseText(sentence).split(' '))) return true
    const said = wordsOf(sentence)
    const found = new Map<number, number>()
    const met = new Set<KnownWord>()
    for (const one of said) {
      for (const candidate of known.get(one.slice(0, stem)) ?? []) if (isSameWord(candidate.word, one)) met.add(candidate)
      for (const candidate of inRuns) if (one.includes(candidate.word)) met.add(candidate)
    }
    for (const { texts: holders } of met) for (const at of holders) found.set(at, (found.get(at) ?? 0) + 1)
    return [...found].some(([at, count]) => { const { length } = texts[at]!; return count >= Math.min(2, length) && count >= length * echoedPart })
  }
  return (text) => texts.length === 0 ? [] : sentencesIn(text).filter(({ start, end }) => isEcho(text.slice(start, end))).map((one) => bareSentence(text, one))
}

function listAt(lists: Map<string, KnownWord[]>, key: string): KnownWord[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

function wordsOf(text: string): string[] {
  return [...new Set(normaliseText(text).split(' ').filter((word) => word.length >= shortestWord || unspaced.test(word)))]
}

/** Both begin with the same letters up to a stem's length, or are short and equal. */
function isSameWord(word: string, said: string): boolean {
  if (word === said) return true
  let same = 0
  while (same < word.length && word[same] === said[same]) same++
  return same >= stem && Math.max(word.length, said.length) - same <= ending
}
