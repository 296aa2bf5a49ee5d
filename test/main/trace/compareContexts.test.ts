import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareContexts } from '../../../src/main/context/compareContexts.ts'
import { contextDiff } from '../../../src/shared/versions.ts'
import { contextOf, recordOf } from './support.ts'

const message = (messageId: string, text: string, more: Parameters<typeof recordOf>[2] = {}) => recordOf('history', text, { source: { kind: 'message', messageId, conversationId: 'c', role: 'user', at: 1 }, ...more })

test('[Z40] one source is one piece, whatever its id and region', () => {
  const before = contextOf([recordOf('core', 'Rules', { source: { kind: 'rule', name: 'core' } }), message('m1', 'Hello', { region: 'message' })])
  const after = contextOf([recordOf('core', 'Rules', { source: { kind: 'rule', name: 'core' } }), message('m1', 'Hello'), message('m2', 'And now?')])
  const diff = compareContexts(before, after)
  expect(contextDiff.parse(diff)).toEqual(diff)
  expect(diff).toMatchObject({ same: 2, left: [], changed: [], moved: [], came: [{ region: 'history', text: 'And now?', reason: 'Fits the question' }], tokensBefore: before.used, tokensAfter: after.used })
  expect(diff.regions.find((one) => one.region === 'message')).toMatchObject({ before: 2, after: 0 })
})

test('[Z42] what left tells why the second context has it not', () => {
  const out = message('m1', 'Hello', { outcome: 'out', code: 'over-budget', reason: 'Left out: over the budget by 3 tokens' })
  const diff = compareContexts(contextOf([message('m1', 'Hello'), message('m2', 'Gone')]), contextOf([out]))
  expect(diff.left.map((piece) => piece.reason)).toEqual(['Left out: over the budget by 3 tokens', 'Was not among the candidates this time'])
})

test('[Z40] a text that was cut is changed, with both sizes', () => {
  const diff = compareContexts(contextOf([message('m1', 'A long text of many words')]), contextOf([message('m1', 'A long …', { outcome: 'shortened' })]))
  expect(diff.changed).toMatchObject([{ text: 'A long …', tokens: 2, tokensBefore: 7 }])
  expect(diff.same).toBe(0)
})

test('[Z40] a call and its result are told apart', () => {
  const tool = (text: string) => recordOf('results', text, { source: { kind: 'tool', name: 'search', callId: 'k', at: 1 } })
  expect(compareContexts(contextOf([tool('call'), tool('result')]), contextOf([tool('call'), tool('result')]))).toMatchObject({ same: 2, came: [], left: [], changed: [], moved: [] })
})

test('[Z41] one piece that jumped is the one that moved; what came between moves nobody', () => {
  const pieces = ['a', 'b', 'c', 'd', 'e'].map((id) => message(id, id))
  const jumped = [pieces[4]!, message('new', 'new'), ...pieces.slice(0, 4)]
  const diff = compareContexts(contextOf(pieces), contextOf(jumped))
  expect(diff.moved.map(({ text, from, to }) => ({ text, from, to }))).toEqual([{ text: 'e', from: 4, to: 0 }])
  expect(diff.same).toBe(4)
})

test('[Z41] the place is that of the prompt, not of the list', () => {
  const a = message('a', 'first'), b = message('b', 'second')
  const listed = contextOf([a, b])
  expect(compareContexts(listed, { ...listed, pieces: [b, a] }).moved).toEqual([])
})

test('[Z40] long texts are shown by their beginning, no letter cut', () => {
  const [came] = compareContexts(contextOf([]), contextOf([message('m', '👩‍👩‍👧'.repeat(100))])).came
  expect(came!.text.replaceAll('👩‍👩‍👧', '')).toBe('…')
})

test('[Z40] [Z42] adds up for any two contexts, and thousands of pieces', () => {
  const side = fc.uniqueArray(fc.nat(30), { maxLength: 30 })
  fc.assert(fc.property(side, side, (first, second) => {
    const diff = compareContexts(contextOf(first.map((id) => message(`m${id}`, `text ${id}`))), contextOf(second.map((id) => message(`m${id}`, `text ${id % 7}`))))
    const touched = new Set([...diff.changed, ...diff.moved].map((piece) => piece.pieceId))
    expect(diff.came.length + touched.size + diff.same).toBe(second.length)
    expect(diff.left.length + touched.size + diff.same).toBe(first.length)
  }))
  const many = Array.from({ length: 20_000 }, (_, at) => message(`m${at}`, `t${at}`))
  expect(compareContexts(contextOf(many), contextOf([...many].reverse())).moved).toHaveLength(19_999)
})
