import { stemOf, wordsOf } from './words.ts'

/** Words that colour a fact without changing it; what is not listed here tells facts apart. */
const colouring = new Set((
  'a an the that this really very so too quite just also still now currently actually absolutely totally truly simply basically definitely certainly generally nowadays already '
  + 'please well and but btw oh ok okay yes always all kind of am is are be as here there'
).split(' '))
const deny = new Set('not no never none nothing nobody cannot don doesn didn isn aren wasn weren won can couldn shouldn wouldn hasn haven hadn nicht kein keine keinen nie pas jamais nunca non mai não'.split(' '))
const contractions: readonly (readonly [RegExp, string])[] = [[/\bcan['’]?t(?![\p{L}])/giu, 'cannot'], [/n['’]t(?![\p{L}])/giu, ' not'], [/(?<=\p{L})['’](?:m|re|s)(?![\p{L}])/giu, ' '], [/(?<=\p{L})['’]ve(?![\p{L}])/giu, ' have'], [/(?<=\p{L})['’]ll(?![\p{L}])/giu, ' will'], [/(?<=\p{L})['’]d(?![\p{L}])/giu, ' would'], [/\bany ?more\b/giu, ' ']]

/** True for a text that says that something is not so. */
export function isDenial(text: string): boolean {
  return wordsOf(text.replace(/n['’]t(?![\p{L}])/giu, ' not')).some((word) => deny.has(word)) || /\b(?:no longer|any ?more|without|stopped|quit)\b/iu.test(text)
}

/** How often a text denies: "I no longer dislike tools that don't help" twice. */
export function denialsIn(text: string): number {
  return wordsOf(text.replace(/n['’]t(?![\p{L}])/giu, ' not')).filter((word) => deny.has(word)).length
}

/** "don't" as "do not", "I'm" as "I": so that a contraction is no word of its own. */
export function spellOut(text: string): string {
  return contractions.reduce((spelled, [pattern, put]) => spelled.replace(pattern, put), text)
}

/**
 * A fact without what only colours it, in order: two texts with the same signature say the same ("I live in Lyon",
 * "I live in Lyon now"), and a denial never has that of its opposite.
 */
export function factSignature(text: string): string {
  return wordsOf(spellOut(text)).filter((word) => !colouring.has(word)).map(stemOf).join(' ')
}
