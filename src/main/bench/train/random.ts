/** Numbers that look like chance and are the same for the same seed (mulberry32, public domain by T. Ettinger). */
export interface Random {
  /** 0 (included) to 1 (not included). */
  next(): number
  pick<T>(from: readonly T[]): T
  chance(share: number): boolean
  /** A whole number from 0 to below `n`. */
  below(n: number): number
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return { next, pick: (from) => from[Math.floor(next() * from.length)]!, chance: (share) => next() < share, below: (n) => Math.floor(next() * n) }
}
