import type { IntentReading, OwnIntent } from '../../../shared/understanding.ts'
import { entryOf, type IntentEntry } from './intentTable.ts'
import { evidenceOf, scoreIntents, weigh, type IntentHead } from './intentNet.ts'
import { nearestOwnIntent, tellingWordsOfOwn, type OwnIntents } from './ownIntents.ts'
import { isPlainEnglish } from './plainEnglish.ts'

export interface IntentOutcome {
  /** Null where nothing fits, and where the text is in a language that the head does not read. */
  readonly intent: IntentReading | null
  /** What the built-in intent means; null beside an own intent or none. */
  readonly entry: IntentEntry | null
  readonly ownIntent: OwnIntent | null
  /** False when the text was read and is outside everything that the intents know. A text that could not be read is not outside. */
  readonly inScope: boolean
  /** Up to three others, best first. */
  readonly alternatives: readonly { id: string; name: string; score: number }[]
}

interface Candidate { readonly entry: IntentEntry; readonly confidence: number; readonly others: IntentOutcome['alternatives'] }

/** From this length on a text is work to be done (a letter, a page of code) rather than a request in one breath, which is what the head knows. */
const longestRequest = 700
/** How sure the head must be to name what it learned from voice assistants, and from bank customers, instead of the everyday intents. */
const sureForAssistant = 0.75
const sureForBanking = 0.8
/** An own intent this near wins against anything; a farther one only where no built-in intent is sure, or where its words tell it from one of an assistant's small services. */
const surelyOwn = 0.7
const surelyBuiltIn = 0.9

/**
 * The intent of a message: the user's own first where it is clearly near, then the everyday intents, then those of voice assistants
 * where the everyday ones refuse, and those of bank customers where it is about money. Deterministic; a few milliseconds at most.
 * @param vector unit vector of the text, of the model that the head was made with
 * @param head null where its file is missing or stale: then only the user's own intents are known
 */
export function classifyIntent(text: string, vector: Float32Array, head: IntentHead | null, own: OwnIntents): IntentOutcome {
  const near = nearestOwnIntent(text, vector, own)
  const readable = head !== null && isReadable(text)
  const built = readable ? builtIn(text, vector, head) : null
  if (near !== null && (near.nearness >= surelyOwn || built === null || built.confidence < surelyBuiltIn || (built.entry.needs.tools && near.rareWords >= tellingWordsOfOwn))) {
    const { id, name } = near.intent
    const others = built === null ? [] : [{ id: built.entry.id, name: built.entry.name, score: built.confidence }, ...built.others].slice(0, 3)
    return { intent: { id, name, confidence: round(near.nearness), by: 'own' }, entry: null, ownIntent: near.intent, inScope: true, alternatives: others }
  }
  if (built === null) return { intent: null, entry: null, ownIntent: null, inScope: !readable, alternatives: [] }
  return { intent: { id: built.entry.id, name: built.entry.name, confidence: built.confidence, by: 'built-in' }, entry: built.entry, ownIntent: null, inScope: true, alternatives: built.others }
}

function builtIn(text: string, vector: Float32Array, head: IntentHead): Candidate | null {
  const scores = scoreIntents(text, vector, head)
  const read = (name: string) => {
    const at = head.parts.findIndex((part) => part.name === name)
    const part = head.parts[at]
    return part === undefined ? null : readPart(scores[at]!, part)
  }
  const everyday = read('everyday')
  if (everyday !== null) {
    const banking = everyday.entry.topic === 'money' ? read('banking') : null
    if (banking !== null && banking.confidence >= sureForBanking && banking.confidence > everyday.confidence) return banking
    return everyday
  }
  const assistant = read('assistant')
  if (assistant !== null && assistant.confidence >= sureForAssistant) return assistant
  const banking = read('banking')
  return banking !== null && banking.confidence >= sureForBanking ? banking : null
}

/** What one part of the head says; null where it refuses or its best output names no intent. */
function readPart(scores: Float32Array, part: IntentHead['parts'][number]): Candidate | null {
  const { best, evidence } = evidenceOf(scores, part)
  const entry = entryOf(part.name, part.ids[best]!)
  if (entry === null || weigh(evidence, part.refusal) <= 0) return null
  const confidence = round(1 / (1 + Math.exp(-weigh(evidence, part.confidence))))
  const order = part.ids.map((_, at) => at).filter((at) => at !== best).sort((a, b) => scores[b]! - scores[a]!).slice(0, 3)
  const whole = part.ids.reduce((sum, _, at) => sum + Math.exp(scores[at]! - scores[best]!), 0)
  const others = order.flatMap((at) => {
    const other = entryOf(part.name, part.ids[at]!)
    return other === null || other.id === entry.id ? [] : [{ id: other.id, name: other.name, score: Math.min(confidence, round(Math.exp(scores[at]! - scores[best]!) / whole)) }]
  })
  return { entry, confidence, others }
}

/** True for a request of ordinary length in English: the embedding model reads no other language well enough to be sure. */
function isReadable(text: string): boolean {
  if (text.length > longestRequest) return false
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return letters >= 2 && (text.match(/\p{Script=Latin}/gu)?.length ?? 0) >= 0.9 * letters && isPlainEnglish(text)
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000
}
