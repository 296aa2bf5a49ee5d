import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openEmbedder } from '../../../../src/main/models/embedder/openEmbedder.ts'
import type { ModelProcess } from '../../../../src/main/models/process/modelProcessClient.ts'
import { startEmbedder } from '../../../support/modelProcesses.ts'

const reference = JSON.parse(readFileSync(join(import.meta.dirname, '../../../fixtures/embeddings/reference.json'), 'utf8')) as Array<{ text: string; vector: number[] }>
const { embedder, process: child } = startEmbedder()
afterAll(() => child.close())

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)

test('[M1] the quantised embedder stays close to full precision: a cosine of 0.99 in the mean, none below 0.97', async () => {
  const vectors = await embedder.embed(reference.map((one) => one.text))
  const cosines = vectors.map((vector, at) => dot(vector, reference[at]!.vector))
  expect(cosines.reduce((sum, one) => sum + one, 0) / cosines.length).toBeGreaterThan(0.99)
  expect(Math.min(...cosines)).toBeGreaterThan(0.97)
})

test('[M2] a text has one vector: alone, in any company, again, and from another process', async () => {
  const texts = reference.map((one) => one.text)
  const together = await embedder.embed(texts)
  const other = startEmbedder()
  try {
    for (const at of [0, 3, 16]) expect((await other.embedder.embed([texts[at]!]))[0]).toEqual(together[at])
    expect(await other.embedder.embed([...texts].reverse())).toEqual([...together].reverse())
  } finally {
    await other.process.close()
  }
})

test('[M3] every vector has 384 dimensions and unit length, also of blank, endless and odd text', async () => {
  const odd = ['', '   \n\t', '\u0000', '\uD800 alone', '🙂', 'مرحبا بالعالم', 'word '.repeat(2_000_000), 'x'.repeat(3_000_000)]
  const vectors = await embedder.embed(odd)
  for (const vector of vectors) {
    expect(vector).toHaveLength(embedder.dimensions)
    expect(Math.abs(Math.hypot(...vector) - 1)).toBeLessThan(1e-5)
  }
  expect(vectors[0]).toEqual(vectors[1])
})

test('[M4] what lies behind the first 256 word pieces does not count', async () => {
  const start = 'the garden needs water '.repeat(70)
  const [one, two] = await embedder.embed([`${start} and the cat sleeps`, `${start} and nobody knows why the bank is closed`])
  expect(one).toEqual(two)
})

test('[M5] close meanings are close, and hundreds of texts keep their order', async () => {
  const many = Array.from({ length: 150 }, (_, at) => `note number ${at}`)
  const vectors = await embedder.embed(many)
  const [again] = await embedder.embed(['note number 149'])
  expect(vectors[149]).toEqual(again)
  const [question, near, far] = await embedder.embed(['Where does my sister live?', 'My sister Anna moved to Lisbon.', 'The build fails after the upgrade.'])
  expect(dot(question!, near!)).toBeGreaterThan(dot(question!, far!) + 0.2)
})

test('[M6] the process dies in the middle of a batch and nobody notices; the same message is embedded once', async () => {
  const { embedder: mine, process: mortal } = startEmbedder()
  try {
    await mine.embed(['warm'])
    const work = mine.embed(Array.from({ length: 300 }, (_, at) => `a longer note, number ${at}, about the weather in the hills`))
    process.kill(mortal.pid!, 'SIGKILL')
    expect(await work).toHaveLength(300)
    expect(mortal.incarnation).toBe(2)

    let calls = 0
    const counted: ModelProcess = { get incarnation() { return mortal.incarnation }, get pid() { return mortal.pid }, close: () => mortal.close(), call: (...args) => { calls++; return mortal.call(...args) } }
    const cached = openEmbedder({ process: counted, folder: join(import.meta.dirname, '../../../../resources/models/all-MiniLM-L6-v2') })
    await Promise.all([cached.embed(['the same message']), cached.embed(['the same message'])])
    await cached.embed(['the same message'])
    expect(calls).toBe(1)
  } finally {
    await mortal.close()
  }
})

test('[M7] without its files the embedder rejects with a sentence, and the next text tries again', async () => {
  const { process: empty } = startEmbedder()
  try {
    const nowhere = openEmbedder({ process: empty, folder: join(import.meta.dirname, 'absent') })
    await expect(nowhere.embed(['a'])).rejects.toMatchObject({ failure: { kind: 'model-failed' } })
    await expect(nowhere.embed(['a'])).rejects.toMatchObject({ failure: { kind: 'model-failed' } })
  } finally {
    await empty.close()
  }
})
