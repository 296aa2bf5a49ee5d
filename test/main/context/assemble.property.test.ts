import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assemble, type AssembleInput } from '../../../src/main/context/assemble.ts'
import { regions, type Region } from '../../../src/shared/words.ts'
import { core, fullNotes, nastyCounter, pieceOf, plainCounter, planOf, smallNotes, usual } from './support.ts'

const text = fc.oneof(
  { weight: 4, arbitrary: fc.lorem({ maxCount: 150, size: 'max' }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400, size: 'max' }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 300, size: 'max' }) },
  { weight: 1, arbitrary: fc.constantFrom('👩‍👩‍👧‍👦'.repeat(400), '字'.repeat(3000), 'a'.repeat(9000), '\uD83D'.repeat(50), '\0\n'.repeat(80), 'مرحبا بالعالم '.repeat(300), '🇩🇪'.repeat(700)) },
)
const movable = regions.filter((region) => region !== 'core' && region !== 'message')

const input = fc.record({
  window: fc.oneof(fc.integer({ min: 512, max: 32_768 }), fc.integer({ min: 512, max: 1024 })),
  others: fc.array(fc.record({ region: fc.constantFrom(...movable), text, score: fc.double({ min: 0, max: 1, noNaN: true }), answers: fc.boolean(), label: fc.constantFrom('open', 'personal', 'local') }), { maxLength: 60, size: 'max' }),
  message: text,
  shares: fc.dictionary(fc.constantFrom(...regions), fc.integer({ min: 0, max: 1000 }), { maxKeys: 3 }),
  placement: fc.constantFrom('full', 'small'),
  nasty: fc.boolean(),
  ceiling: fc.constantFrom('open', 'local'),
  /** More last exchanges than a turn ever brings. */
  many: fc.boolean(),
})
type Made = typeof input extends fc.Arbitrary<infer T> ? T : never

function inputOf(made: Made): AssembleInput {
  const counter = made.nasty ? nastyCounter : plainCounter
  const order: Region[] = ['history', 'recent']
  const few: Partial<Record<Region, number>> = { recent: made.many ? 60 : 4, persona: 1 }
  const seen: Partial<Record<Region, number>> = {}
  const possible = made.others.filter(({ region }) => (seen[region] = (seen[region] ?? 0) + 1) <= (few[region] ?? 60))
  const others = possible.map((one, i) => pieceOf(one.region, one.text, {
    id: `p${i}`, score: order.includes(one.region) ? null : one.score, label: one.label as 'open',
    ...(order.includes(one.region) ? { source: { kind: 'message', messageId: `p${i}`, conversationId: 'c1', role: one.answers ? 'assistant' : 'user', at: i } as const } : {}),
  }))
  return {
    pieces: [core(), ...others, pieceOf('message', made.message, { id: 'message' })],
    ...usual, window: made.window, plan: planOf(Object.fromEntries(Object.entries(made.shares).map(([region, share]) => [region, { share }]))), counter,
    notes: made.placement === 'small' ? smallNotes : fullNotes, destinationCeiling: made.ceiling as 'open',
  }
}

test('[X1] [X2] [X3] [X4] whatever is put in: never above the window less the reserve, core and message in, every piece told once, spans exact', async () => {
  await fc.assert(fc.asyncProperty(input, async (made) => {
    const ask = inputOf(made)
    const result = await assemble(ask)
    if (!result.ok) throw new Error(result.error.message)
    const context = result.value
    const counted = await ask.counter.countChat(context.prompt)
    expect(counted).toBe(context.used)
    expect(counted).toBeLessThanOrEqual(ask.window - context.reserve)

    expect(context.pieces.map((record) => record.id)).toEqual(ask.pieces.map((piece) => piece.id))
    const byId = new Map(context.pieces.map((record) => [record.id, record]))
    expect(byId.get('core')!.outcome).not.toBe('out')
    expect(byId.get('message')!.outcome).not.toBe('out')
    for (const record of context.pieces) {
      if (record.region === 'recent' && record.code !== 'label' && !made.many) expect(record.outcome).not.toBe('out')
      if (record.outcome === 'in') expect(record.text).toBe(ask.pieces.find((piece) => piece.id === record.id)!.text)
      if (record.outcome !== 'in') { expect(record.code).not.toBeNull(); expect(record.reason).toMatch(/^(Left out|Shortened): /) }
    }

    const spanned: string[] = []
    for (const message of context.prompt) {
      let end = 0
      for (const span of message.spans) {
        expect(span.start).toBeGreaterThanOrEqual(end)
        expect(message.text.slice(span.start, span.end)).toBe(byId.get(span.pieceId)!.text)
        end = span.end
        spanned.push(span.pieceId)
      }
      expect(end).toBeLessThanOrEqual(message.text.length)
    }
    expect(spanned.sort()).toEqual(context.pieces.filter((record) => record.outcome !== 'out').map((record) => record.id).sort())
    const roles = context.prompt.map((message) => message.role)
    expect(roles.every((role, i) => role !== roles[i - 1])).toBe(true)
    expect(roles.at(-1)).toBe('user')
    expect(context.prompt.at(-1)!.text.endsWith(byId.get('message')!.text)).toBe(true)
  }), { numRuns: 250 })
})

test('[X5] one memory more or less leaves every other region byte-identical', async () => {
  await fc.assert(fc.asyncProperty(input, text, fc.double({ min: 0, max: 1, noNaN: true }), async (made, added, score) => {
    const ask = inputOf({ ...made, nasty: false, placement: 'full' })
    const more = pieceOf('memories', added, { id: 'added', score, label: 'open' })
    const [without, withIt] = await Promise.all([assemble(ask), assemble({ ...ask, pieces: [...ask.pieces.slice(0, -1), more, ask.pieces.at(-1)!] })])
    if (!without.ok || !withIt.ok) throw new Error('not assembled')
    const others = (context: typeof without.value) => context.pieces.filter((record) => record.region !== 'memories').map(({ id, text: own, outcome }) => ({ id, text: own, outcome }))
    expect(others(withIt.value)).toEqual(others(without.value))
    expect(withIt.value.prompt.slice(0, -1)).toEqual(without.value.prompt.slice(0, -1))
  }), { numRuns: 150 })
})
