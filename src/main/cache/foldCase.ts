import { beginsPlainly } from './asksPlainly.ts'
import { plainNames } from './plainNames.ts'

/** Words after which a single "I" is the one who asks, and no number, letter or unit. */
const beforeSelf = new Set('am and as because can could did do had have how if may might must or shall should that was what when where which while why will would'.split(' '))
/** A text of capitals alone shouts only from so many words on: "US" alone does not. */
const shoutedWords = 3

/**
 * Takes the capitals of a plain question away that only begin a sentence, that shout, or that stand on names which mean nothing else. All
 * others stay as they are typed: "Bush" and "bush", "None" and "none", "mW" and "MW" ask for different things.
 */
export function foldCase(text: string): string {
  if (!/\p{Ll}/u.test(text)) return text.split(/\s+/u).length >= shoutedWords ? text.toLowerCase() : text
  let before = ''
  return text.replace(/\S+/gu, (part) => {
    const previous = before
    before = part
    const word = part.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    const small = word.toLowerCase()
    if (word === 'I') return previous === '' || /[.!?…,]$/u.test(previous) || beforeSelf.has(previous.toLowerCase()) ? part.toLowerCase() : part
    if (!/^\p{Lu}\P{Lu}*$/u.test(word)) return part
    const begins = previous === '' || /[.!?…。]["')\]]*$/u.test(previous)
    return plainNames.has(small) || (begins && beginsPlainly(small)) ? part.toLowerCase() : part
  })
}
