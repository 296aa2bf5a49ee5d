import { cosineOf } from '../../../shared/cosine.ts'
import { adaptQuestion } from './adaptQuestion.ts'
import { adviceLikeness } from './adviceLikeness.ts'
import type { Associations } from './associations.ts'
import { statesPreference } from './statesPreference.ts'
import { nearThings, thingsOf } from './thingsOf.ts'

/** One way to look at a question: a unit vector, and how much its cosine counts beside the others. */
export interface QuestionView { readonly vector: Float32Array; readonly weight: number; readonly name: string }

/** How a memory fits the meaning of a question: a number on the scale of a cosine, comparable within one question. */
export type MeaningFit = (text: string, vector: Float32Array | null) => number

/** Chosen on questions of domains that were left out of the training. */
const adaptedWeight = 0.75
const thingsWeight = 0.55
/** What states a preference gains this much where advice is asked for. */
const statedGain = 0.12

/**
 * The vectors with which memories are compared for a question; the weights add up to 1. A question that asks for no advice has
 * its plain vector alone.
 * @param text the question
 * @param vector its unit vector
 * @param associations null where there are none for the embedding model
 */
export function questionViews(text: string, vector: Float32Array, associations: Associations | null = null): QuestionView[] {
  if (text.trim() === '') return []
  const advice = associations === null ? 0 : adviceLikeness(text)
  if (associations === null || advice === 0) return [{ vector, weight: 1, name: 'plain' }]
  const adapted = adaptedWeight * advice
  return [{ vector, weight: 1 - adapted, name: 'plain' }, { vector: adaptQuestion(vector, associations), weight: adapted, name: 'adapted' }]
}

/**
 * Makes the judge of memories for one question: the views, and where advice is asked for, what that advice would speak of and
 * whether a memory states a preference at all.
 */
export function meaningFit(text: string, vector: Float32Array, associations: Associations | null): MeaningFit {
  const views = questionViews(text, vector, associations)
  const seen = (other: Float32Array) => views.reduce((sum, view) => sum + view.weight * cosineOf(view.vector, other), 0)
  const advice = adviceLikeness(text)
  if (associations === null || advice === 0 || vector.length !== associations.dimensions) return (_, other) => (other === null ? 0 : seen(other))
  const named = thingsOf(vector, associations)
  return (memory, other) => {
    if (other === null || other.length !== associations.dimensions) return 0
    return seen(other) + advice * (thingsWeight * nearThings(other, named, associations) + (statesPreference(memory) ? statedGain : 0))
  }
}
