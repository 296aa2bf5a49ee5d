import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reserveFor, resolveBudget } from '../../../src/main/context/budget.ts'
import { countPieces } from '../../../src/main/context/countPieces.ts'
import { cutAfter, cutAtSentence, cutAtWord, cutBefore } from '../../../src/main/context/cut.ts'
import { explainContext } from '../../../src/main/context/explain.ts'
import { planTurn } from '../../../src/main/context/plan.ts'
import type { Context, PieceRecord } from '../../../src/shared/piece.ts'
import type { BudgetPlan } from '../../../src/shared/strategy.ts'
import type { Understanding } from '../../../src/shared/trace.ts'
import type { Region } from '../../../src/shared/words.ts'
import { pieceOf, plainCounter, planOf } from './support.ts'
import { plainReading } from '../../support/traceParts.ts'

test('[X7] a window of 8,000 gives the table; other windows give the same parts', () => {
  const tokens = (plan: BudgetPlan, window: number) => Object.fromEntries(Object.entries(resolveBudget(plan, window).regions).map(([region, grant]) => [region, grant.tokens]))
  expect(tokens(planOf({}, { reserve: 350 }), 8000)).toEqual({ core: 500, persona: 200, tools: 600, profile: 200, summary: 500, history: 0, memories: 1500, documents: 1500, results: 1000, steering: 150, recent: 1000, message: 500 })
  expect(tokens(planOf(), 16_000)['memories']).toBe(3000)
  expect(tokens(planOf({ memories: { share: 250 }, history: { share: 100 } }), 8000)).toMatchObject({ memories: 2000, history: 800, core: 500 })
  expect(tokens(planOf(), 512)).toMatchObject({ core: 96, persona: 48, memories: 96 })
})

test('[X7] the reserve is an eighth within its bounds', () => {
  expect([512, 1024, 4096, 8192, 32_768, 131_072].map(reserveFor)).toEqual([128, 128, 512, 1024, 4096, 4096])
  expect(reserveFor(100)).toBe(50)
})

const graphemes = (text: string) => [0, ...[...new Intl.Segmenter().segment(text)].map(({ index, segment }) => index + segment.length)]

test('[X11] cuts fall between graphemes, whatever the text', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.array(fc.constantFrom('👩‍👩‍👧‍👦', '🇩🇪', 'é', 'e\u0301', '한', 'a', ' ', '\r\n', '.', 'क्षि', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣'), { maxLength: 60 }).map((parts) => parts.join('')))
  fc.assert(fc.property(text, fc.nat(200), (own, at) => {
    const ends = graphemes(own)
    expect(cutBefore(own, at)).toBe(Math.max(...ends.filter((end) => end <= at)))
    expect(cutAfter(own, at)).toBe(at >= own.length ? own.length : Math.min(...ends.filter((end) => end >= at)))
    expect(ends).toContain(cutAtWord(own, at))
    expect(ends).toContain(cutAtSentence(own, at))
    expect(cutAtWord(own, at)).toBeLessThanOrEqual(Math.max(at, 0))
    expect(cutAtSentence(own, at)).toBeLessThanOrEqual(Math.max(at, 0))
  }), { numRuns: 500 })
})

test('[X11] a cut prefers the end of a sentence, then of a word', () => {
  const text = 'One sentence. And then a second one that is long.'
  expect(text.slice(0, cutAtSentence(text, 20))).toBe('One sentence.')
  expect(text.slice(0, cutAtWord(text, 21))).toBe('One sentence. And')
})

test('[X18] long texts are counted from samples, others exactly', async () => {
  let counted = 0
  const count = (texts: string[]) => { counted += texts.join('').length; return plainCounter.count(texts) }
  const long = 'A line of a very long paste. '.repeat(100_000)
  const [short, estimate] = await countPieces([pieceOf('memories', 'I like tea.', { tokens: 0 }), pieceOf('message', long, { tokens: 0 })], count)
  const [exact] = await plainCounter.count([long]) as [number]
  expect(short!.tokens).toBe(4)
  expect(Math.abs(estimate!.tokens / exact - 1)).toBeLessThan(0.02)
  expect(counted).toBeLessThan(200_000)
})

const understood = (more: Partial<Understanding>): Understanding => ({ task: 'chat', confidence: 0.9, alternatives: [], topics: [], language: 'en', difficulty: 0.2, isQuestion: true, needsMemory: false, ...plainReading, ...more })

test('[X15] the plan asks what the task needs and shapes the answer', () => {
  expect(planTurn(understood({}), ' Hello there ')).toMatchObject({ providers: ['memories', 'messages'], query: 'Hello there', shape: 'normal' })
  expect(planTurn(understood({ task: 'calculate' }), '2+2')).toMatchObject({ providers: [], query: '2+2', shape: 'short' })
  expect(planTurn(understood({ task: 'calculate', confidence: 0.3 }), '2+2').providers).toHaveLength(2)
  expect(planTurn(understood({ task: 'write', needsMemory: true }), 'x').shape).toBe('long')
  const query = planTurn(understood({}), `Begin ${'x '.repeat(50_000)} end?`).query
  expect(query.length).toBeLessThan(1100)
  expect(query).toMatch(/^Begin [\s\S]* end\?$/)
})

test('[X17] each kind of loss is one sentence', () => {
  const record = (region: Region, outcome: PieceRecord['outcome'], code: PieceRecord['code']) => ({ ...pieceOf(region, 'text'), outcome, code, reason: '', wantedTokens: 1 })
  const tell = (pieces: PieceRecord[], more: Partial<Context> = {}) => explainContext({ time: null, trusted: null, ...more, pieces } as Context)
  expect(tell([record('history', 'out', 'over-window'), record('history', 'out', 'over-window'), record('memories', 'out', 'over-budget'), record('memories', 'out', 'label'), record('memories', 'out', 'duplicate'), record('recent', 'shortened', 'shortened')]))
    .toEqual(['1 piece was shortened to fit.', '2 earlier messages did not fit into the window.', '1 other piece did not fit into the budget.', '1 piece stayed on this computer.'])
  expect(tell([record('history', 'out', 'over-time'), record('memories', 'out', 'over-time'), record('documents', 'out', 'over-time')], { time: { seconds: 3, tokensPerSecond: 160, tokens: 480, evaluated: 470 } }))
    .toEqual(['1 earlier message was left out, to begin the answer within 3 s.', '2 other pieces were left out, to begin the answer within 3 s.'])
  expect(tell([record('memories', 'out', 'over-trust'), record('history', 'out', 'summed-up'), record('history', 'out', 'summed-up'), record('memories', 'out', 'switched-off')], { trusted: 2048 }))
    .toEqual(['2 earlier messages are in the summary and not word for word.', '1 piece was left out, because this model uses about 2,048 tokens well.', '1 piece is switched off by you.'])
})
