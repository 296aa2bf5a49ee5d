import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scoreQuality } from '../../../src/main/trace/quality.ts'
import { leftOutReasons, type Context, type PieceRecord } from '../../../src/shared/piece.ts'
import { regions } from '../../../src/shared/words.ts'
import { contextOf, recordOf, understanding } from './support.ts'

const judge = (context: Context, more: Partial<Parameters<typeof scoreQuality>[0]> = {}) => scoreQuality({ understanding: null, plan: null, context, vectors: new Map(), questionVector: null, ...more })
const words = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `word${from + at}`).join(' ')
const message = recordOf('message', 'Where does my sister live?')
const out = (piece: PieceRecord, code: PieceRecord['code']): PieceRecord => ({ ...piece, outcome: 'out', code })

test('[Z15] a plain good context has nothing to recommend', () => {
  const found = judge(contextOf([recordOf('core', 'Be brief.'), recordOf('memories', 'My sister Ana lives in Porto.', { score: 0.5 }), message]), { understanding })
  expect(found).toEqual({ completeness: 1, relevance: 1, redundancy: 0, coherence: 1, efficiency: 1, recommendations: [] })
})

describe('completeness', () => {
  test('[Z10] is that of a shortened message', () => {
    const cut = { ...recordOf('message', words(100)), outcome: 'shortened' as const, tokens: 50, wantedTokens: 200 }
    const found = judge(contextOf([cut]))
    expect(found.completeness).toBeCloseTo(0.25)
    expect(found.recommendations[0]).toContain('did not fit whole')
  })

  test('[Z10] counts notes that fit and found no room, not what was left out on purpose', () => {
    const inside = recordOf('memories', words(10), { score: 0.5 }), lost = out(recordOf('memories', words(30, 50), { score: 0.5 }), 'over-budget')
    const tokens = inside.tokens + lost.tokens
    expect(judge(contextOf([inside, lost, message])).completeness).toBeCloseTo(inside.tokens / tokens)
    expect(judge(contextOf([inside, { ...lost, score: 0.05 }, message])).completeness).toBe(1)
    for (const code of ['note-limit', 'duplicate', 'superseded', 'switched-off'] as const) expect(judge(contextOf([inside, { ...lost, code }, message])).completeness).toBe(1)
  })

  test('[Z10] misses a memory where the turn needs one', () => {
    const found = judge(contextOf([message]), { understanding })
    expect(found.completeness).toBe(0)
    expect(found.recommendations[0]).toContain('Nothing that was found')
    expect(judge(contextOf([message]), { understanding: { ...understanding, needsMemory: false } }).completeness).toBe(1)
    expect(judge(contextOf([message, recordOf('documents', 'The attached page.')]), { understanding }).completeness).toBe(1)
  })

  test('[Z10] the last exchanges count, but not those summed up', () => {
    const kept = recordOf('recent', words(20)), lost = out(recordOf('recent', words(20, 40)), 'over-window')
    expect(judge(contextOf([lost, kept, message])).completeness).toBeCloseTo(0.5, 1)
    expect(judge(contextOf([{ ...lost, code: 'summed-up' }, kept, message])).completeness).toBe(1)
  })
})

test('[Z11] relevance is the mean fit by tokens, by score or by vector', () => {
  const good = recordOf('memories', words(10), { score: 0.4 }), bad = recordOf('memories', words(10, 100).padEnd(good.text.length), { score: 0.1 })
  const half = judge(contextOf([good, bad, message]))
  expect(half.relevance).toBeCloseTo(good.tokens / (good.tokens + bad.tokens))
  expect(half.recommendations.some((sentence) => sentence.includes('raise the threshold'))).toBe(true)
  const near = new Map([[bad.id, new Float32Array([1, 0])]])
  expect(judge(contextOf([good, bad, message]), { vectors: near, questionVector: new Float32Array([1, 0]) }).relevance).toBe(1)
  expect(judge(contextOf([recordOf('documents', 'Attached.'), message])).relevance).toBeNull()
  expect(judge(contextOf([{ ...bad, pinned: true }, message])).relevance).toBe(1)
})

describe('redundancy', () => {
  test('[Z12] counts what is said again in the same words', () => {
    const first = recordOf('memories', words(12), { score: 0.5 }), again = recordOf('documents', words(12))
    const found = judge(contextOf([first, again]))
    expect(found.redundancy).toBeCloseTo(0.5)
    expect(found.recommendations.some((sentence) => sentence.includes('says again'))).toBe(true)
    expect(judge(contextOf([first, recordOf('documents', words(12, 50))])).redundancy).toBe(0)
    expect(judge(contextOf([first, out(again, 'duplicate')])).redundancy).toBe(0)
  })

  test('[Z12] and what means the same', () => {
    const a = recordOf('memories', 'Ana lives in Porto'), b = recordOf('memories', 'The home of Ana is Porto')
    const same = new Map([[a.id, new Float32Array([1, 0])], [b.id, new Float32Array([0.96, 0.28])]])
    expect(judge(contextOf([a, b]), { vectors: same }).redundancy).toBeCloseTo(b.tokens / (a.tokens + b.tokens))
    const other = new Map([[a.id, new Float32Array([1, 0])], [b.id, new Float32Array([0.6, 0.8])]])
    expect(judge(contextOf([a, b]), { vectors: other }).redundancy).toBe(0)
  })
})

describe('coherence', () => {
  const talk = ['one', 'two', 'three', 'four'].map((text) => recordOf('history', text))

  test('[Z13] falls with each hole in the talk, not with what a summary stands for', () => {
    expect(judge(contextOf([...talk, message])).coherence).toBe(1)
    expect(judge(contextOf([talk[0]!, out(talk[1]!, 'over-budget'), talk[2]!, talk[3]!, message])).coherence).toBeCloseTo(0.75)
    const begun = [out(talk[0]!, 'over-budget'), talk[1]!, talk[2]!, talk[3]!, message]
    expect(judge(contextOf(begun)).coherence).toBeCloseTo(0.75)
    expect(judge(contextOf([recordOf('summary', 'Earlier: one.'), ...begun])).coherence).toBe(1)
  })

  test('[Z13] with torn pairs, and with much shortened text', () => {
    const torn = judge(contextOf([recordOf('results', 'call', { group: 'g' }), out(recordOf('results', 'result', { group: 'g' }), 'over-budget')]))
    expect(torn.coherence).toBe(0)
    expect(torn.recommendations.some((sentence) => sentence.includes('call'))).toBe(true)
    const cut = recordOf('documents', words(30), { outcome: 'shortened', code: 'shortened' })
    expect(judge(contextOf([cut, recordOf('message', words(30, 60))])).coherence).toBeCloseTo(0.5, 1)
  })
})

test('[Z14] efficiency leaves out repetition, misfits and the frame', () => {
  const fits = recordOf('memories', words(10), { score: 0.4 }), not = recordOf('memories', words(10, 30), { score: 0.1 })
  const context = contextOf([fits, not])
  expect(judge(context).efficiency).toBeCloseTo(fits.tokens / context.used)
  expect(judge({ ...context, used: context.used * 2 }).efficiency).toBeCloseTo(fits.tokens / (context.used * 2))
  expect(judge({ ...context, used: 4000 }).recommendations.some((sentence) => sentence.includes('4,000 tokens'))).toBe(true)
})

test('[Z15] all five lie between 0 and 1 for any context', () => {
  const piece = fc.record({ region: fc.constantFrom(...regions), text: fc.string({ unit: 'grapheme', maxLength: 60 }), outcome: fc.constantFrom('in' as const, 'shortened' as const, 'out' as const), code: fc.constantFrom(null, ...leftOutReasons), score: fc.option(fc.double({ min: 0, max: 1, noNaN: true })), wanted: fc.nat(500), group: fc.option(fc.constantFrom('g', 'h'), { nil: undefined }) })
  fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(3000), (pieces, used) => {
    const records = pieces.map(({ region, text, outcome, code, score, wanted, group }) => recordOf(region, text, { outcome, code, score, wantedTokens: wanted, ...(group === undefined ? {} : { group }) }))
    const found = judge(contextOf(records, { used }), { understanding, vectors: new Map(records.map((record) => [record.id, new Float32Array([1, 0])])), questionVector: new Float32Array([0, 1]) })
    for (const value of [found.completeness, found.relevance ?? 0, found.redundancy, found.coherence, found.efficiency]) {
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(1)
    }
    for (const sentence of found.recommendations) expect(sentence).toMatch(/: .+\.$/)
  }))
})
