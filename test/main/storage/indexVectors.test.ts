import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byteCodeOf, productWithCode } from '../../../src/main/storage/index/byteCode.ts'
import { createBitScan } from '../../../src/main/storage/index/bitScan.ts'
import { eraseRemoved, openIndexFile } from '../../../src/main/storage/index/indexFile.ts'
import { createIndexStore } from '../../../src/main/storage/index/indexStore.ts'
import { createPackedVectors } from '../../../src/main/storage/index/packedVectors.ts'
import type { IndexedKind, IndexItem, SearchOptions } from '../../../src/main/storage/index/searchIndex.ts'
import { fitOf, fitTable, rowBytes, signBitsOf } from '../../../src/main/storage/index/signBits.ts'
import { afterwards, someTime, tempFolder } from './support.ts'

function openHere(dimensions: number, folder = tempFolder()) {
  const { db } = openIndexFile(join(folder, 'index.db'), 'model:a', dimensions)
  const store = createIndexStore({ db, hasVectors: true, rebuilt: null, endedUncleanly: false }, dimensions)
  let open = true
  const close = () => { if (open) store.close(); open = false }
  afterwards(close)
  return { ...store, close, db }
}

function item(id: string, vector: Float32Array, patch: Partial<IndexItem> = {}): IndexItem {
  return { id, kind: 'message', text: id, around: '', at: someTime, conversationId: 'c', hash: id, vector, ...patch }
}

const ids = (hits: readonly { id: string }[]) => hits.map((hit) => hit.id)

/** Numbers between -1 and 1 that are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2_147_483_648 - 1
  }
}

function unit(values: Float32Array): Float32Array {
  const length = Math.hypot(...values) || 1
  return values.map((value) => value / length)
}

/** Vectors in groups around a few directions, as texts on a few topics are. */
function grouped(count: number, dimensions: number, seed: number): Float32Array[] {
  const next = seeded(seed)
  const random = () => Float32Array.from({ length: dimensions }, next)
  const topics = Array.from({ length: 20 }, random)
  return Array.from({ length: count }, (_, at) => { const own = random(); return unit(own.map((value, d) => value + 0.8 * topics[at % 20]![d]!)) })
}

const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, at) => sum + value * b[at]!, 0) / (Math.hypot(...a) * Math.hypot(...b) || 1)

test('[S106] bits are counted the same as one by one, for every width', () => {
  const next = seeded(3)
  for (const blocks of [1, 2, 3, 6, 8, 31]) {
    const width = blocks * 16
    const { memory, scan } = createBitScan(blocks)
    memory.grow(1)
    const bytes = new Uint8Array(memory.buffer)
    for (let at = 0; at < width; at++) bytes[at] = (next() + 1) * 128
    for (let at = 65_536; at < bytes.length; at++) bytes[at] = (next() + 1) * 128
    const rows = Math.floor(65_536 / width)
    scan(65_536, 65_536 + rows * width, 4096)
    const slow = Array.from({ length: rows }, (_, row) => {
      let differ = 0
      for (let at = 0; at < width; at++) for (let both = bytes[at]! ^ bytes[65_536 + row * width + at]!; both > 0; both &= both - 1) differ++
      return differ
    })
    expect([...new Uint16Array(memory.buffer, 4096, rows)]).toEqual(slow)
  }
  expect(() => createBitScan(32)).toThrow()
})

test('[S106] a row of bits fits a vector by the sum of its values, each with the sign of its bit', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 1, maxLength: 40 }), fc.integer(), (values, seed) => {
    const vector = Float32Array.from(values)
    const other = Float32Array.from(values, seeded(seed))
    const sum = values.reduce((total, value, at) => total + (other[at]! > 0 ? value : -value), 0)
    expect(fitOf(fitTable(vector), signBitsOf(other), 0, Math.ceil(values.length / 8))).toBe(sum)
  }))
})

test('[S106] a code of bytes gives a product of vectors to a hundredth', () => {
  const [a, b] = grouped(2, 384, 5)
  expect(productWithCode(a!, byteCodeOf(b!))).toBeCloseTo(cosine(a!, b!), 2)
  expect(productWithCode(a!, byteCodeOf(new Float32Array(384)))).toBe(0)
})

test('[S106] the nearest by their full vectors come back, as in a search through all of them', () => {
  const dimensions = 384
  const vectors = grouped(3_000, dimensions, 1)
  const store = openHere(dimensions)
  store.upsert(vectors.map((vector, at) => item(`m${String(at).padStart(5, '0')}`, vector)))
  let same = 0
  // Questions lie near some text, as a person's do.
  const asked = grouped(20, dimensions, 2).map((own, at) => unit(own.map((value, d) => value + vectors[at * 31]![d]!)))
  for (const question of asked) {
    const all = vectors.map((vector, at) => ({ id: `m${String(at).padStart(5, '0')}`, cosine: cosine(vector, question) })).sort((a, b) => b.cosine - a.cosine)
    const found = store.meaning(question, { kinds: ['message'], limit: 10 })
    expect(found.map((hit) => hit.cosine)).toEqual(found.map((hit) => expect.closeTo(cosine(vectors[Number(hit.id.slice(1))]!, question), 5)))
    same += ids(found).filter((id) => ids(all.slice(0, 10)).includes(id)).length
  }
  expect(same / (10 * asked.length)).toBeGreaterThanOrEqual(0.99)
})

test('[S106] among few texts nothing is missed, whatever was added, changed and removed before, with every filter', () => {
  const dimensions = 12
  const value = fc.integer({ min: -4, max: 4 })
  const vector = fc.array(value, { minLength: dimensions, maxLength: dimensions }).filter((values) => values.some((one) => one !== 0)).map((values) => unit(Float32Array.from(values)))
  const kind = fc.constantFrom<IndexedKind>('memory', 'message', 'session')
  const action = fc.record({ id: fc.integer({ min: 0, max: 15 }), gone: fc.boolean(), kind, vector, conversationId: fc.constantFrom('c', 'd'), at: fc.integer({ min: 0, max: 9 }) })
  const search = fc.record({ kinds: fc.constantFrom<IndexedKind[]>(['memory'], ['message'], ['session', 'message', 'memory']), limit: fc.integer({ min: 1, max: 20 }), notConversationId: fc.option(fc.constantFrom('c', 'd', 'e'), { nil: undefined }), from: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }), until: fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined }) })
  fc.assert(fc.property(fc.array(action, { minLength: 1, maxLength: 30 }), vector, search, fc.boolean(), (actions, question, asked, again) => {
    const folder = tempFolder()
    let store = openHere(dimensions, folder)
    const held = new Map<string, IndexItem>()
    for (const { id, gone, ...patch } of actions) {
      const name = `m${String(id).padStart(2, '0')}`
      if (gone) { store.remove([name]); held.delete(name); continue }
      held.set(name, item(name, patch.vector, { ...patch, text: `${name} ${patch.at}`, until: patch.at + 1 }))
      store.upsert([held.get(name)!])
    }
    if (again) { store.close(); store = openHere(dimensions, folder) }
    const options = Object.fromEntries(Object.entries(asked).filter(([, one]) => one !== undefined)) as unknown as SearchOptions
    const all = [...held.values()].filter((one) => asked.kinds.includes(one.kind) && (one.kind === 'memory' || one.conversationId !== asked.notConversationId)
      && one.at < (asked.until ?? 99) && one.until! >= (asked.from ?? 0)).map((one) => cosine(one.vector!, question)).sort((a, b) => b - a).slice(0, asked.limit)
    expect(store.meaning(question, options).map((hit) => hit.cosine)).toEqual(all.map((one) => expect.closeTo(one, 5)))
    store.close()
  }), { numRuns: 40 })
})

test('[S107] what is taken out of the packed bits is overwritten at once', () => {
  const packed = createPackedVectors(128)
  const marks = [0xa7, 0x5d, 0xe1].map((mark) => new Uint8Array(rowBytes(128)).fill(mark))
  const everywhere = (vector: Float32Array) => packed.nearest(vector, 10, null)
  const vectorOf = (bits: Uint8Array) => Float32Array.from({ length: 128 }, (_, at) => (bits[at >> 3]! >> (at & 7) & 1) === 1 ? 1 : -1)
  marks.forEach((bits, at) => packed.put(at + 1, bits))
  const holds = (bits: Uint8Array) => Buffer.from(packed.bytes()).includes(Buffer.from(bits))
  expect(marks.map(holds)).toEqual([true, true, true])
  packed.remove(1)
  expect(marks.map(holds)).toEqual([false, true, true])
  packed.put(3, marks[0]!)
  expect(marks.map(holds)).toEqual([true, true, false])
  packed.remove(2)
  packed.remove(3)
  packed.remove(9)
  expect(marks.map(holds)).toEqual([false, false, false])
  expect(everywhere(vectorOf(marks[0]!)).numbers).toEqual(new Int32Array(0))
  expect(packed.size()).toBe(0)
})

test('[S107] a vector that is removed or replaced leaves neither its numbers, whole or coarse, nor its signs in the file', () => {
  const folder = tempFolder()
  const [vector, other] = grouped(2, 384, 9)
  const store = openHere(384, folder)
  const inFile = () => {
    const bytes = Buffer.concat(['index.db', 'index.db-wal'].map((name) => readFileSync(join(folder, name))))
    // A vector may lie across pages: any stretch of it counts.
    const stretches = Array.from({ length: 48 }, (_, at) => Buffer.from(vector!.buffer, at * 32, 32))
    return [stretches.some((stretch) => bytes.includes(stretch)), bytes.includes(byteCodeOf(vector!)), bytes.includes(Buffer.from(signBitsOf(vector!)))]
  }
  store.upsert([item('secret', vector!), item('stay', other!)])
  expect(inFile()).toEqual([true, true, true])
  store.remove(['secret'])
  expect(inFile()).toEqual([false, false, false])
  store.upsert([item('cut', vector!, { text: 'a Quillfeather here' })])
  expect(inFile()).toEqual([true, true, true])
  store.upsert([item('cut', other!, { text: 'a here' })])
  expect(inFile()).toEqual([false, false, false])
})

test('[S106] a file that was written anew after removals finds the same', () => {
  const vectors = grouped(200, 32, 4)
  const store = openHere(32)
  store.upsert(vectors.map((vector, at) => item(`m${String(at).padStart(3, '0')}`, vector)))
  store.remove(Array.from({ length: 60 }, (_, at) => `m${String(at * 2 + 1).padStart(3, '0')}`).concat(Array.from({ length: 24 }, (_, at) => `m${String(at + 128)}`)))
  const found = () => [store.meaning(vectors[4]!, { kinds: ['message'], limit: 50 }), store.words('m004 m160', { kinds: ['message'], limit: 5 }), store.lacking(0, 9)]
  const before = found()
  eraseRemoved(store.db)
  expect(found()).toEqual(before)
  store.upsert([item('new', vectors[4]!)])
  expect(ids(store.meaning(vectors[4]!, { kinds: ['message'], limit: 2 }))).toEqual(['m004', 'new'])
})

test('[S106] a vector of other dimensions finds nothing, and ten thousand equal ones stand in the order of their ids', () => {
  const store = openHere(16)
  const vector = unit(new Float32Array(16).fill(1))
  store.upsert(Array.from({ length: 10_000 }, (_, at) => item(`m${String(at).padStart(5, '0')}`, vector)))
  expect(store.meaning(new Float32Array(8).fill(1), { kinds: ['message'], limit: 3 })).toEqual([])
  expect(ids(store.meaning(vector, { kinds: ['message'], limit: 3 }))).toEqual(['m00000', 'm00001', 'm00002'])
})
