import { cosineOf } from '../../../shared/cosine.ts'
import { unit } from './adaptQuestion.ts'
import type { Associations } from './associations.ts'
import { rememberByVector } from './rememberByVector.ts'

/** What advice on a question would speak of, each with its share; the shares add up to 1. */
export interface ThingsNamed { readonly things: readonly { readonly vector: Float32Array; readonly share: number }[] }

/** How quickly a subject counts less the farther it lies; chosen on questions of domains that were left out. */
const subjectFocus = 20
/** So many of the nearest subjects count; more cost time and say the same. */
const subjectCount = 12
const thingFocus = 6

/** Finds the subjects that a question is near to, and what is named about them. */
export function thingsOf(vector: Float32Array, associations: Associations): ThingsNamed {
  const asked = project(vector, associations.meanQuestion, associations)
  const nearest = associations.subjects.map(({ vector: subject, things }) => ({ things, near: Math.exp(subjectFocus * cosineOf(subject, asked)) }))
    .sort((a, b) => b.near - a.near).slice(0, subjectCount)
  const total = nearest.reduce((sum, { near }) => sum + near, 0)
  const shares = new Map<number, number>()
  for (const { things, near } of nearest) for (const thing of things) shares.set(thing, (shares.get(thing) ?? 0) + near / things.length)
  return { things: [...shares].map(([at, share]) => ({ vector: associations.things[at]!, share: share / total })) }
}

/** How near a memory lies to what would be named: about the cosine with the nearest of it, weighed by its share. */
export function nearThings(vector: Float32Array, named: ThingsNamed, associations: Associations): number {
  const own = spaceOf(associations)(vector)
  let sum = 0
  for (const { vector: thing, share } of named.things) sum += share * Math.exp(thingFocus * cosineOf(thing, own))
  return Math.log(sum) / thingFocus
}

/** Texts in the space of the associations: every question of advice asks for those of hundreds of texts, and mostly of the same. */
const spaces = new WeakMap<Associations, (vector: Float32Array) => Float32Array>()

function spaceOf(associations: Associations): (vector: Float32Array) => Float32Array {
  let space = spaces.get(associations)
  if (space === undefined) spaces.set(associations, space = rememberByVector((vector) => project(vector, associations.meanThing, associations)))
  return space
}

/** The direction in which most of what is named lies, as a unit vector to search memories with. */
export function middleOfThings({ things }: ThingsNamed, { axes, meanThing }: Associations): Float32Array {
  const middle = Float32Array.from(axes, (_, at) => things.reduce((sum, { vector, share }) => sum + share * vector[at]!, 0))
  const length = Math.sqrt(cosineOf(meanThing, meanThing))
  // What all things have in common is part of every memory that tells of one.
  const found = meanThing.map((value) => value / (length || 1))
  axes.forEach((axis, at) => { for (let place = 0; place < found.length; place++) found[place]! += 2 * middle[at]! * axis[place]! })
  return unit(found)
}

/** A vector in the space of the associations, without what all questions or all things have in common. */
export function project(vector: Float32Array, mean: Float32Array, { axes }: Pick<Associations, 'axes'>): Float32Array {
  const centred = vector.map((value, at) => value - mean[at]!)
  return unit(Float32Array.from(axes, (axis) => cosineOf(axis, centred)))
}
