/**
 * Above every calibrated guess, because a prompt that turns out too long fails, and one with some room left does not.
 * Vocabularies that are not published differ by 10 to 20 % from the ones these weights were fitted on.
 */
export const estimateMargin = 1.15

const kinds = /(?<latin>[\p{Script=Latin}]+)|(?<digits>\p{Nd}+)|(?<cyrillic>\p{Script=Cyrillic}+)|(?<broad>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])|(?<letter>[\p{L}\p{M}])|(?<lines>\n\s*)|(?<gap>[^\S\n]{2,})|(?<space>[^\S\n])|(?<signs>[!-/:-@[-`{-~]+)|(?<other>[^])/gu
const plainLetters = /^[A-Za-z]*$/

/**
 * Tokens that a text probably has in a vocabulary we do not have, margin included. Words, digits, signs and scripts
 * weigh what they weigh on average in the two large vocabularies that we do have, the costlier of both: four
 * characters a token is right for English prose alone and three times too low for Hindi or emoji.
 */
export function estimateTokens(text: string): number {
  let sum = 0
  for (const { groups, 0: { length } } of text.matchAll(kinds)) {
    const { latin, digits, cyrillic, broad, letter, lines, gap, space, signs, other } = groups!
    if (latin !== undefined) sum += weighWord(latin)
    else if (digits !== undefined) sum += Math.ceil(length / 3)
    else if (cyrillic !== undefined) sum += 0.3 + length * 0.45
    else if (broad !== undefined) sum += 1.15
    else if (letter !== undefined) sum += 1.05
    else if (lines !== undefined) sum += 0.9
    else if (gap !== undefined) sum += 0.7 + length / 60
    else if (signs !== undefined) sum += 0.5 + length * 0.4
    else if (other !== undefined) sum += Buffer.byteLength(other) * 0.75
    // A single space belongs to the word after it.
    else if (space !== undefined) sum += 0.01
  }
  return Math.ceil(sum * estimateMargin)
}

/** Common short words are one token; long ones break every four or five letters, and again at letters with accents. */
function weighWord(word: string): number {
  const whole = word.length <= 5 ? 1 : 1 + (word.length - 5) / 4.5
  if (plainLetters.test(word)) return whole
  const accents = word.replaceAll(/[A-Za-z]/g, '').length
  return whole + accents * 0.9
}
