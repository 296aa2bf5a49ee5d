import { forgottenMark } from '../../../shared/names.ts'
import { foldName } from '../memoryParts.ts'
import type { PersonNames } from './personNames.ts'
import { bareSentence, sentencesIn } from './sentences.ts'
import { unspaced } from './unspaced.ts'
import type { Span } from './wordMatcher.ts'

/** Finds the sentences that name some people, by any form of their names, with an ending of possession and in any case. */
export interface NameFinder {
  isIn(text: string): boolean
  /** True where JSON, as it was written, may name one: looked at more closely once it is read. */
  isInJson(json: string): boolean
  /** The sentences that name one, without the spaces around them. */
  sentencesIn(text: string): Span[]
}

const letter = '[\\p{L}\\p{N}\\p{M}]'
/** In JSON a line end before a name is written with a letter. */
const before = `(?:(?<!${letter})|(?<=\\\\[bfnrt]))`
const after = `(?:['’ʼ]?s)?(?!${letter})`

/** @param people whom to find; with none, nothing is found */
export function createNameFinder(people: readonly PersonNames[]): NameFinder {
  if (people.length === 0) return { isIn: () => false, isInJson: () => false, sentencesIn: () => [] }
  const forms = [...new Set(people.flatMap((one) => one.forms))]
  const care = new Map(people.flatMap((one) => Object.entries(one.care)))
  // Longer names first, so that what is somebody else's is taken whole and left out.
  const others = new Set(people.flatMap((one) => one.others))
  const inTexts = patternOf([...others, ...forms], `(?<!${letter})`)
  const inJson = patternOf(forms, before)
  const find = (text: string): Span[] => {
    // Most texts name nobody, and are done with the first look.
    if (text.search(inTexts) === -1) return []
    const sentences = sentencesIn(text)
    return [...text.matchAll(inTexts)].flatMap(({ 0: found, 1: written = found, index }) => {
      const form = foldName(written)
      if (others.has(form)) return []
      if (care.has(form) && foldName(text) !== form && !isName(text, index, care.get(form) === 'inside' ? sentences : null)) return []
      return [{ start: index, end: index + found.length }]
    })
  }
  return {
    isIn: (text) => find(text).length > 0,
    isInJson: (json) => json.search(inJson) !== -1,
    sentencesIn(text) {
      const hits = find(text)
      return hits.length === 0 ? [] : sentencesIn(text).filter(({ start, end }) => hits.some((hit) => hit.start < end && hit.end > start)).map((one) => bareSentence(text, one))
    },
  }
}

/** An ordinary word is a name where it has a capital; with `sentences` only one that no beginning of a sentence gives it. */
function isName(text: string, at: number, sentences: readonly Span[] | null): boolean {
  if (!/^\p{Lu}/u.test(text.slice(at, at + 2))) return false
  if (sentences === null) return true
  const start = sentences.find((one) => one.start <= at && one.end > at)?.start ?? 0
  return /[\p{L}\p{N}]/u.test(text.slice(start, at).replaceAll(forgottenMark, ''))
}

function patternOf(names: readonly string[], boundary: string): RegExp {
  const written = names.toSorted((a, b) => b.length - a.length).flatMap((name) => [...new Set([name.normalize('NFC'), name.normalize('NFD')])])
    .map((name) => ({ isOpen: unspaced.test(name), source: name.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&').replaceAll(' ', '\\s+').replace(/['’ʼ]/gu, "['’ʼ]") }))
  const closed = written.filter((one) => !one.isOpen).map((one) => one.source).join('|')
  const open = written.filter((one) => one.isOpen).map((one) => one.source).join('|')
  return new RegExp([...(closed === '' ? [] : [`${boundary}(${closed})${after}`]), ...(open === '' ? [] : [`(?:${open})`])].join('|'), 'giu')
}
