import { memoryScope, type Candidate, type Memory } from '../../shared/memory.ts'
import { ends, isEnding, namesOtherEmployer } from './endings.ts'
import { beyondValue, factValue } from './factValue.ts'
import { contradictsDiet, contradictsTaste, isDenialOf } from './polarity.ts'
import { factSignature } from './sameFact.ts'
import { normaliseFact } from './words.ts'

/** How a candidate stands to what is known. `more` says the same and something beside it; `newer` takes the place of `known` or ends it, `older` was said before it. */
export type Related =
  | { readonly relation: 'none' }
  | { readonly relation: 'same' | 'more' | 'older' | 'unclear'; readonly known: Memory }
  /** `also` holds no longer either: "I left Bosch" ends every memory that says it. */
  | { readonly relation: 'newer'; readonly known: Memory; readonly also: readonly Memory[] }

/** Several people and things can stand behind such a key, so a second value is a second fact unless it is a correction. */
const shared = /^user\.(?:sister|brother|son|daughter|child|kid|friend|cousin|aunt|uncle|niece|nephew|colleague|coworker|neighbour|neighbor|teacher|twin|dog|cat|puppy|kitten|hamster|rabbit|bird|parrot|horse|fish|turtle|pet)\./
/** True for a key that holds one value at a time: a newer one ends the older. */
export function holdsOne(key: string): boolean {
  return !shared.test(key)
}

/** Who says the opposite within this time, without a word that something changed, may be joking or mean something else. */
const soonMs = 12 * 3_600_000
const change = /\b(?:now(?:adays)?|any ?more|no longer|actually|these days|since then|stopped|quit|changed my mind|used to|not any|have come to|started to|grown to|inzwischen|nicht mehr|maintenant|ne .* plus|ya no|ahora|ora|não .* mais|agora)\b/iu

/** When a memory was said last, as far as its sources tell; `after` asks for the first time after that moment. */
export function saidAt(memory: Memory, after?: number): number {
  const times = memory.sources.map((source) => source.at)
  const later = after === undefined ? [] : times.filter((time) => time > after)
  if (later.length > 0) return Math.min(...later)
  return times.length > 0 ? Math.max(...times) : memory.validFrom ?? memory.learnedAt
}

/**
 * Finds the one memory that a candidate repeats, replaces, precedes or contradicts, and all that it ends. Looks at each memory once.
 * @param since when the candidate was said
 */
export function relate(candidate: Candidate, existing: readonly Memory[], since: number): Related {
  const text = normaliseFact(candidate.text)
  const signature = factSignature(candidate.text)
  const value = candidate.key === null ? null : factValue(candidate.text, candidate.key)
  const isCorrection = candidate.rule.endsWith('.correction')
  const replaces = candidate.key !== null && !isEnding(candidate) && (!shared.test(candidate.key) || isCorrection)
  let outdated: Memory | null = null
  let opposite: Memory | null = null
  const ended: Memory[] = []
  for (const one of existing) {
    if (one.state !== 'active' && one.state !== 'candidate' && one.state !== 'faded') continue
    if (isSame(candidate, one, { text, signature })) return { relation: 'same', known: one }
    if (candidate.key !== null && one.key === candidate.key && value !== null && value === factValue(one.text, candidate.key)) {
      const told = saysBeside(candidate.text, one.text, candidate.key)
      if (told !== 'else') return { relation: told, known: one }
    } else if (replaces && one.key === candidate.key && isBetter(one, outdated)) outdated = one
    else if (candidate.corrects !== undefined && candidate.corrects === one.text && isBetter(one, outdated)) outdated = one
    else if ((ends(candidate, one) || namesOtherEmployer(candidate, one)) && since >= saidAt(one)) ended.push(one)
    else if (opposes(candidate, one) && isBetter(one, opposite)) opposite = one
  }
  if (outdated !== null) return since < saidAt(outdated) ? { relation: 'older', known: outdated } : { relation: 'newer', known: outdated, also: ended }
  const [first, ...also] = ended.sort((a, b) => isBetter(a, b) ? -1 : 1)
  if (first !== undefined) return { relation: 'newer', known: first, also }
  if (opposite === null) return { relation: 'none' }
  const gap = since - saidAt(opposite)
  const isPlain = isCorrection || change.test(candidate.text)
  // "I love steak" need not take back "I stopped eating meat": a person decides.
  if (!isPlain && !contradictsTaste(candidate.text, opposite.text) && !isDenialOf(candidate.text, opposite.text)) return { relation: 'unclear', known: opposite }
  if (isPlain ? gap >= 0 : gap >= soonMs) return { relation: 'newer', known: opposite, also: [] }
  return { relation: isPlain || gap <= -soonMs ? 'older' : 'unclear', known: opposite }
}

/** Active before all else, then what holds in the narrower place, then the newest; ids decide the rest, so that the order of `existing` never does. */
function isBetter(one: Memory, best: Memory | null): boolean {
  if (best === null) return true
  const rank = (memory: Memory) => (memory.state === 'active' ? memoryScope.options.length : 0) + memoryScope.options.indexOf(memory.scope)
  return rank(one) - rank(best) > 0 || (rank(one) === rank(best) && (one.learnedAt > best.learnedAt || (one.learnedAt === best.learnedAt && one.id < best.id)))
}

/** Two sentences have one value: does the first say no more than the second, more, or something else beside it? */
function saysBeside(candidate: string, known: string, key: string): 'same' | 'more' | 'else' {
  const [mine, theirs] = [beyondValue(candidate, key), beyondValue(known, key)]
  if ([...mine].every((stem) => theirs.has(stem))) return 'same'
  return [...theirs].every((stem) => mine.has(stem)) ? 'more' : 'else'
}

function isSame(candidate: Candidate, one: Memory, read: { text: string; signature: string }): boolean {
  const episodic = candidate.kind === 'episodic'
  if (read.text === normaliseFact(one.text)) return candidate.eventAt === one.eventAt || !episodic
  return candidate.kind === one.kind && candidate.key === one.key && candidate.eventAt === one.eventAt && read.signature !== '' && read.signature === factSignature(one.text)
}

function opposes(candidate: Candidate, one: Memory): boolean {
  return candidate.subject === one.subject && candidate.kind !== 'episodic' && one.kind !== 'episodic' && (contradictsTaste(candidate.text, one.text) || isDenialOf(candidate.text, one.text) || contradictsDiet(candidate.text, one.text))
}
