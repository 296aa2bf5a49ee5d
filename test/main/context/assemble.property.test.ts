import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assemble, type AssembleInput } from '../../../src/main/context/assemble.ts'
import { countPieces } from '../../../src/main/context/countPieces.ts'
import { presetOf } from '../../../src/main/context/presets.ts'
import { counterFor } from '../../../src/main/models/tokens/counterFor.ts'
import { budgetPresetIds } from '../../../src/shared/names.ts'
import { budgetPlan } from '../../../src/shared/strategy.ts'
import { regions, type Region } from '../../../src/shared/words.ts'
import { core, fullNotes, nastyCounter, pieceOf, plainCounter, usual } from './support.ts'

const text = fc.oneof(
  { weight: 4, arbitrary: fc.lorem({ maxCount: 150, size: 'max' }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400, size: 'max' }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 300, size: 'max' }) },
  { weight: 1, arbitrary: fc.constantFrom('👩‍👩‍👧‍👦'.repeat(400), '字'.repeat(3000), 'a'.repeat(9000), '\uD83D'.repeat(50), '\0\n'.repeat(80), 'مرحبا بالعالم '.repeat(300), '🇩🇪'.repeat(700)) },
)
const movable = regions.filter((region) => region !== 'core' && region !== 'message')
const counters = { plain: plainCounter, nasty: nastyCounter, cl100k: counterFor('gpt-4'), o200k: counterFor('gpt-4o'), estimate: counterFor('some-other-model') }
const regionPlan = fc.record({ share: fc.option(fc.integer({ min: 0, max: 1000 })), floor: fc.integer({ min: 0, max: 5000 }), priority: fc.integer({ min: 0, max: 6 }), compressible: fc.boolean() }, { requiredKeys: [] })

const input = fc.record({
  window: fc.oneof(fc.integer({ min: 512, max: 32_768 }), fc.integer({ min: 512, max: 1024 }), fc.integer({ min: 32_768, max: 1_000_000 })),
  others: fc.array(fc.record({
    region: fc.constantFrom(...movable), text, score: fc.double({ min: 0, max: 1, noNaN: true }), answers: fc.boolean(), label: fc.constantFrom('open', 'personal', 'local'),
    pinned: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  }), { maxLength: 60, size: 'max' }),
  message: text,
  plan: fc.record({
    preset: fc.constantFrom(...budgetPresetIds), total: fc.option(fc.integer({ min: 512, max: 200_000 })), reserve: fc.option(fc.integer({ min: 1, max: 50_000 })),
    regions: fc.dictionary(fc.constantFrom(...regions), regionPlan, { maxKeys: 4 }),
  }),
  notes: fc.record({ place: fc.constantFrom('system' as const, 'before' as const, 'after' as const), limit: fc.option(fc.integer({ min: 0, max: 20 })), plain: fc.boolean() }),
  order: fc.constantFrom('edges' as const, 'best-last' as const, 'best-first' as const),
  counter: fc.constantFrom(...Object.keys(counters) as (keyof typeof counters)[]),
  ceiling: fc.constantFrom('open' as const, 'local' as const),
  /** More last exchanges than a turn ever brings. */
  many: fc.boolean(),
})
type Made = typeof input extends fc.Arbitrary<infer T> ? T : never

async function inputOf(made: Made): Promise<AssembleInput> {
  const counter = counters[made.counter]
  const order: Region[] = ['history', 'recent']
  const few: Partial<Record<Region, number>> = { recent: made.many ? 60 : 4, persona: 1 }
  const seen: Partial<Record<Region, number>> = {}
  const possible = made.others.filter(({ region }) => (seen[region] = (seen[region] ?? 0) + 1) <= (few[region] ?? 60))
  const others = possible.map((one, i) => pieceOf(one.region, one.text, {
    id: `p${i}`, score: order.includes(one.region) ? null : one.score, label: one.label as 'open', pinned: one.pinned,
    ...(order.includes(one.region) ? { source: { kind: 'message', messageId: `p${i}`, conversationId: 'c1', role: one.answers ? 'assistant' : 'user', at: i } as const } : {}),
  }))
  const pieces = [core(), ...others, pieceOf('message', made.message, { id: 'message' })]
  return {
    ...usual, pieces: await countPieces(pieces, (texts) => counter.count(texts)), window: made.window, plan: budgetPlan.parse(made.plan), counter,
    notes: made.notes, order: made.order, destinationCeiling: made.ceiling,
  }
}

test('[X1] [X2] [X3] [X4] whatever is put in: never above the window less the reserve, core and message in, every piece told once, spans exact', async () => {
  await fc.assert(fc.asyncProperty(input, async (made) => {
    const ask = await inputOf(made)
    const result = await assemble(ask)
    if (!result.ok) throw new Error(result.error.message)
    const context = result.value
    const counted = await ask.counter.countChat(context.prompt)
    expect(counted).toBe(context.used)
    const total = Math.min(ask.window, made.plan.total ?? presetOf(made.plan.preset).total ?? ask.window)
    expect(counted).toBeLessThanOrEqual(total - context.reserve)
    expect(context.reserve).toBeGreaterThan(0)

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
    if (made.notes.place !== 'after') expect(context.prompt.at(-1)!.text.endsWith(byId.get('message')!.text)).toBe(true)
  }), { numRuns: 250 })
})

test('[X5] one memory more or less leaves every other region byte-identical', async () => {
  await fc.assert(fc.asyncProperty(input, text, fc.double({ min: 0, max: 1, noNaN: true }), async (made, added, score) => {
    const ask = await inputOf({ ...made, counter: 'plain', notes: fullNotes })
    const more = pieceOf('memories', added, { id: 'added', score, label: 'open' })
    const [without, withIt] = await Promise.all([assemble(ask), assemble({ ...ask, pieces: [...ask.pieces.slice(0, -1), more, ask.pieces.at(-1)!] })])
    if (!without.ok || !withIt.ok) throw new Error('not assembled')
    const others = (context: typeof without.value) => context.pieces.filter((record) => record.region !== 'memories').map(({ id, text: own, outcome }) => ({ id, text: own, outcome }))
    expect(others(withIt.value)).toEqual(others(without.value))
    expect(withIt.value.prompt.slice(0, -1)).toEqual(without.value.prompt.slice(0, -1))
  }), { numRuns: 150 })
})

test('[X1] [X3] [X38] [X39] [X44] under groups, pins, a waiting time and a trusted length: never above the limit, groups whole, the protected in', async () => {
  const soft = fc.record({ seconds: fc.option(fc.double({ min: 0.2, max: 20, noNaN: true })), trusted: fc.option(fc.integer({ min: 256, max: 8000 })), warm: fc.boolean(), groups: fc.array(fc.nat(12), { minLength: 60, maxLength: 60 }) })
  await fc.assert(fc.asyncProperty(input, soft, async (made, { seconds, trusted, warm, groups }) => {
    const plain = await inputOf({ ...made, others: made.others.map((one) => ({ ...one, label: 'open' })) })
    const free = await assemble(plain)
    if (!free.ok) throw new Error(free.error.message)
    // Groups of neighbours only: a call stands beside its result.
    const grouped = plain.pieces.map((piece, i) => {
      const group = groups[Math.floor(i / 2) % groups.length]!
      return piece.region !== 'core' && piece.region !== 'persona' && piece.region !== 'message' && group < 4 && plain.pieces[i - (i % 2)]!.region === plain.pieces[i - (i % 2) + 1]?.region ? { ...piece, group: `g${Math.floor(i / 2)}` } : piece
    })
    const ask = { ...plain, pieces: grouped, time: seconds === null ? null : { seconds, tokensPerSecond: 150 }, trustedTokens: trusted, previousPrompt: warm ? free.value.prompt : null }
    const result = await assemble(ask)
    if (!result.ok) throw new Error(result.error.message)
    const context = result.value
    expect(await ask.counter.countChat(context.prompt)).toBeLessThanOrEqual(context.window - context.reserve)
    expect(context.pieces.map((record) => record.id)).toEqual(ask.pieces.map((piece) => piece.id))
    const records = Map.groupBy(context.pieces, (record) => record.group)
    for (const [group, members] of records) if (group !== undefined) expect(new Set(members.map((record) => record.outcome === 'out')).size).toBe(1)
    const isSoft = (code: string | null) => code === 'over-time' || code === 'over-trust'
    const newest = context.pieces.filter((record) => record.region === 'recent').at(-1)
    for (const record of context.pieces) {
      if (!isSoft(record.code)) continue
      expect(['memories', 'documents', 'results', 'steering', 'history', 'recent', 'profile']).toContain(record.region)
      expect(record.id).not.toBe(newest?.id)
      if (record.group === undefined) expect(record.pinned).not.toBe(true)
    }
    expect(context.cutBy.includes('time') || context.cutBy.includes('trust')).toBe(context.pieces.some((record) => isSoft(record.code)))
  }), { numRuns: 150 })
})
