import fc from 'fast-check'
import { expect, test } from 'vitest'
import { selectPieces, type SelectAsk } from '../../../../src/main/context/select/selectPieces.ts'
import { findDifference } from '../../../../src/main/context/select/findDifference.ts'
import { defaultStrategy } from '../../../../src/shared/names.ts'
import type { Piece } from '../../../../src/shared/piece.ts'
import { core, pieceOf } from '../support.ts'

const retrieval = defaultStrategy.retrieval
const select = (pieces: readonly Piece[], more: Partial<SelectAsk> = {}) => selectPieces({
  pieces, question: 'Where does Nadia live?', questionVector: null, vectors: new Map(), retrieval, feedback: new Map(), switchedOff: new Set(), ...more,
})
const note = (text: string, more: Partial<Piece> = {}) => pieceOf('memories', text, more)
const message = (id: string, at = 0): Piece['source'] => ({ kind: 'message', messageId: id, conversationId: 'c1', role: 'user', at })
const ids = (pieces: readonly { id: string }[]) => pieces.map((piece) => piece.id)
/** Unit vectors whose cosine with the first axis is as asked. */
const vector = (cosine: number) => new Float32Array([cosine, Math.sqrt(1 - cosine * cosine), 0])

test('[X80] what fits less than the threshold leaves with both figures; exact, pinned, unscored and grouped pieces and all other regions stay', () => {
  const pieces = [
    core(), pieceOf('profile', 'My name is Ben.', { score: 0.01 }), pieceOf('history', 'Hello there', { score: 0.01 }),
    note('A good one', { id: 'good', score: 0.5 }), note('A weak one about gardens', { id: 'weak', score: 0.1 }), note('At the very threshold', { id: 'edge', score: 0.14 }),
    note('Exact words', { id: 'exact', score: 0.02, scores: { exact: 1 } }), note('Wanted', { id: 'pinned', score: 0.02, pinned: true }),
    pieceOf('documents', 'A chapter', { id: 'chapter', score: null }), pieceOf('results', '42', { id: 'result', score: 0.01, group: 'call' }), pieceOf('message', 'Where?'),
  ]
  const { kept, out } = select(pieces)
  expect(ids(kept)).toEqual(ids(pieces).filter((id) => id !== 'weak'))
  expect(out.map(({ piece, code, reason }) => [piece.id, code, reason])).toEqual([['weak', 'below-threshold', 'Left out: fits the question by 10 %, and 14 % is asked for']])
})

test('[X80] what memory did not score is scored by its meaning', () => {
  const pieces = [pieceOf('documents', 'A chapter on Porto', { id: 'near', score: null }), pieceOf('documents', 'A chapter on tax', { id: 'far', score: null })]
  const { kept, out } = select(pieces, { questionVector: vector(1), vectors: new Map([['near', vector(0.6)], ['far', vector(0.05)]]) })
  expect(ids(kept)).toEqual(['near'])
  expect(kept[0]!.score).toBeCloseTo(0.6)
  expect(out[0]).toMatchObject({ code: 'below-threshold', piece: { id: 'far' } })
})

test('[X81] of near-duplicates the better-sourced one stays: trust, then memory over message, then the newer', () => {
  const one = note('Nadia lives in Porto near the river', { id: 'one' })
  const other = note('Nadia now lives in Porto, near the river', { id: 'other', trust: 'assistant', score: 0.9 })
  const vectors = new Map([['one', vector(1)], ['other', vector(0.95)], ['message', vector(0.96)], ['older', vector(0.97)]])
  expect(ids(select([other, one], { vectors }).kept)).toEqual(['one'])
  expect(ids(select([note(other.text, { id: 'message', source: message('message', Date.UTC(2027, 0, 1)) }), one], { vectors }).kept)).toEqual(['one'])
  const older = note(other.text, { id: 'older', source: { kind: 'memory', memoryId: 'older', messageId: null, conversationId: null, at: 5 } })
  const { kept, out } = select([older, one], { vectors })
  expect(ids(kept)).toEqual(['one'])
  expect(out[0]).toMatchObject({ code: 'duplicate', reason: 'Left out: says nearly the same as another memory (97 %)' })
  expect(ids(select([pieceOf('profile', one.text, { id: 'one' }), older], { vectors }).kept)).toEqual(['one'])
  expect(select([older, one], { vectors, retrieval: { ...retrieval, redundancy: 0.99 } }).out).toEqual([])
})

test('[X81] another number or a "not" is another fact, and without vectors only nearly equal words are a repetition', () => {
  const pairs = [['My rent is 900 euros a month', 'My rent is 950 euros a month'], ['Ben eats meat and fish', 'Ben does not eat meat and fish'], ['Ich esse gern Fleisch', 'Ich esse nicht gern Fleisch']]
  for (const [a, b] of pairs) {
    const pieces = [note(a!, { id: 'a' }), note(b!, { id: 'b' })]
    expect(select(pieces, { vectors: new Map([['a', vector(1)], ['b', vector(0.99)]]) }).out, a).toEqual([])
  }
  expect(select([note('Nadia lives in Porto'), note('Nadia lives in Lisbon')]).out).toEqual([])
  expect(select([note('Nadia lives in Porto'), note('Nadia, she is living in Porto!')]).out).toHaveLength(1)
})

test('[X82] a fact that stands inside a longer note leaves for it, but not for a text of less trust or of more than four times its length', () => {
  const fact = note('My sister is called Nadia', { id: 'fact' })
  const longer = (more: Partial<Piece> = {}) => note('By the way, my sister is called Nadia and she lives in Porto.', { id: 'longer', source: message('longer'), ...more })
  const { kept, out } = select([fact, longer()])
  expect(ids(kept)).toEqual(['longer'])
  expect(out[0]).toMatchObject({ code: 'contained', reason: 'Left out: another note says this and more', piece: { id: 'fact' } })
  expect(ids(select([longer(), fact]).kept)).toEqual(['longer'])
  expect(select([fact, longer({ trust: 'external' })]).out).toEqual([])
  expect(select([{ ...fact, pinned: true }, longer()]).out).toEqual([])
  expect(select([fact, longer({ text: `My sister is called Nadia. ${'And then we talked about other things for long. '.repeat(5)}` })]).out).toEqual([])
  expect(select([fact, longer({ text: 'It is not true that my sister is called Nadia.' })]).out).toEqual([])
})

test('[X83] a note that like turns never used ranks lower, never below half, and never leaves for that', () => {
  const piece = note('Ben likes tea', { id: 'tea', score: 0.2 })
  const past = (count: number, used = false, likeness = 0.9) => new Map([['tea', Array.from({ length: count }, () => ({ used, likeness }))]])
  const scoreAfter = (feedback: SelectAsk['feedback'], one = piece) => select([one], { feedback }).kept[0]!
  expect(scoreAfter(past(0))).toBe(piece)
  const [few, many] = [scoreAfter(past(1)), scoreAfter(past(12))]
  expect(few.score!).toBeLessThan(0.2)
  expect(many.score!).toBeLessThan(few.score!)
  expect(scoreAfter(past(1000)).score!).toBeGreaterThanOrEqual(0.1)
  expect(many.scores).toMatchObject({ fit: 0.2 })
  expect(many.scores.feedback! * 0.2).toBeCloseTo(many.score!)
  expect(scoreAfter(past(12, true)).score).toBe(0.2)
  expect(scoreAfter(past(12, false, 0.2)).score).toBe(0.2)
  expect(scoreAfter(past(12), { ...piece, pinned: true }).score).toBe(0.2)
  expect(scoreAfter(past(12), { ...piece, scores: { exact: 1 } }).score).toBe(0.2)
  expect(select([piece], { feedback: past(12), retrieval: { ...retrieval, feedback: false } }).kept[0]!.score).toBe(0.2)
})

test('[X84] what the person switched off leaves from any region but rules and message, and takes its group along', () => {
  const pieces = [core(), note('Off', { id: 'off' }), pieceOf('profile', 'Off too', { id: 'fact' }), pieceOf('results', 'call', { id: 'call', group: 'g' }), pieceOf('results', 'answer', { id: 'answer', group: 'g' }), pieceOf('message', 'Hello', { id: 'message' })]
  const { kept, out } = select(pieces, { switchedOff: new Set(['core', 'off', 'fact', 'answer', 'message']) })
  expect(ids(kept)).toEqual(['core', 'message'])
  expect(new Set(out.map(({ code, reason }) => `${code}: ${reason}`))).toEqual(new Set(['switched-off: Left out: switched off by you in this conversation']))
  expect(out).toHaveLength(4)
})

test('[X80] every piece is told once, order and texts stay, and the same ask gives the same answer', () => {
  const words = fc.constantFrom('Nadia', 'lives', 'in', 'Porto', 'not', '900', 'rent', 'meine', 'Schwester', '🙂', 'é')
  const some = fc.array(fc.record({
    text: fc.array(words, { maxLength: 9 }).map((all) => all.join(' ')), region: fc.constantFrom('memories', 'documents', 'results', 'profile', 'history', 'core', 'message'),
    trust: fc.constantFrom('user', 'assistant', 'derived', 'external'), score: fc.option(fc.double({ min: 0, max: 1, noNaN: true })), pinned: fc.boolean(), group: fc.option(fc.constantFrom('g', 'h'), { nil: undefined }),
  }), { maxLength: 30 })
  fc.assert(fc.property(some, fc.nat(29), (drafts, off) => {
    const pieces = drafts.map(({ text, region, group, ...more }, at) => pieceOf(region as 'memories', text, { ...more, id: `p${at}`, ...(group === undefined ? {} : { group }) } as Partial<Piece>))
    const ask = { switchedOff: new Set([`p${off}`]) }
    const { kept, out } = select(pieces, ask)
    expect([...ids(kept), ...out.map(({ piece }) => piece.id)].sort()).toEqual(ids(pieces).sort())
    expect(ids(kept)).toEqual(ids(pieces).filter((id) => kept.some((piece) => piece.id === id)))
    for (const piece of kept) expect(piece.text).toBe(pieces.find(({ id }) => id === piece.id)!.text)
    for (const { piece, code } of out) if (code !== 'switched-off') expect(piece.pinned).toBe(false)
    expect(select(pieces, ask)).toEqual({ kept, out })
  }), { numRuns: 200 })
})

test('[X85] thousands of pieces made of the same words are compared a bounded number of times', () => {
  const count = 3000
  let asked = 0
  const vectors = new Map<string, Float32Array>(Array.from({ length: count }, (_, at) => [`p${at}`, vector(1)] as const))
  const counting = { get: (id: string) => { asked++; return vectors.get(id) } } as ReadonlyMap<string, Float32Array>
  const pieces = Array.from({ length: count }, (_, at) => note(`The customer paid bill number${'abcdefghij'[at % 10]}x${'klmnopqrst'[Math.floor(at / 10) % 10]}y${'uvwxyzabcd'[Math.floor(at / 100) % 10]}z${at < 1000 ? 'e' : at < 2000 ? 'f' : 'g'} in full and on time`, { id: `p${at}` }))
  select(pieces, { vectors: counting, retrieval: { ...retrieval, redundancy: 1.01 } })
  expect(asked).toBeLessThan(count * 40)
})

test('[X86] two notes differ where both cannot hold: one number, one word, a "not"', () => {
  expect(findDifference('Nadia lives in Porto', 'Nadia lives in Lisbon')).toBe('word')
  expect(findDifference('My rent is 900 euros', 'My rent is 850 euros')).toBe('number')
  expect(findDifference('Ben eats meat and fish', 'Ben does not eat meat and fish')).toBe('negation')
  expect(findDifference('Meine Schwester wohnt in Porto', 'Meine Schwester wohnt in Lissabon')).toBe('word')
  expect(findDifference('Ben likes tea', 'Ben likes coffee')).toBeNull()
  expect(findDifference('Nadia lives in Porto', 'Nadia lives in Porto with two cats')).toBeNull()
  expect(findDifference('Nadia lives in Porto', 'The bus was late')).toBeNull()
})
