import { ramp } from '../textMeasures.ts'
import type { ReadAnswer } from './answer.ts'
import type { MeaningEvidence } from './byMeaning.ts'
import type { Given } from './given.ts'

/** The score of recall that a note has which speaks of exactly what was asked. */
const fullScore = 0.5
/** From this score on a note belongs into the answer; into one that says it does not know, from the lower one on. */
const wantedScore = 0.42, wantedByUnknowing = 0.36

const unknowing = /\b(?:(?:do not|don['’]t) (?:know|have (?:any |that |this |enough )?(?:information|record|details|access))|no (?:information|record|way of knowing)|not (?:sure|aware)|(?:can['’]?t|cannot|can not) (?:say|tell|know|find)|you (?:have not|haven['’]t) (?:told|mentioned|said)|ich weiß (?:es |das )?nicht|weiß ich nicht|keine (?:angaben?|informationen?)|je ne sais pas|aucune information|no (?:lo )?sé|no tengo (?:esa )?información)\b|不知道|没有.{0,4}信息/iu

const ownMatter = /(?<!\p{L})(?:i|me|my|mine|we|us|our|ours|ich|mich|mir|meine?[mnrs]?|wir|uns|unsere?[mnrs]?|je|moi|mon|ma|mes|nous|notre|nos|yo|mi|mis|nosotros|nuestr[oa]s?)(?!\p{L})|我|私|僕/iu

/** True for a question about the person's own matters; for one about the world a note is a help that an answer can do without. */
export function asksOfOwn(question: string): boolean {
  return ownMatter.test(question.slice(0, 2000))
}

/** True for an answer that says in its first sentences that it does not know. */
export function isUnknowing(answer: ReadAnswer): boolean {
  return answer.sentences.slice(0, 3).some((sentence) => unknowing.test(sentence.text))
}

/** How well a piece fits the question, 0.05 to 1: the score of recall where there is one, else its nearness in meaning. */
export function fitOf(piece: Given, meaning: MeaningEvidence | null): number {
  const { score, pinned } = piece.record
  if (pinned === true) return 1
  return Math.max(0.05, score === null ? meaning === null ? 0.3 : ramp(meaning.noteToQuestion, 0, 0.7) : ramp(score, 0, fullScore))
}

/** True for a piece that belongs into an answer to this question. Without a score of recall nothing is said to be missing. */
export function isWanted(piece: Given, meaning: MeaningEvidence | null, unknows: boolean): boolean {
  const { score, region } = piece.record
  if (score === null || region === 'profile') return false
  return score >= (unknows ? wantedByUnknowing : wantedScore) && (meaning === null || meaning.noteToQuestion >= 0.4)
}
