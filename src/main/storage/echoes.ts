import { forgottenMark } from '../../shared/names.ts'
import { normaliseText } from './text.ts'

/** A sentence that holds this part of a forgotten text's words, and at least two of them, says it again. */
const echoedPart = 0.5
/** Shorter words say little of what a text is about, except in scripts without spaces. */
const shortestWord = 3
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
/** A number of so many digits is rarely there by chance: alone it says it again. A year is. */
const tellingNumber = /^(?!(?:19|20)\d\d$)\d{4,}$/
/** A sentence or a line. A point that something follows without a space ends none: "4.5", "casement.db". */
const sentences = /[^.!?;\n。！？；]+(?:[.!?;](?!\s|$)[^.!?;\n。！？；]*)*[.!?;。！？；]*/gu

/**
 * For texts that were made of others: a summary, a focus, an advice. They tell the same in other words, which no search for
 * the words finds, so each sentence that holds most of a forgotten text's words goes, and rather one too many than one too few.
 * @param forgotten the texts that must not be told again
 */
export function echoCleaner(forgotten: readonly string[]): (text: string) => string {
  const texts = forgotten.map(wordsOf).filter((words) => words.length > 0)
  const isEcho = (sentence: string): boolean => {
    const said = wordsOf(sentence)
    return said.length > 0 && texts.some((words) => {
      const found = words.filter((word) => said.some((one) => isSameWord(word, one)))
      return found.some((word) => tellingNumber.test(word)) || (found.length >= Math.min(2, words.length) && found.length >= words.length * echoedPart)
    })
  }
  return (text) => text.replaceAll(sentences, (sentence) => {
    if (!isEcho(sentence)) return sentence
    const [, lead = '', end = ''] = /^(\s*(?:[-*•]\s+)?)[^]*?(\s*)$/u.exec(sentence) ?? []
    return `${lead}${forgottenMark}${end}`
  })
}

function wordsOf(text: string): string[] {
  return [...new Set(normaliseText(text).split(' ').filter((word) => word.length >= shortestWord || unspaced.test(word)))]
}

/** A stem of so many letters, and on either side an ending of at most as many as the second: "wohne" and "wohnt", "like" and "likes". */
const [stem, ending] = [4, 3]

function isSameWord(word: string, said: string): boolean {
  if (unspaced.test(word)) return said.includes(word)
  if (word === said) return true
  let same = 0
  while (same < word.length && word[same] === said[same]) same++
  return same >= stem && Math.max(word.length, said.length) - same <= ending
}
