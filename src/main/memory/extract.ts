import type { Candidate } from '../../shared/memory.ts'
import { clausesOf, sentencesOf, type Clause } from './clauses.ts'
import { dateIn } from './dates.ts'
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

/**
 * What a message says about the one who typed it, found by patterns alone: deterministic, with the exact quoted span.
 * Nothing comes from questions, conditions, wishes, quotations of others, code, pasted texts, roleplay, or orders to
 * write something; nothing that holds a secret. When in doubt there is no fact.
 * @param text what the user typed; its first 20,000 characters are read
 * @param at when it was typed: dates count from there
 * @param options.correcting the key of the fact that a bare "no, it is Lyon" would correct
 */
export function extract(text: string, at: number, options: { readonly correcting?: { readonly key: string; readonly subject: string } } = {}): Candidate[] {
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

/** In a question, only what stands before the asking clause is said. */
function isAsked(clause: Clause): boolean {
  const { sentence } = clause
  if (clause.end >= sentence.end - 1) return true
  return /^(?:what|who|whom|whose|which|where|when|why|how|do|does|did|is|are|am|was|were|can|could|should|would|will|have|has|was|wer|wo|wann|wie|ist|sind|que|qui|où|quand|comment|qué|quién|dónde|cuándo|cómo)(?![\p{L}])/iu.test(clause.text)
}

/** A question that its writer did not mark as one. */
function asks(body: string): boolean {
  return /^(?:what|who|whom|whose|which|where|why|how|do|does|did|is|are|am|was|were|can|could|should|would|will|have i|has)(?![\p{L}])/iu.test(body)
    || /\b(?:what (?:do|does|did|is|are|was|should|can|could|would|\p{L}+ \p{L}+)|how (?:do|does|can|could|should|much|many|long|old)|which (?:one|is|are)|should i|can i|can you|could you|is what)\b/iu.test(body) && !/^(?:when|always|never|from now on|please|if|in future)/iu.test(body)
}

function isHypothetical(sentence: string): boolean {
  return /^(?:(?:and|but|so|then|well|ok|okay)[, ]+)?(?:if|suppose|supposing|imagine|assuming|assume|what if|let['’]?s (?:say|assume|suppose|pretend|imagine)|say i|say my|pretend|in case|unless|wenn|falls|si|angenommen|supongamos)(?![\p{L}])/iu.test(sentence)
    || /\b(?:if (?:i|my|we|you|he|she|it|they|the)|unless|as if|as though|hypothetically|for example|e\.g\.|for instance|such as ["“']|falls ich|si j['’]|si je|si yo)\b/iu.test(sentence)
}

/** Orders to write, translate or act say nothing about who gives them. */
function isOrder(sentence: string): boolean {
  return /^(?:(?:please|can you|could you|would you|will you|kindly|now|then|and|ok|okay|hey|hi|also)[, ]+)*(?:write|rewrite|draft|compose|translate|summari[sz]e|explain|describe|generate|create|make (?:me|a|an|up)|invent|tell (?:me|us)|give me|show me|list|find|fix|convert|calculate|define|continue|complete|say|repeat|play|sing|act|schreib\p{L}*|übersetz\p{L}*|écris|traduis|rédige|escribe|traduce)(?![\p{L}])(?!.*\b(?:always|from now on|in future|in the future|every time|ab jetzt|immer|toujours|désormais|siempre|a partir de ahora)\b)/iu.test(sentence)
}

function isDoubtful(body: string): boolean {
  return /^(?:i|we|my [\p{L} ]+?) (?:\p{L}+ )?(?:would|could|might|may|wish|guess|hope|suppose|doubt|wonder|should|shall|ought)(?![\p{L}])/iu.test(body) && !/^i (?:would|['’]d) (?:like|want|prefer) (?:you|your)/iu.test(body)
    || /^(?:i['’]d|we['’]d)(?![\p{L}])/iu.test(body) && !/^i['’]d like you|^i['’]d prefer your|^i['’]d love to (?:learn|become|visit|move|travel)/iu.test(body)
    || /\b(?:maybe|perhaps|possibly|probably|apparently|allegedly|supposedly|not sure|no idea|don['’]?t know|just kidding|joking|lol jk|vielleicht|peut-être|quizás|tal vez)\b/iu.test(body)
    || /^i (?:think|believe|feel|say|said|mean|know|understand|see|want|need|have to|had to|don['’]?t (?:think|believe|want|need|know|understand|see|care|mind|get|have time))(?![\p{L}])(?! to (?:learn|become|visit|move|run|start|write|travel|retire|buy|quit|lose|climb))/iu.test(body)
}

function quotedRanges(text: string): [number, number][] {
  return [...text.matchAll(/“[^”\n]{0,400}”|«[^»\n]{0,400}»|„[^“”\n]{0,400}[“”]|(?<![\p{L}\d])"[^"\n]{0,400}"(?![\p{L}\d])|(?<![\p{L}\d])'[^'\n]{3,400}'(?![\p{L}\d])|`[^`\n]{0,400}`/gu)].map((found) => [found.index, found.index + found[0].length])
}
