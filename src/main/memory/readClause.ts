import type { Candidate } from '../../shared/memory.ts'
import type { Clause } from './clauses.ts'
import { withoutDenied } from './contrasts.ts'
import { dateIn } from './dates.ts'
import { asks, isAsked, isClaimOfOthers, isDoubtful, isOrder } from './guards.ts'
import { leadOf, type Lead } from './leads.ts'
import { isUnmeant } from './notMeant.ts'
import { correctedValue, deniesValue, isBare, pointsBack, withValue, type Corrected } from './reframe.ts'
import { belongingRules } from './rules/belongings.ts'
import { endingRules } from './rules/endings.ts'
import { eventRules, tellsOfPast } from './rules/events.ts'
import { instructionRules } from './rules/instructions.ts'
import { healthRules, likeRules } from './rules/likes.ts'
import { otherLanguageRules } from './rules/otherLanguages.ts'
import { otherRules } from './rules/others.ts'
import { lifeRules, personRules } from './rules/person.ts'
import { relationRules } from './rules/relations.ts'
import type { Rule, RuleFound, RuleSight } from './rules/rule.ts'

/** The first rule that fits speaks: what is told apart best stands first. */
const rules: readonly Rule[] = [...endingRules, ...healthRules, ...relationRules, ...personRules, ...likeRules.slice(0, 2), ...instructionRules, ...lifeRules.slice(0, 4), ...eventRules.slice(0, 3), ...lifeRules.slice(4), ...likeRules.slice(2), ...belongingRules, ...eventRules.slice(3), ...otherRules, ...otherLanguageRules]

/** What a clause is read with. */
export interface ClauseSight {
  readonly text: string
  readonly at: number
  readonly quotes: readonly [number, number][]
  /** What a bare correction may mean, the nearest first. */
  readonly correcting: readonly Corrected[]
}

/** Reads one clause with the rules; empty where it holds nothing that a rule knows, two where its subject does two things. */
export function readClause(clause: Clause, sight: ClauseSight): Candidate[] {
  const opening = leadOf(clause.text)
  const start = clause.start + opening.length
  const end = closeMark(sight.text, clause.start, clause.end)
  const body = sight.text.slice(start, clause.end)
  const lead = opening.isCorrection || !sight.correcting.some((one) => deniesValue(body, one)) ? opening : { ...opening, isCorrection: true }
  if (!isSaid(clause, lead.isCorrection ? body.padEnd(4) : body, start, sight.quotes)) return []
  const corrected = lead.isCorrection ? readCorrection(clause, body, sight, (fact, date) => candidateOf(sight.text, start, end, fact, date, lead)) : null
  if (corrected !== null && corrected.text !== corrected.quote) return [corrected]
  const affirmed = withoutDenied(body)
  const seen: RuleSight = { clause, body: affirmed, date: dateIn(body, sight.at, tellsOfPast(body)), at: sight.at }
  const fact = firstFound(seen)
  if (fact !== null) {
    const shared = affirmed === body ? withSharedSubject(seen, fact) : null
    if (shared === null) return [candidateOf(sight.text, start, end, fact, seen.date, lead)]
    const cut = start + shared.cut
    return [
      candidateOf(sight.text, start, closeMark(sight.text, start, cut), shared.first, seen.date, lead),
      candidateOf(sight.text, start + shared.next, end, shared.second, seen.date, lead),
    ]
  }
  if (corrected !== null) return [corrected]
  if (lead.isExplicit && body.length >= 8 && !/^(?:to|for|any|all|some|every|about|your?|when|how|why|what|who|where|if|it|this|me|us)(?![\p{L}])/iu.test(body)) {
    return [candidateOf(sight.text, start, end, { rule: 'remember', kind: seen.date === null ? 'semantic' : 'episodic', subject: 'user', key: null, importance: 0.85, confidence: 0.9 }, seen.date, lead)]
  }
  return []
}

/**
 * "No, it is Lyon": the nearest fact whose value is of that kind, with the new value. Where the nearest does not show its value, a
 * person decides; a value of another kind corrects nothing.
 */
function readCorrection(clause: Clause, body: string, sight: ClauseSight, made: (fact: RuleFound, date: number | null) => Candidate): Candidate | null {
  const value = correctedValue(body)
  const near = /^(?:his|her|its|their|the) name/iu.test(body) ? sight.correcting.filter((one) => one.key?.endsWith('.name') === true) : sight.correcting
  if (value === null) return null
  for (const { text: known, ...one } of near) {
    if (known === undefined) continue
    const reframed = withValue({ ...one, text: known }, value)
    if (reframed === null || reframed === 'unlike') continue
    const date = dateIn(reframed.text, sight.at, tellsOfPast(reframed.text))
    const read = firstFound({ clause, body: reframed.text, date, at: sight.at })
    const fact = made({ rule: 'fact', kind: read?.kind ?? 'semantic', subject: reframed.subject, key: one.key, importance: 0.8, confidence: 0.8 }, date)
    return { ...fact, text: reframed.text, corrects: known }
  }
  const [nearest] = near
  if (nearest === undefined || nearest.key === null || !isBare(value) || !pointsBack(body)) return null
  if (nearest.text !== undefined && withValue({ ...nearest, text: nearest.text }, value) === 'unlike') return null
  return made({ rule: 'fact', kind: 'semantic', subject: nearest.subject, key: nearest.key, importance: 0.8, confidence: 0.5 }, null)
}

/** What a clause about "she" would say of a friend; null where no rule knows it. */
export function readOfThird(clause: Clause, body: string, at: number): RuleFound | null {
  if (!/^(?:he|she|they)(?![\p{L}])/iu.test(body)) return null
  return firstFound({ clause, body: body.replace(/^(?:he|she|they)(?:['’](?=s|re|ll|ve|d))?/iu, (said) => said.endsWith('’') || said.endsWith("'") ? 'My friend\'' : 'My friend'), date: dateIn(body, at, tellsOfPast(body)), at })
}

/** True for a clause that is plainly said, outside of quotation marks. */
export function isSaid(clause: Clause, body: string, start: number, quotes: readonly [number, number][]): boolean {
  if (body.length < 4 || quotes.some(([from, to]) => start >= from && start < to)) return false
  return !(clause.sentence.isQuestion ? isAsked(clause) : asks(body)) && !isDoubtful(body) && !isClaimOfOthers(body) && !isOrder(body) && !isUnmeant(body)
}

/** Said with a laugh, it may be meant or not: a person decides. */
const inJest = /\b(?:lol|lmao)\b/iu

/** What is so since a day, or came about on one: "I moved to Kiel last Friday", "My son was born in May". */
const tellsOfBeginning = /(?<![\p{L}])(?:moved|relocated|started|joined|began|became|turned|(?:was|were) born|died|passed away|married|divorced|separated|engaged|graduated|retired|adopted|got|bought|sold|quit|left|stopped|since|seit|depuis|desde|dal|umgezogen|gezogen|geboren|gestorben|geheiratet|né|née|morte?|déménagé|nacido|nacida|naci[oó]|muri[oó]|mud[oó]|nat[oa]|mort[oa]|nasceu|morreu|mudei)(?![\p{L}])/iu
/** A day that is counted from the message: without its date nobody could tell it later. */
const countedFromNow = /(?<![\p{L}])(?:yesterday|today|tonight|tomorrow|(?:last|next|this|past|coming) \p{L}+|\p{L}+ ago|gestern|heute|morgen|letzten?|nächsten?|vor \p{L}+|hier|demain|aujourd['’]hui|dernière?|prochaine?|il y a|ayer|mañana|hoy|pasad[oa]|hace|ieri|domani|oggi|scors[oa]|fa|ontem|amanhã|hoje|passad[oa]|há)(?![\p{L}])/iu

/** A candidate from a span and what was found in it. */
export function candidateOf(text: string, start: number, end: number, fact: RuleFound, date: number | null, lead: Lead): Candidate {
  const quote = text.slice(start, end)
  const { rule, importance, confidence, ...rest } = fact
  return {
    ...rest, text: quote, quote, start, end,
    eventAt: rest.kind === 'episodic' || /^(?:plan|event|milestone)/.test(rule) || tellsOfBeginning.test(quote) || countedFromNow.test(quote) ? date : null,
    importance: lead.isExplicit ? Math.max(importance, 0.85) : importance,
    confidence: lead.isExplicit ? Math.max(confidence, 0.9) : inJest.test(lineAround(text, start, end)) ? Math.min(confidence, 0.55) : confidence,
    rule: lead.isCorrection ? `${rule}.correction` : rule,
  }
}

/** The sentence in which a quote stands, with the word that follows it. */
function lineAround(text: string, start: number, end: number): string {
  const before = /[^.!?\n]{0,200}$/u.exec(text.slice(0, start))![0]
  const after = /[.!?]$/u.test(text.slice(start, end)) ? text.slice(end, end + 12) : /^[^.!?\n]{0,200}(?:[.!?]\s?\S{0,8})?/u.exec(text.slice(end, end + 220))![0]
  return before + text.slice(start, end) + after
}

/** Where a quote ends: the closing mark belongs to it, a comma or dash does not. */
export function closeMark(text: string, start: number, until: number): number {
  let end = until
  while (end > start && /[\s,;:–—-]/.test(text[end - 1]!)) end--
  return end
}

function firstFound(sight: RuleSight): RuleFound | null {
  for (const rule of rules) {
    const found = rule(sight)
    if (found !== null) return found
  }
  return null
}

const germanJoint = /^(?<subject>ich|wir) \p{Ll}.+?(?<gap>(?:,| und|, und) )(?=(?:auch |derzeit )*(?:habe|wohne|lebe|arbeite|studiere|spreche|fahre|bin|komme aus|mag|liebe|esse|trinke|spiele|haben|wohnen|leben)(?![\p{L}]))/iu

/**
 * "I live in Lyon and work at Bosch": two facts that are replaced apart from each other. Cut only where both halves have
 * keys of their own, in German where two rules know them.
 */
function withSharedSubject(sight: RuleSight, whole: RuleFound): { cut: number; next: number; first: RuleFound; second: RuleFound } | null {
  const joint = /^(?<subject>i|we)(?:['’]?m|['’]re| am| are)?\s.+?(?<gap>(?:,| and|, and) )(?=(?:also |currently )*(?:live|work|study|speak|drive|come from|was born|grew up|am|moved)(?![\p{L}]))/iu.exec(sight.body) ?? germanJoint.exec(sight.body)
  const isEnglish = joint !== null && /^(?:i|we)$/iu.test(joint.groups!.subject!)
  if (joint === null || (isEnglish && whole.key === null)) return null
  const cut = joint[0].length - joint.groups!.gap!.length
  const first = firstFound({ ...sight, body: sight.body.slice(0, cut) })
  const second = firstFound({ ...sight, body: `${joint.groups!.subject!} ${sight.body.slice(joint[0].length)}` })
  if (first === null || second === null || (isEnglish && (first.key === null || second.key === null))) return null
  if (first.key === second.key && (first.key !== null || first.rule === second.rule)) return null
  return { cut, next: joint[0].length, first, second }
}
