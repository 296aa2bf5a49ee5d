import { cosineOf } from '../../../shared/cosine.ts'
import { adaptQuestion } from './adaptQuestion.ts'
import { adviceLikeness } from './adviceLikeness.ts'
import type { Associations } from './associations.ts'
import { statesPreference } from './statesPreference.ts'
import { middleOfThings, nearThings, thingsOf } from './thingsOf.ts'

/** One way to look at a question: a unit vector, and how much its cosine counts beside the others. */
export interface QuestionView { readonly vector: Float32Array; readonly weight: number; readonly name: string }

/** A question as recall compares it with memories. */
export interface QuestionMeaning {
  readonly views: readonly QuestionView[]
  /** How much it asks for advice, 0 to 1: what people prefer matters as much. 0 where there are no associations. */
  readonly advice: number
  /** How a memory fits: a number on the scale of a cosine, comparable within one question. */
  fit(text: string, vector: Float32Array | null): number
}

/** Chosen by trying few values: the result changes little around them. */
const adaptedWeight = 0.9
const thingsWeight = 0.7
/** What states a preference gains this much where advice is asked for. */
const statedGain = 0.2
/** Brings the sum back to the scale of a cosine: what fits nothing lies where the cosine of two strangers lies. */
const scale = { by: 0.6, from: 0.05 }

/**
 * The vectors with which memories are searched and compared; the weights add up to 1, and one of weight 0 only searches. A
 * question that asks for no advice has its plain vector alone.
 * @param text the question
 * @param vector its unit vector
 * @param associations null where there are none for the embedding model
 */
export function questionViews(text: string, vector: Float32Array, associations: Associations | null = null): QuestionView[] {
  return [...questionMeaning(text, vector, associations).views]
}

/** The views of a question with the judge of memories: the views, what advice would speak of, and whether a memory states a preference at all. */
export function questionMeaning(text: string, vector: Float32Array, associations: Associations | null = null): QuestionMeaning {
  const plain: QuestionView = { vector, weight: 1, name: 'plain' }
  const advice = associations === null || vector.length !== associations.dimensions ? 0 : adviceLikeness(text)
  if (associations === null || advice === 0) return { views: text.trim() === '' ? [] : [plain], advice: 0, fit: (_, other) => cosineOf(vector, other) }
  const weight = adaptedWeight * advice
  const adapted = adaptQuestion(vector, associations)
  const named = thingsOf(vector, associations)
  // Recall looks at what it found twice.
  const known = new WeakMap<Float32Array, number>()
  return {
    views: [{ ...plain, weight: 1 - weight }, { vector: adapted, weight, name: 'adapted' }, { vector: middleOfThings(named, associations), weight: 0, name: 'things' }],
    advice,
    fit(memory, other) {
      if (other === null || other.length !== vector.length) return 0
      const before = known.get(other)
      if (before !== undefined) return before
      const own = cosineOf(vector, other)
      const full = (1 - adaptedWeight) * own + adaptedWeight * cosineOf(adapted, other) + thingsWeight * nearThings(other, named, associations) + (statesPreference(memory) ? statedGain : 0)
      const fits = (1 - advice) * own + advice * scale.by * (full - scale.from)
      known.set(other, fits)
      return fits
    },
  }
}
