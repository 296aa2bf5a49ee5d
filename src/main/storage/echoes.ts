import { forgottenMark } from '../../shared/names.ts'
import type { Forgotten } from './scrub.ts'
import { normaliseText } from './text.ts'

/** A sentence that holds this part of a forgotten text's words, and at least two of them, says it again. */
const echoedPart = 0.5
/** Shorter words say little of what a text is about. */
const shortestWord = 3
/** A number of so many digits is rarely there by chance: alone it says it again. */
const tellingNumber = /^\d{4,}$/

/**
 * For texts that were made of others: a summary, a focus, an advice. They tell the same in other words, which no search for
 * the words finds, so each sentence that holds most of a forgotten text's words goes, and rather one too many than one too few.
 */
export function echoCleaner(forgotten: Forgotten): (text: string) => string {
  const texts = forgotten.words.map(wordsOf).filter((words) => words.length > 0)
  const isEcho = (sentence: string): boolean => {
    const said = wordsOf(sentence)
    return said.length > 0 && texts.some((words) => {
      const found = words.filter((word) => said.some((one) => one === word || (word.length > shortestWord && (one.startsWith(word) || (one.length > shortestWord && word.startsWith(one))))))
      return found.some((word) => tellingNumber.test(word)) || (found.length >= Math.min(2, words.length) && found.length >= words.length * echoedPart)
    })
  }
  return (text) => text.replaceAll(/[^.!?;\n]+(?:[.!?;](?!\s|$)[^.!?;\n]*)*[.!?;]*/gu, (sentence) => {
    if (!isEcho(sentence)) return sentence
    const [, lead = '', end = ''] = /^(\s*(?:[-*•]\s+)?)[^]*?(\s*)$/u.exec(sentence) ?? []
    return `${lead}${forgottenMark}${end}`
  })
}

function wordsOf(text: string): string[] {
  return [...new Set(normaliseText(text).split(' ').filter((word) => word.length >= shortestWord))]
}
