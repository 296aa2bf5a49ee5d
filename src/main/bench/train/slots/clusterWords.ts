import { cosineOf } from '../../../../shared/cosine.ts'
import { createRandom } from '../random.ts'

/**
 * Groups unit vectors by direction (spherical k-means from random members). The same vectors give the same groups.
 * @returns the group of each vector
 */
export function clusterVectors(vectors: readonly Float32Array[], groups: number, rounds: number, seed: number): Uint16Array {
  const random = createRandom(seed)
  const dimensions = vectors[0]?.length ?? 0
  let centres = Array.from({ length: Math.min(groups, vectors.length) }, () => random.pick(vectors))
  const group = new Uint16Array(vectors.length)
  for (let round = 0; round < rounds; round++) {
    vectors.forEach((vector, at) => {
      let [best, which] = [-2, 0]
      centres.forEach((centre, place) => {
        const near = cosineOf(vector, centre)
        if (near > best) { best = near; which = place }
      })
      group[at] = which
    })
    const sums = centres.map(() => new Float32Array(dimensions))
    vectors.forEach((vector, at) => vector.forEach((value, column) => { sums[group[at]!]![column]! += value }))
    centres = sums.map((sum) => {
      const length = Math.hypot(...sum)
      return length === 0 ? random.pick(vectors) : sum.map((value) => value / length)
    })
  }
  return group
}

/** Two grains of groups: `coarse` ones, each cut again into up to `parts`. Numbers of fine groups are unique over all. */
export function clusterTwice(vectors: readonly Float32Array[], coarse: number, parts: number): { coarse: Uint16Array; fine: Uint16Array } {
  const outer = clusterVectors(vectors, coarse, 12, 1)
  const fine = new Uint16Array(vectors.length)
  for (let group = 0; group < coarse; group++) {
    const members = [...outer.keys()].filter((at) => outer[at] === group)
    const inner = clusterVectors(members.map((at) => vectors[at]!), parts, 8, 2 + group)
    members.forEach((at, place) => { fine[at] = group * parts + inner[place]! })
  }
  return { coarse: outer, fine }
}
