import { cosineOf } from '../../../shared/cosine.ts'
import { unit } from './adaptQuestion.ts'
import type { Associations } from './associations.ts'

/** What advice on a question would speak of, each with its share; the shares add up to 1. */
export interface ThingsNamed { readonly things: readonly { readonly vector: Float32Array; readonly share: number }[] }

/** How quickly a subject counts less the farther it lies; chosen on questions of domains that were left out. */
const subjectFocus = 20
/** Subjects with less than this share of the nearest one count nothing. */
const leastShare = 0.02
const thingFocus = 6

/** Finds the subjects that a question is near to, and what is named about them. */
export function thingsOf(vector: Float32Array, associations: Associations): ThingsNamed {
  const asked = project(vector, associations.meanQuestion, associations)
  const near = associations.subjects.map((subject) => Math.exp(subjectFocus * (cosineOf(subject.vector, asked) - 1)))
  const least = leastShare * near.reduce((most, value) => Math.max(most, value), 0)
  const shares = new Map<number, number>()
  let total = 0
  associations.subjects.forEach(({ things }, at) => {
    if (near[at]! < least) return
    total += near[at]!
    for (const thing of things) shares.set(thing, (shares.get(thing) ?? 0) + near[at]! / things.length)
  })
  return { things: [...shares].map(([at, share]) => ({ vector: associations.things[at]!, share: share / total })) }
}

/** How near a memory lies to what would be named: about the cosine with the nearest of it, weighed by its share. */
export function nearThings(vector: Float32Array, named: ThingsNamed, associations: Associations): number {
  const own = project(vector, associations.meanThing, associations)
  let sum = 0
  for (const { vector: thing, share } of named.things) sum += share * Math.exp(thingFocus * cosineOf(thing, own))
  return Math.log(sum) / thingFocus
}

/** A vector in the space of the associations, without what all questions or all things have in common. */
export function project(vector: Float32Array, mean: Float32Array, { axes }: Pick<Associations, 'axes'>): Float32Array {
  const centred = vector.map((value, at) => value - mean[at]!)
  return unit(Float32Array.from(axes, (axis) => cosineOf(axis, centred)))
}
