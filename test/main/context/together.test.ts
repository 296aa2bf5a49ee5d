import { expect, test } from 'vitest'
import { assemble, type AssembleInput } from '../../../src/main/context/assemble.ts'
import type { Context, Piece } from '../../../src/shared/piece.ts'
import { core, pieceOf, plainCounter, planOf, talkOf, usual } from './support.ts'

async function made(pieces: readonly Piece[], more: Partial<AssembleInput> = {}): Promise<Context> {
  const result = await assemble({ ...usual, pieces, ...more })
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}
const question = (text = 'What is my sister called?') => pieceOf('message', text, { id: 'message' })
const outcomes = (context: Context) => Object.fromEntries(context.pieces.map((record) => [record.id, record.outcome]))
const words = (count: number) => 'word '.repeat(count).trim()

test('[X38] what the person pinned goes in before all others of its region', async () => {
  const notes = [1, 2, 3].map((i) => pieceOf('memories', words(350), { id: `n${i}`, score: i / 10, ...(i === 1 ? { pinned: true } : {}) }))
  const context = await made([core(), ...notes, question()], { plan: planOf({ memories: { share: 100 } }) })
  expect(outcomes(context)).toMatchObject({ n1: 'in', n2: 'out', n3: 'in' })
  expect(context.pieces[1]!.reason).toBe('Pinned by you (10 %)')
  const few = await made([core(), ...notes, question()], { notes: { place: 'before', limit: 1, plain: true } })
  expect(outcomes(few)).toMatchObject({ n1: 'shortened', n2: 'out', n3: 'shortened' })
})

test('[X38] a pinned exchange stays when those around it leave', async () => {
  const talk = talkOf('history', 30, 80).map((piece) => (piece.id === 't9' ? { ...piece, pinned: true } : piece))
  const context = await made([core(), ...talk, ...talkOf('recent', 1, 10, 60), question()], { window: 2048 })
  expect(outcomes(context)).toMatchObject({ t0: 'out', t7: 'out', t8: 'in', t9: 'in', t10: 'out', t60: 'in' })
  expect(context.prompt[1]!.role).toBe('user')
})

test('[X39] a tool call and its result go in together or stay out together', async () => {
  const tool = (id: string, group: string, length: number, score: number) => pieceOf('results', words(length), { id, group, score, source: { kind: 'tool', name: 'read', callId: group, at: 0 } })
  const pieces = [core(), tool('a1', 'a', 10, 0.9), tool('a2', 'a', 600, 0.1), tool('b1', 'b', 10, 0.8), tool('b2', 'b', 600, 0.8), question()]
  const whole = await made(pieces, { plan: planOf({ results: { share: 100, compressible: false } }) })
  expect(outcomes(whole)).toMatchObject({ a1: 'in', a2: 'in', b1: 'out', b2: 'out' })
  const cut = await made(pieces, { plan: planOf({ results: { share: 100 } }) })
  expect(outcomes(cut)).toMatchObject({ a1: 'in', a2: 'shortened', b1: 'in', b2: 'shortened' })
})

test('[X39] earlier turns are never parted inside a group, and a label keeps the whole group at home', async () => {
  const talk = talkOf('history', 12, 60).map((piece, i) => (i >= 7 && i <= 14 ? { ...piece, group: 'g' } : piece))
  for (let window = 700; window < 2400; window += 50) {
    const context = await made([core(), ...talk, question()], { window })
    expect(new Set(context.pieces.filter((record) => record.group === 'g').map((record) => record.outcome)).size).toBe(1)
  }
  const mixed = [pieceOf('results', 'call', { id: 'call', group: 'g' }), pieceOf('results', 'secret', { id: 'result', group: 'g', label: 'local' })]
  const sent = await made([core(), ...mixed, question()], { destinationCeiling: 'open' })
  expect(sent.pieces.filter((record) => record.group === 'g').map(({ outcome, code }) => [outcome, code])).toEqual([['out', 'label'], ['out', 'label']])
})

test('[X40] priorities of the plan decide who is served, and floors come before shares', async () => {
  const pieces = [core(), pieceOf('documents', words(900), { id: 'page', score: 0.5 }), pieceOf('memories', words(60), { id: 'note' }), question()]
  const usualPlan = await made(pieces, { window: 700 })
  expect(usualPlan.pieces.find((record) => record.id === 'note')!.outcome).toBe('in')
  const first = await made(pieces, { window: 700, plan: planOf({ documents: { share: 900, priority: 1 }, memories: { floor: 0 } }) })
  expect(outcomes(first)).toMatchObject({ page: 'shortened', note: 'out' })
  const floor = await made(pieces, { window: 700, plan: planOf({ documents: { share: 900, priority: 1 }, memories: { share: 20, floor: 90 } }) })
  expect(outcomes(floor)).toMatchObject({ page: 'shortened', note: 'in' })
  expect(floor.regions.find((use) => use.region === 'memories')).toMatchObject({ floor: 90, priority: 3 })
})

test('[X40] what may not be compressed is whole or out', async () => {
  const pieces = [core(), pieceOf('documents', words(900), { id: 'page', score: 0.9 }), pieceOf('documents', words(50), { id: 'slip', score: 0.2 }), pieceOf('memories', words(900), { id: 'note' }), question()]
  const context = await made(pieces, { window: 1024, plan: planOf({ documents: { compressible: false }, memories: { compressible: false } }) })
  expect(outcomes(context)).toMatchObject({ page: 'out', slip: 'in', note: 'out' })
  expect(outcomes(await made(pieces, { window: 1024 }))).toMatchObject({ page: 'shortened', slip: 'in', note: 'shortened' })
})

test('[X41] what was shortened keeps its text from before, unless that is very long', async () => {
  const page = pieceOf('documents', `${words(3000)}.`, { id: 'page' })
  const context = await made([core(), page, question()], { window: 1024 })
  expect(context.pieces[1]!.original).toBe(page.text)
  expect((await made([core(), page, question()])).pieces[1]!.original).toBeUndefined()
  const long = await made([core(), question(words(30_000))], { window: 1024 })
  expect(long.pieces[1]).toMatchObject({ outcome: 'shortened', wantedTokens: 30_000 })
  expect(long.pieces[1]!.original).toBeUndefined()
})

test('[X42] a document of ten megabytes is cut with a few counts, wherever its code begins and ends', async () => {
  let counted = 0
  const counter = { ...plainCounter, count: (texts: string[]) => { counted += texts.join('').length; return plainCounter.count(texts) } }
  for (const line of ['A line of a very long file. \n', '```\ncode();\n```\n']) {
    const text = line.repeat(10_000_000 / line.length)
    counted = 0
    const context = await made([core(), pieceOf('documents', 'x', { id: 'file', text, tokens: 2_900_000 }), question()], { counter, window: 8192 })
    expect(context.pieces[1]!.outcome).toBe('shortened')
    expect(context.used).toBeLessThanOrEqual(8192 - 1024)
    expect(counted).toBeLessThan(2_000_000)
  }
})

test('[X43] a tighter limit, given because a provider refused more, holds as well', async () => {
  const pieces = [core(), ...talkOf('history', 40, 60), pieceOf('memories', words(300), { id: 'note' }), question()]
  const usually = await made(pieces)
  const tighter = await made(pieces, { limitTokens: 900 })
  expect(usually.used).toBeGreaterThan(900)
  expect(tighter.used).toBeLessThanOrEqual(900)
  expect(tighter.reserve).toBe(usually.reserve)
})
