import type { Candidate } from '../../shared/memory.ts'
import { clausesOf, type Clause, type Span } from './clauses.ts'
import { antecedentOf, isDependent, joined, spanTogether } from './dependents.ts'
import { leadOf } from './leads.ts'
import { bodyOf, type PlainSentence } from './plainSentences.ts'
import { candidateOf, closeMark, isSaid, readClause, readOfThird, type ClauseSight } from './readClause.ts'
import { readStatement, subjectOf } from './statement/readStatement.ts'

/** What was said directly before: "she" and "the same" mean something in it. What followed `last` was plainly said up to `plainUntil`. */
export interface Before { readonly span: Span; readonly isPlain: boolean; readonly place: number; readonly last: Candidate | null; readonly plainUntil: number }

/** A clause beside one that a rule knows is kept only when it is likelier than this to be worth it. */
const besideOthers = 0.6

/** Reads one sentence: its clauses with the rules, then what they leave as a statement. What depends on words before takes them in. */
export function readSentence(sentence: PlainSentence, before: Before | null, sight: ClauseSight): Candidate[] {
  const clauses = clausesOf(sentence)
  const found: Candidate[] = []
  let previous = before !== null && before.place + 1 === sentence.place ? before : null
  for (const clause of clauses) {
    const own = readOne(clause, clauses, sentence, previous, { ...sight, correcting: [...found.toReversed(), ...sight.correcting] })
    found.push(...own)
    previous = after(previous, clause, sentence, own)
  }
  if (found.length > 0 || !sentence.plain || isDependent(bodyOf(sentence.text))) return found
  const whole = readPart(sentence, sentence, sight)
  return whole === null ? [] : [whole]
}

/** What the next clause or sentence finds before it. A plain one that taught nothing leads on to what stood before. */
export function after(previous: Before | null, span: Span, sentence: PlainSentence, own: readonly Candidate[]): Before {
  const last = own.at(-1)
  if (last === undefined && sentence.plain && previous !== null && previous.last !== null && isDependent(bodyOf(sentence.text))) return { ...previous, span, place: sentence.place, isPlain: true, plainUntil: span.end }
  return { span, isPlain: sentence.plain, place: sentence.place, last: last ?? null, plainUntil: last?.end ?? span.end }
}

function readOne(clause: Clause, clauses: readonly Clause[], sentence: PlainSentence, previous: Before | null, sight: ClauseSight): Candidate[] {
  const body = bodyOf(clause.text)
  if (isDependent(body)) {
    const byRule = readClause(clause, sight)
    return byRule.length > 0 && (byRule[0]!.rule === 'fact.correction' || !/^(?:he|she|they|his|her|their)(?![\p{L}])/iu.test(body)) ? byRule : readDependent(clause, body, sentence, previous, sight)
  }
  const byRule = readClause(clause, sight)
  if (byRule.length > 0 || clauses.length === 1 || !sentence.plain || !isSaid(clause, body, clause.start, sight.quotes)) return byRule
  const part = body.split(/\s+/u).length < 4 ? null : readPart(clause, sentence, sight)
  return part !== null && part.confidence >= besideOthers ? [part] : []
}

/** A span as a statement of its own. */
function readPart(span: Span, sentence: PlainSentence, sight: ClauseSight): Candidate | null {
  const said = sight.text.slice(span.start, span.end)
  const lead = leadOf(said)
  const start = span.start + lead.length
  const read = readStatement(sight.text.slice(start, span.end), sentence.around, sight.at)
  if (read === null) return null
  const { date, ...fact } = read
  return candidateOf(sight.text, start, closeMark(sight.text, start, span.end), fact, date, lead)
}

/** "She is a vet": kept together with the words that say who she is, as one memory. */
function readDependent(clause: Clause, body: string, sentence: PlainSentence, previous: Before | null, sight: ClauseSight): Candidate[] {
  if (previous === null || sentence.isQuestion || !isSaid(clause, body, clause.start, sight.quotes)) return []
  const { last } = previous
  const rule = readOfThird(clause, body, sight.at)
  const own = rule !== null ? candidateOf(sight.text, clause.start, closeMark(sight.text, clause.start, clause.end), { ...rule, rule: 'relation.fact', key: null }, null, leadOf('')) : sentence.plain ? readPart(clause, sentence, sight) : null
  if (own === null || own.confidence < besideOthers) return []
  const antecedent: Span | null = last ?? antecedentOf(sight.text, previous.span, previous.isPlain)
  const span = antecedent === null ? null : spanTogether(sight.text, antecedent, own, last === null ? undefined : previous.plainUntil)
  if (span === null) return []
  return [last !== null ? joined(sight.text, span, last, own) : joined(sight.text, span, { ...own, subject: subjectOf(sight.text.slice(span.start, span.end)) }, null)]
}
