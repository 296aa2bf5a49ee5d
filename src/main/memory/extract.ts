import type { Candidate } from '../../shared/memory.ts'
import { clausesOf, sentencesOf, type Clause } from './clauses.ts'
import { dateIn } from './dates.ts'
import { asks, isAsked, isDoubtful, isHypothetical, isOrder, quotedRanges } from './guards.ts'
import { leadOf } from './leads.ts'
import { belongingRules } from './rules/belongings.ts'
import { eventRules, tellsOfPast } from './rules/events.ts'
import { instructionRules } from './rules/instructions.ts'
import { healthRules, likeRules } from './rules/likes.ts'
import { otherLanguageRules } from './rules/otherLanguages.ts'
import { lifeRules, personRules } from './rules/person.ts'
import { namesSomeone, relationRules } from './rules/relations.ts'
import { personName, type Rule, type RuleFound, type RuleSight } from './rules/rule.ts'
import { holdsSecret } from './secrets.ts'
import { readChars, typedProse } from './typedProse.ts'

/** The first rule that fits speaks: what is told apart best stands first. */
const rules: readonly Rule[] = [...healthRules, ...relationRules, ...personRules, ...likeRules.slice(0, 2), ...instructionRules, ...lifeRules.slice(0, 4), ...eventRules.slice(0, 2), ...lifeRules.slice(4), ...likeRules.slice(2), ...belongingRules, ...eventRules.slice(2), ...otherLanguageRules]

/** A message teaches no more than this; who tells more is pasting. */
const mostFacts = 24

export interface ExtractOptions {
  /** The fact that a bare "no, it is Lyon" would correct. */
  readonly correcting?: { readonly key: string; readonly subject: string }
  /** The assistant's last message: a plain yes may confirm what it asked. */
  readonly confirmed?: { readonly text: string }
}

/**
 * What a message says about the one who typed it, found by patterns alone: deterministic, with the exact quoted span.
 * Nothing comes from questions, conditions, wishes, quotations of others, code, pasted texts, roleplay, or orders to
 * write something; nothing that holds a secret. When in doubt there is no fact.
 * @param text what the user typed; its first 20,000 characters are read
 * @param at when it was typed: dates count from there
 */
export function extract(text: string, at: number, options: ExtractOptions = {}): Candidate[] {
  const read = text.slice(0, readChars)
  const quotes = quotedRanges(read)
  const found: Candidate[] = []
  for (const span of typedProse(read)) {
    let before = null as { clause: Clause; someone: boolean } | null
    for (const sentence of sentencesOf(read, span)) {
      if (isHypothetical(sentence.text) || isOrder(sentence.text)) { before = null; continue }
      for (const clause of clausesOf(sentence)) {
        if (found.length >= mostFacts) return found
        const candidate = readClause(read, clause, before, at, quotes, options.correcting ?? null)
        before = { clause, someone: namesSomeone(clause.text) || (before?.someone === true && /^(?:and )?(?:he|she|they|his|her)(?![\p{L}])/iu.test(clause.text)) }
        if (candidate !== null && !found.some((one) => one.quote === candidate.quote)) found.push(candidate)
      }
    }
  }
  return found
}

function readClause(text: string, clause: Clause, before: { clause: Clause; someone: boolean } | null, at: number, quotes: readonly [number, number][], correcting: { key: string; subject: string } | null): Candidate | null {
  const lead = leadOf(clause.text)
  let start = clause.start + lead.length
  const end = closeMark(text, clause)
  const body = text.slice(start, clause.end)
  if (body.length < 4 || quotes.some(([from, to]) => start >= from && start < to) || holdsSecret(clause.sentence.text)) return null
  if (clause.sentence.isQuestion ? isAsked(clause) : asks(body)) return null
  if (isDoubtful(body)) return null
  const sight: RuleSight = { clause, body, date: dateIn(body, at, tellsOfPast(body)), at }
  let fact = first(sight)
  if (fact === null && before?.someone === true && !clause.sentence.isQuestion) {
    // "She is a vet" belongs to whom the words before named: the quote takes both in, so that it stands on its own.
    const whole = /^(?:he|she|they)(?![\p{L}])/iu.test(body) ? first({ ...sight, body: body.replace(/^(?:he|she|they)/iu, 'My friend') }) : null
    if (whole !== null && clause.end - before.clause.start <= 300) {
      start = before.clause.start + leadOf(before.clause.text).length
      fact = { ...whole, rule: 'relation.fact', subject: subjectOf(before.clause.text), key: null }
    }
  }
  if (fact === null && correcting !== null && lead.isCorrection && /^(?:it['’]?s|it is|that['’]?s|that is|i meant|i mean)\s+(?!not\b|ok|fine|wrong|right|good|all)\S/iu.test(body)) {
    fact = { rule: 'fact', kind: 'semantic', subject: correcting.subject, key: correcting.key, importance: 0.8, confidence: 0.8 }
  }
  if (fact === null && lead.isExplicit && body.length >= 8 && !/^(?:to|when|how|why|what|who|where|if|it|this|me|us)(?![\p{L}])/iu.test(body)) {
    fact = { rule: 'remember', kind: sight.date === null ? 'semantic' : 'episodic', subject: 'user', key: null, importance: 0.85, confidence: 0.9 }
  }
  if (fact === null) return null
  const quote = text.slice(start, end)
  const { rule, importance, confidence, ...rest } = fact
  return {
    ...rest, text: quote, quote, start, end,
    eventAt: rest.kind === 'episodic' || /^(?:plan|event|milestone)/.test(rule) ? sight.date : null,
    importance: lead.isExplicit ? Math.max(importance, 0.85) : importance,
    confidence: lead.isExplicit ? Math.max(confidence, 0.9) : confidence,
    rule: lead.isCorrection ? `${rule}.correction` : rule,
  }
}

function first(sight: RuleSight): RuleFound | null {
  for (const rule of rules) {
    const found = rule(sight)
    if (found !== null) return found
  }
  return null
}

/** The closing mark belongs to a quote that reaches the end of its sentence. */
function closeMark(text: string, clause: Clause): number {
  let end = clause.end
  while (end > clause.start && /[\s,;:–—-]/.test(text[end - 1]!)) end--
  return end
}

const someone = new RegExp(`(?<![.!?]\\s|^)(?<![\\p{L}])${personName}`, 'u')

function subjectOf(text: string): string {
  const name = someone.exec(text.replace(/^(?:My|Our)\s/u, 'my '))
  return name?.[0] ?? (/^(?:my|our) (?:\p{L}+ )?(\p{L}+)/iu.exec(text)?.[1]?.toLowerCase() ?? 'user')
}

/** True when a span of a message is plainly said there: typed prose, no question, condition, order, doubt, quotation or secret. */
export function mayHoldFact(text: string, start: number, end: number): boolean {
  const read = text.slice(0, readChars)
  if (quotedRanges(read).some(([from, to]) => start < to && from < end)) return false
  for (const span of typedProse(read)) {
    if (start < span.start || end > span.end) continue
    const within = sentencesOf(read, span).filter((sentence) => sentence.start < end && start < sentence.end)
    return within.length > 0 && within.every((sentence) => !sentence.isQuestion && !isHypothetical(sentence.text) && !isOrder(sentence.text) && !holdsSecret(sentence.text)) && !asks(text.slice(start, end)) && !isDoubtful(text.slice(start, end))
  }
  return false
}
