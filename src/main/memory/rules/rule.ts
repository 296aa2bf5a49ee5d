import type { MemoryKind } from '../../../shared/memory.ts'
import { titlePattern } from '../../../shared/titles.ts'
import type { Clause } from '../clauses.ts'

/** What a rule may know of the message beside the clause itself. */
export interface RuleSight {
  readonly clause: Clause
  /** The clause without greetings and fillers: patterns are anchored at its beginning. */
  readonly body: string
  /** The date that the clause names, in milliseconds; null where it names none. */
  readonly date: number | null
  /** Time of the message. */
  readonly at: number
}

export interface RuleFound {
  readonly rule: string
  readonly kind: MemoryKind
  readonly subject: string
  readonly key: string | null
  readonly importance: number
  readonly confidence: number
}

/** Reads one clause; null where it holds nothing of this rule's kind. */
export type Rule = (sight: RuleSight) => RuleFound | null

interface PatternRule {
  readonly rule: string
  readonly pattern: RegExp
  readonly kind?: MemoryKind
  readonly importance: number
  readonly confidence?: number
  readonly key?: string | ((match: RegExpExecArray) => string | null)
  readonly subject?: (match: RegExpExecArray) => string
  /** A last look at what was matched; false drops it. */
  readonly accept?: (match: RegExpExecArray, sight: RuleSight) => boolean
}

/** A rule that is one anchored pattern. */
export function byPattern({ rule, pattern, kind = 'semantic', importance, confidence = 0.85, key = () => null, subject = () => 'user', accept = () => true }: PatternRule): Rule {
  return (sight) => {
    const match = pattern.exec(sight.body)
    if (match === null || !accept(match, sight)) return null
    return { rule, kind, subject: subject(match), key: typeof key === 'string' ? key : key(match), importance, confidence }
  }
}

/** Words that only colour a sentence and may stand between subject and verb. */
export const adverbs = '(?:(?:really|also|still|just|now|currently|actually|mostly|absolutely|totally|generally|personally|only|recently|already|simply|truly|quite|both|finally|therefore|strongly) )*'
/** "I am" in its spellings. */
export const iAm = '(?:i[\'’]?m|i am|we[\'’]re|we are)'

/** True when something is written as a name: a capital, and not at all like a state of mind. */
export function looksLikeName(value: string): boolean {
  return /^\p{Lu}[\p{L}\p{M}'’.-]*(?: (?:\p{Lu}|de |van |von |da |del |el |al-)[\p{L}\p{M}'’.-]*){0,3}$/u.test(value.trim())
}

const restOfName = '[\\p{L}\\p{M}\'’-]*'
/** How a person is named: capitalised words, with or without "Dr." and its like; after a title also without a capital. */
export const personName = `(?:(?:${titlePattern} ){1,3}(?:\\p{Lu}\\. )*\\p{L}${restOfName}|\\p{Lu}${restOfName})(?: (?:de |van |von |da |del )?\\p{Lu}${restOfName}){0,2}`

const nameAhead = new RegExp(`^${personName}`, 'u')

/** The name that a value begins with: up to three capitalised words, or one word when all is in lower case. */
export function nameIn(value: string): string | null {
  const capital = nameAhead.exec(value.trim())
  if (capital !== null) return capital[0]
  const plain = /^(\p{L}[\p{L}\p{M}'’-]+)(?=$|[\s.,!;])/u.exec(value.trim())
  return plain === null || notNames.has(plain[1]!.toLowerCase()) ? null : plain[1]!
}

const notNames = new Set('a an the not no so very too my your his her our in on at of to from for by here there this that it he she they we you me him them back later tomorrow today when if because spelled pronounced important unknown weird long short hard easy funny out up off and or but also still just really quite maybe coming going getting being visiting what whatever anything something crazy old lazy names name stupid mad sure right wrong late undefined null none nan nil nobody empty missing blank'.split(' '))
