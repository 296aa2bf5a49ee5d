import { seeded } from '../sampleProfile.ts'

/** Unit vectors without end, each by its place alone, so that none has to be kept. */
export interface VectorSource { at(place: number): Float32Array }

const noiseSize = 1 << 18

/**
 * As many vectors as are wanted from a few thousand real ones: the first are these themselves; each further one is a real vector with
 * a share (a quarter to six tenths) of a second one and a little noise in every direction, as a text that speaks of two things.
 */
export function vectorSource(real: readonly Float32Array[], seed: number): VectorSource {
  const dimensions = real[0]!.length
  const noise = gaussian(seed)
  return {
    at(place) {
      if (place < real.length) return real[place]!
      const next = seeded(seed + place * 2_654_435_761)
      const first = real[Math.floor(next() * real.length)]!
      const second = real[Math.floor(next() * real.length)]!
      const share = 0.25 + next() * 0.35
      const from = Math.floor(next() * (noiseSize - dimensions))
      const vector = new Float32Array(dimensions)
      let square = 0
      for (let d = 0; d < dimensions; d++) {
        const value = first[d]! + share * second[d]! + 0.35 * noise[from + d]! / Math.sqrt(dimensions)
        vector[d] = value
        square += value * value
      }
      const length = Math.sqrt(square) || 1
      for (let d = 0; d < dimensions; d++) vector[d]! /= length
      return vector
    },
  }
}

function gaussian(seed: number): Float32Array {
  const next = seeded(seed)
  return Float32Array.from({ length: noiseSize }, () => Math.sqrt(-2 * Math.log(next() + 1e-12)) * Math.cos(2 * Math.PI * next()))
}

/** The exact nearest of a growing set, by looking at every vector once: what recall is measured against. */
export function exactNearest(questions: readonly Float32Array[], depth: number) {
  const best = questions.map(() => [] as { place: number; cosine: number }[])
  return {
    add(place: number, vector: Float32Array): void {
      questions.forEach((question, which) => {
        let cosine = 0
        for (let d = 0; d < question.length; d++) cosine += question[d]! * vector[d]!
        const own = best[which]!
        if (own.length === depth && cosine <= own[depth - 1]!.cosine) return
        let at = own.length
        while (at > 0 && own[at - 1]!.cosine < cosine) at--
        own.splice(at, 0, { place, cosine })
        if (own.length > depth) own.pop()
      })
    },
    /** Places of the nearest so far, per question. */
    places: (): Set<number>[] => best.map((own) => new Set(own.map((one) => one.place))),
  }
}
