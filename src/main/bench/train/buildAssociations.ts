import type { Associations } from '../../memory/meaning/associations.ts'
import { project } from '../../memory/meaning/thingsOf.ts'
import { meanOf, middleOf, type Adapter, type Pair } from './contrast.ts'
import type { AnswerGroup, PreferenceGroup } from './preferencePairs.ts'
import { principalAxes } from './principalAxes.ts'

export type VectorOf = (text: string) => Float32Array

const axisCount = 128

/** All wordings of each preference as vectors, and for each question the preference that belongs to it. */
export function pairsOf(groups: readonly PreferenceGroup[], vectorOf: VectorOf): { preferences: Float32Array[][]; pairs: Pair[] } {
  return {
    preferences: groups.map((group) => group.preferences.map(vectorOf)),
    pairs: groups.flatMap((group, preference) => group.questions.map((question) => ({ questions: question.map(vectorOf), preference }))),
  }
}

/**
 * Lays subjects and things out as vectors. A written preference is a subject with one thing: itself; a subject of the answers
 * has all that is named there, and what is named twice is one thing.
 */
export function buildAssociations(groups: readonly PreferenceGroup[], answers: readonly AnswerGroup[], adapter: Adapter, vectorOf: VectorOf): Associations {
  const things: Float32Array[] = groups.map((group) => middleOf(group.preferences.map(vectorOf)))
  const subjects: { vector: Float32Array; things: number[] }[] = groups.map((group, at) => ({ vector: subjectOf(group.questions, vectorOf), things: [at] }))
  const places = new Map<string, number>()
  for (const answer of answers) {
    const named = answer.contents.map(({ name, preferences }) => {
      const place = places.get(name) ?? things.length
      if (place === things.length) things.push(middleOf(preferences.map(vectorOf)))
      places.set(name, place)
      return place
    })
    subjects.push({ vector: subjectOf(answer.questions, vectorOf), things: [...new Set(named)] })
  }
  const meanQuestion = meanOf(subjects.map(({ vector }) => vector))
  const meanThing = meanOf(things)
  const centred = (vectors: readonly Float32Array[], mean: Float32Array) => vectors.map((vector) => vector.map((value, at) => value - mean[at]!))
  const axes = principalAxes([...centred(subjects.map(({ vector }) => vector), meanQuestion), ...centred(things, meanThing)], axisCount)
  return {
    dimensions: meanQuestion.length, meanQuestion, meanThing, axes, ...adapter,
    subjects: subjects.map(({ vector, things: named }) => ({ vector: project(vector, meanQuestion, { axes }), things: named })),
    things: things.map((vector) => project(vector, meanThing, { axes })),
  }
}

function subjectOf(questions: readonly (readonly string[])[], vectorOf: VectorOf): Float32Array {
  return middleOf(questions.map((wordings) => middleOf(wordings.map(vectorOf))))
}
