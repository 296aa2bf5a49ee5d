import type { Candidate } from '../../shared/memory.ts'
import type { Span } from './clauses.ts'
import { leadOf } from './leads.ts'

/** No memory is longer than this because of what belongs to it. */
const mostChars = 400

/** True for words that mean nothing without those before them: "She is a vet", "Adopting the same rule". */
export function isDependent(body: string): boolean {
  return !/^(?:it turns out|this (?:year|month|week|summer|winter|spring|autumn)|that (?:year|summer))(?![\p{L}])/iu.test(body) && (/^(?:he|she|they|his|her|their|it|its|this|that|these|those|both(?! my| our| the| of)|neither|says|said (?!yes to)|adopting the same|same)(?:['’](?:s|re|ll|ve|d))?(?![\p{L}’'])/iu.test(body)
    || /\b(?:accordingly|the same (?:convention|way|rule|approach|thing|reason)(?: myself)?|for (?:this|that) reason|because of (?:this|that)|instead|otherwise|the former|the latter)[.!]?$/iu.test(body) && !/^(?:i|we)(?:['’]?m|['’]ve| have|['’]re| prefer| like)(?![\p{L}])/iu.test(body)
    || /^(?:said yes|agreed|told (?:him|her|them))\b/iu.test(body) && /\b(?:one|it|him|her|them|they)\b/iu.test(body))
}

/**
 * The span that two parts make together; null where they do not follow each other closely, or make too long a memory.
 * @param plainUntil up to where what stands between them was plainly said too
 */
export function spanTogether(text: string, first: Span, second: Span, plainUntil = first.end): Span | null {
  const gap = text.slice(Math.max(first.end, plainUntil), second.start)
  return second.end - first.start > mostChars || gap.length > 12 || /\n\s*\n/u.test(gap) || /[\p{L}\p{N}]{5,}/u.test(gap) ? null : { start: first.start, end: second.end }
}

const named = /(?<![\p{L}])(?:(?:my|our) (?:[\p{L}-]+ ){1,3}?)?\p{Lu}[\p{L}\p{M}’-]+(?: \p{Lu}[\p{L}\p{M}’-]+)?[.!?,]*$|(?<![\p{L}])(?:my|our) (?:[\p{L}-]+ ){0,3}[\p{L}-]+[.!?,]*$/iu
const naming = /(?<![\p{L}])(?:my|our) \p{L}{3,}|(?<=[\p{L},] )(?!I(?:['’]|\s))\p{Lu}[\p{L}\p{M}’-]+|^(?!I(?:['’]|\s)|The|This|That|It|We|You|He|She|They)\p{Lu}[\p{L}\p{M}’-]+ (?:is|was|has|wants|prefers|asked|decided|promised)/u

/**
 * Where the words begin that tell who "she" is: the whole sentence before where that was said plainly and names somebody,
 * or only the name at its end where it asked or ordered something.
 */
export function antecedentOf(text: string, before: Span, isPlain: boolean): Span | null {
  const said = text.slice(before.start, before.end)
  if (isPlain) return naming.test(said) || /^(?:my|our)\s/iu.test(said) ? { start: before.start + leadOf(said).length, end: before.end } : null
  const name = named.exec(said)
  return name === null || !/\p{Lu}/u.test(name[0].replace(/^(?:My|Our)/u, '')) ? null : { start: before.start + name.index, end: before.end }
}

/** One memory out of a fact and what belongs to it: the fact's nature, with the quote of both. */
export function joined(text: string, span: Span, fact: Candidate, other: Candidate | null): Candidate {
  const quote = text.slice(span.start, span.end)
  return { ...fact, ...span, quote, text: quote, eventAt: fact.eventAt ?? other?.eventAt ?? null, importance: Math.max(fact.importance, other?.importance ?? 0) }
}
