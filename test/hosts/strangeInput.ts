/** Numbers from 0 to 1 that come again for the same seed (the mulberry32 generator). */
export function seededChance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const deep = (levels: number): unknown => levels === 0 ? 'end' : { deep: deep(levels - 1) }

const odd: ReadonlyArray<() => unknown> = [
  () => undefined, () => null, () => true, () => 0, () => -1, () => 1e308, () => Number.NaN, () => Number.POSITIVE_INFINITY, () => 2 ** 53, () => 0.1,
  () => '', () => ' ', () => '\0', () => '\ud800', () => '../../etc/passwd', () => 'x'.repeat(5000), () => '日本語 🫖 \u202eabc', () => "'; DROP TABLE messages; --", () => '%', () => '"*NEAR(', () => '__proto__',
  () => [], () => [[[[]]]], () => ({}), () => deep(20), () => deep(60), () => [null, undefined, 'x'], () => ({ length: -1 }), () => JSON.parse('{"then":"now"}') as unknown,
  () => JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') as unknown, () => ({ toJSON: 1, toString: 1, valueOf: 1 }),
]

/** An input that no honest window sends: odd as a whole, or a right one with some fields odd, missing or too many. */
export function strangeInput(sample: object, chance: () => number): unknown {
  const pick = () => odd[Math.floor(chance() * odd.length)]!()
  if (chance() < 0.15) return pick()
  const strange: Record<string, unknown> = { ...sample }
  for (const key of Object.keys(strange)) {
    if (chance() < 0.4) strange[key] = pick()
    else if (chance() < 0.1) delete strange[key]
  }
  if (chance() < 0.3) strange[['extra', 'constructor', 'toString', 'hasOwnProperty'][Math.floor(chance() * 4)]!] = pick()
  return strange
}
