import { expect, test } from 'vitest'
import { rememberVectors } from '../../../src/main/engine/retrievedVectors.ts'
import type { IndexItem, SearchIndex } from '../../../src/main/storage/index/searchIndex.ts'

/** The part of an index that this is about: vectors by id, and how often it was asked for them. */
function plainIndex() {
  const stored = new Map<string, Float32Array>()
  const asked: string[][] = []
  let hold: Promise<void> = Promise.resolve()
  const index = {
    upsert: async (items: readonly IndexItem[]) => { for (const { id, vector } of items) if (vector !== null) stored.set(id, vector) },
    remove: async (ids: readonly string[]) => { for (const id of ids) stored.delete(id) },
    vectors: async (ids: readonly string[]) => {
      asked.push([...ids])
      const read = new Map(ids.flatMap((id) => { const vector = stored.get(id); return vector === undefined ? [] : [[id, vector] as const] }))
      await hold
      return read
    },
    close: async () => {},
  } as unknown as SearchIndex
  return { index, stored, asked, holdBack(until: Promise<void>) { hold = until } }
}
const item = (id: string, value: number): IndexItem => ({ id, kind: 'memory', text: id, around: '', at: 1, conversationId: null, hash: id, vector: Float32Array.of(value, 0) })

test('[E210] vectors that were asked for are asked for once, until their text changes or leaves', async () => {
  const { index, asked } = plainIndex()
  const kept = rememberVectors(index)
  await kept.index.upsert([item('a', 1), item('b', 2)])
  expect([...(await kept.index.vectors(['a', 'b'])).keys()]).toEqual(['a', 'b'])
  expect((await kept.index.vectors(['b', 'a'])).get('a')).toEqual(Float32Array.of(1, 0))
  expect(asked).toEqual([['a', 'b']])
  expect(kept.figures()).toMatchObject({ entries: 2, hits: 2, misses: 2 })
  await kept.index.upsert([item('a', 3)])
  expect((await kept.index.vectors(['a', 'b'])).get('a')).toEqual(Float32Array.of(3, 0))
  expect(asked.at(-1)).toEqual(['a'])
  await kept.index.remove(['b'])
  expect((await kept.index.vectors(['b'])).size).toBe(0)
  await kept.index.close()
  expect(kept.figures()).toMatchObject({ entries: 0, bytes: 0 })
})

test('[E210] what was on its way while a text changed is passed on and not kept', async () => {
  const { index, stored, holdBack } = plainIndex()
  const kept = rememberVectors(index)
  stored.set('a', Float32Array.of(1, 0))
  let release: () => void = () => {}
  holdBack(new Promise((resolve) => { release = resolve }))
  const reading = kept.index.vectors(['a'])
  await kept.index.upsert([item('a', 2)])
  release()
  expect((await reading).get('a')).toEqual(Float32Array.of(1, 0))
  holdBack(Promise.resolve())
  expect((await kept.index.vectors(['a'])).get('a')).toEqual(Float32Array.of(2, 0))
})
