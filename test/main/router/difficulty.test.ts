import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crossValidate, foldsByChance, foldsBySubject } from '../../../src/main/bench/train/difficulty/crossValidate.ts'
import { chatLevels } from '../../../src/main/bench/train/difficulty/chatLevels.ts'
import { aucOf, callsFor, gapClosed } from '../../../src/main/bench/train/difficulty/routeScores.ts'
import { trainHead, type Exam } from '../../../src/main/bench/train/difficulty/trainHead.ts'
import { createRandom } from '../../../src/main/bench/train/random.ts'
import { countFeatures, countNames } from '../../../src/main/router/difficulty/countFeatures.ts'
import { readDifficultyHead, type DifficultyHead } from '../../../src/main/router/difficulty/difficultyHead.ts'
import { packHead, unpackHead } from '../../../src/main/router/difficulty/headFile.ts'
import { startEmbedder } from '../../support/modelProcesses.ts'
import { orderedPairs } from './orderedPairs.ts'

const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, '../../../resources/difficulty.bin')))
const { embedder, process } = startEmbedder()
let head: DifficultyHead

beforeAll(() => {
  head = readDifficultyHead(bytes, embedder.modelId)!
  expect(head).not.toBeNull()
})
afterAll(() => process.close())

const levels = async (texts: readonly string[]) => {
  const vectors = await embedder.embed(texts)
  return texts.map((text, at) => head.difficultyOf(text, vectors[at]!))
}

test('[O34] the head that comes with Casement is at most a megabyte, and another one is not taken for it', () => {
  expect(bytes.length).toBeLessThanOrEqual(1_000_000)
  expect(readDifficultyHead(bytes, 'local:another')).toBeNull()
  expect(readDifficultyHead(bytes.slice(0, -4), embedder.modelId)).toBeNull()
  expect(readDifficultyHead(new Uint8Array(0), embedder.modelId)).toBeNull()
  expect(readDifficultyHead(new TextEncoder().encode('CSDIFF1\n{}'), embedder.modelId)).toBeNull()
  const random = createRandom(4)
  for (let turn = 0; turn < 20; turn++) {
    const damaged = bytes.slice()
    damaged[random.below(damaged.length - 400) + 400]! ^= 1 << random.below(8)
    expect(readDifficultyHead(damaged, embedder.modelId)).toBeNull()
  }
  const parts = unpackHead(bytes)!
  const { talk: _, ...without } = parts.sections
  expect(readDifficultyHead(packHead({ ...parts, sections: without }), embedder.modelId)).toBeNull()
})

test('[O35] any text has a difficulty from 0 to 1, the same every time', async () => {
  const texts = ['', ' ', '😀', 'a'.repeat(1_000_000), '9'.repeat(1_000_000), '('.repeat(1_000_000), `A. ${'x\nB. '.repeat(2000)}`, '\u0000\ud800', 'word '.repeat(200_000)]
  const vector = (await embedder.embed(['A text.']))[0]!
  for (const text of texts) {
    const level = head.difficultyOf(text, vector)
    expect(level).toBeGreaterThanOrEqual(0)
    expect(level).toBeLessThanOrEqual(1)
    expect(head.difficultyOf(text, vector)).toBe(level)
    expect([...countFeatures(text)].every(Number.isFinite)).toBe(true)
  }
  expect(() => head.difficultyOf('A text.', new Float32Array(3))).toThrow('A vector of')
  expect(countFeatures('What is 3 % of 40?\nA. 1\nB. 1.2\nC. none of these\nD. 12')[countNames.indexOf('hasOptions')]).toBe(1)
})

test('[O36] in pairs where one message is plainly easier, it is called easier: at least 58 of 60', async () => {
  expect(orderedPairs).toHaveLength(60)
  const trained = new Set(chatLevels.flatMap(({ texts }) => texts))
  expect(orderedPairs.flat().filter((text) => trained.has(text))).toEqual([])
  const [easier, harder] = [await levels(orderedPairs.map(([easy]) => easy)), await levels(orderedPairs.map(([, hard]) => hard))]
  const wrong = orderedPairs.filter((_, at) => easier[at]! >= harder[at]!)
  expect(wrong.length, JSON.stringify(wrong)).toBeLessThanOrEqual(2)
})

test('[O37] small talk stays easy, and work for a specialist is hard', async () => {
  const talk = await levels(['Hey, how is it going?', 'thanks a lot!', 'Good night, sleep well', 'haha nice', 'Danke schön!', 'I am so happy today'])
  const work = await levels(['Write an optimising compiler for a functional language.', 'Prove the central limit theorem.', 'Design a fault-tolerant database and argue why it never loses a write.', 'Implement a garbage collector in C and analyse its pauses.'])
  expect(Math.max(...talk), String(talk)).toBeLessThan(0.25)
  expect(Math.min(...work), String(work)).toBeGreaterThan(0.6)
})

test('[O38] training is repeatable, and a prompt is never measured by a head that was trained on it', async () => {
  const random = createRandom(9)
  // Failure is drawn by chance, so whoever has not seen a prompt can know nothing of it.
  const exams: Exam[] = Array.from({ length: 240 }, (_, at) => ({ text: `Question ${at} about thing ${random.below(40)}?\nA. one ${at}\nB. two`, vector: unitVector(random), failed: random.chance(0.4) }))
  const talks = chatLevels.flatMap(({ level, texts }) => texts.slice(0, 4).map((text) => ({ text, level, vector: unitVector(random) })))
  const [one, two] = [trainHead(exams, talks, 'm'), trainHead(exams, talks, 'm')]
  expect(Buffer.from(packHead(one)).equals(Buffer.from(packHead(two)))).toBe(true)
  const scored = (scores: ArrayLike<number>) => exams.map(({ failed }, at) => ({ weak: !failed, strong: true, score: scores[at]! }))
  const own = readDifficultyHead(packHead(one), 'm')!
  expect(aucOf(scored(exams.map(({ text, vector }) => own.difficultyOf(text, vector))))).toBeGreaterThan(0.85)
  expect(Math.abs(aucOf(scored(crossValidate(exams, talks, foldsByChance(exams.length, 4, 1), 'm'))) - 0.5)).toBeLessThan(0.12)
  const subjects = Array.from({ length: 100 }, (_, at) => `s${at % 9}`)
  const folds = foldsBySubject(subjects, 1)
  expect(new Set(folds).size).toBe(2)
  for (const name of new Set(subjects)) expect(new Set(folds.filter((__, at) => subjects[at] === name)).size).toBe(1)
}, 60_000)

test('[O39] the scores of a route: area, calls and gap, on cases known by hand', () => {
  const rows = [{ weak: false, strong: true, score: 3 }, { weak: true, strong: true, score: 2 }, { weak: false, strong: true, score: 1 }, { weak: true, strong: true, score: 0 }]
  expect(aucOf(rows)).toBe(0.75)
  expect(aucOf(rows.map((row) => ({ ...row, score: 1 })))).toBe(0.5)
  expect(callsFor(rows, 1)).toBe(0.75)
  expect(callsFor(rows, 0.75)).toBe(0.25)
  expect(callsFor(rows, 0.5)).toBe(0)
  expect(gapClosed(rows)).toBe((0.5 + 0.5 + 1 + 1) / 4)
})

function unitVector(random: ReturnType<typeof createRandom>): Float32Array {
  const vector = Float32Array.from({ length: 384 }, () => random.next() - 0.5)
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}
