import { expect, test } from 'vitest'
import { assemble, type AssembleInput } from '../../../src/main/context/assemble.ts'
import type { Context, Piece } from '../../../src/shared/piece.ts'
import { core, pieceOf, planOf, talkOf, usual } from './support.ts'

async function made(pieces: readonly Piece[], more: Partial<AssembleInput> = {}): Promise<Context> {
  const result = await assemble({ ...usual, pieces, ...more })
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}
const question = (text = 'What is my sister called?', id = 'message') => pieceOf('message', text, { id })
const ids = (context: Context, code: string) => context.pieces.filter((record) => record.code === code).map((record) => record.id)
const words = (count: number) => 'word '.repeat(count).trim()
const notes = [1, 2, 3, 4].map((i) => pieceOf('memories', words(60), { id: `n${i}`, score: i / 10 }))
const slow = (seconds: number) => ({ time: { seconds, tokensPerSecond: 100 } })

test('[X44] what cannot be read in the time set stays out: the least fitting notes first, with the seconds it would take', async () => {
  const pieces = [core(), ...notes, question()]
  const free = await made(pieces)
  expect(free.time).toBeNull()
  expect(free.cutBy).toEqual([])
  const context = await made(pieces, slow(3))
  expect(ids(context, 'over-time')).toEqual(['n1', 'n2'])
  expect(context.pieces[1]!.reason).toMatch(/^Left out: reading it would take \d(\.\d)? s more than the 3 s set for a first token$/)
  expect(context.time).toEqual({ seconds: 3, tokensPerSecond: 100, tokens: 300, evaluated: context.used })
  expect(context.time!.evaluated).toBeLessThanOrEqual(300)
  expect(context.cutBy).toEqual(['time'])
})

test('[X44] rules, persona, message, the newest exchange and what is pinned stay however long they take', async () => {
  const pieces = [core(), pieceOf('persona', 'Be kind.', { id: 'persona' }), ...talkOf('history', 5, 30), ...talkOf('recent', 2, 60, 10),
    { ...notes[0]!, pinned: true }, notes[1]!, pieceOf('steering', 'Answer in one line.', { id: 'steer' }), question(words(80))]
  const context = await made(pieces, slow(0.5))
  expect(context.pieces.filter((record) => record.outcome === 'in').map((record) => record.id)).toEqual(['core', 'persona', 't12', 't13', 'n1', 'message'])
  expect(context.pieces.some((record) => record.outcome === 'shortened')).toBe(false)
  expect(context.time!.evaluated).toBeGreaterThan(context.time!.tokens)
})

test('[X44] a long document is cut to what can be read in time rather than left out', async () => {
  const page = pieceOf('documents', `${words(900)}.`, { id: 'page', score: 0.4 })
  const context = await made([core(), page, question()], slow(4))
  expect(context.pieces[1]).toMatchObject({ outcome: 'shortened', code: 'over-time', wantedTokens: 901, original: page.text })
  expect(context.pieces[1]!.reason).toMatch(/^Shortened: \d+ tokens of 901, the rest is more than can be read in 4 s$/)
  expect(context.used).toBeLessThanOrEqual(400)
  expect(context.used).toBeGreaterThan(300)
  expect(context.cutBy).toEqual(['time'])
  expect((await made([core(), page, question()], { ...slow(4), plan: planOf({ documents: { compressible: false } }) })).pieces[1]!.outcome).toBe('out')
})

test('[X45] on a cold front earlier turns leave before notes, oldest first and as whole exchanges', async () => {
  const pieces = [core(), ...talkOf('history', 10, 30), ...talkOf('recent', 1, 10, 20), notes[3]!, question()]
  const context = await made(pieces, slow(5))
  const gone = ids(context, 'over-time')
  expect(gone.length).toBeGreaterThan(2)
  expect(gone).toEqual(Array.from({ length: gone.length }, (_, i) => `t${i}`))
  expect(gone.length % 2).toBe(0)
  expect(context.time!.evaluated).toBeLessThanOrEqual(500)
  // Who ranks earlier turns above notes keeps them instead.
  const { used } = await made(pieces)
  const other = await made(pieces, { ...slow((used - 40) / 100), plan: planOf({ history: { priority: 2 } }) })
  expect(ids(other, 'over-time')).toEqual(['n4'])
})

test('[X45] a warm front is kept whole: what is read already costs no time, and taking it out would', async () => {
  const talk = [...talkOf('history', 20, 30), ...talkOf('recent', 1, 10, 40)]
  const first = await made([core(), ...talk, question('One?', 'm1')])
  const grown = [...talk, { ...question('One?', 'm1'), region: 'recent' as const }, pieceOf('recent', 'An answer.', { id: 'a1', source: { kind: 'message', messageId: 'a1', conversationId: 'c1', role: 'assistant', at: 1 } })]
  const pieces = [core(), ...grown, ...notes, question('Two?', 'm2')]
  const warm = await made(pieces, { ...slow(1.2), previousPrompt: first.prompt })
  expect(ids(warm, 'over-time')).toEqual(['n1', 'n2', 'n3'])
  expect(warm.keptPrefix).toBeGreaterThan(600)
  expect(warm.pieces.filter((record) => record.region === 'history').every((record) => record.outcome === 'in')).toBe(true)
  const trusted = await made(pieces, { trustedTokens: 400, previousPrompt: first.prompt })
  expect(ids(trusted, 'over-trust')).toEqual(['n1', 'n2', 'n3', 'n4'])
})

test('[X45] after a cold cut the next turn begins its talk where this one did', async () => {
  const talk = [...talkOf('history', 20, 30), ...talkOf('recent', 1, 10, 40)]
  const first = await made([core(), ...talk, question('One?', 'm1')], slow(4))
  const begin = first.prompt[1]!.spans[0]!.pieceId
  expect(begin).not.toBe('t0')
  const grown = [...talk, { ...question('One?', 'm1'), region: 'recent' as const }, pieceOf('recent', 'An answer.', { id: 'a1', source: { kind: 'message', messageId: 'a1', conversationId: 'c1', role: 'assistant', at: 1 } })]
  const second = await made([core(), ...grown, question('Two?', 'm2')], { ...slow(4), previousPrompt: first.prompt })
  expect(second.prompt[1]!.spans[0]!.pieceId).toBe(begin)
  expect(second.time!.evaluated).toBeLessThan(100)
})

test('[X46] a prompt keeps to the length that the model uses well, and frees room for the next turns', async () => {
  const pieces = [core(), ...talkOf('history', 40, 30), ...talkOf('recent', 1, 10, 80), notes[3]!, question()]
  const context = await made(pieces, { trustedTokens: 1000 })
  expect(context.used).toBeLessThanOrEqual(1000)
  expect(context.used).toBeGreaterThan(600)
  expect(context.trusted).toBe(1000)
  expect(context.cutBy).toEqual(['trust'])
  expect(context.pieces.find((record) => record.id === 't0')!.reason).toMatch(/^Left out: with it the prompt is [\d,]+ tokens over the 1,000 that this model uses well$/)
  expect(context.pieces.find((record) => record.id === 'n4')!.outcome).toBe('in')
})

test('[X46] each budget that made something leave is named', async () => {
  const pieces = [core(), ...talkOf('history', 40, 30), pieceOf('memories', words(4000), { id: 'long', score: 0.5 }), ...notes, question()]
  expect((await made(pieces, { ...slow(2), trustedTokens: 4000, window: 2048 })).cutBy).toEqual(['window', 'time'])
})
