import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Understanding } from '../../../src/shared/trace.ts'
import { isQuestion, leansOnMemory } from '../../../src/main/understand/cues.ts'
import { difficultyOf } from '../../../src/main/understand/difficulty.ts'
import { languageOf } from '../../../src/main/understand/language.ts'
import { buildPrototypes, prototypeTexts, readPrototypes, type Prototypes } from '../../../src/main/understand/prototypes.ts'
import { understand } from '../../../src/main/understand/understand.ts'
import { noHeads } from './noHeads.ts'
import { startEmbedder } from '../../support/modelProcesses.ts'
import { heldOut, languagesHeldOut, topicsHeldOut } from './heldOut.ts'

const file = JSON.parse(readFileSync(join(import.meta.dirname, '../../../resources/prototypes.json'), 'utf8')) as Record<string, unknown>
const { embedder, process } = startEmbedder()
let prototypes: Prototypes
beforeAll(() => {
  prototypes = readPrototypes(file, embedder.modelId)!
  expect(prototypes).not.toBeNull()
})
afterAll(() => process.close())

async function read(text: string, previousUserText: string | null = null): Promise<Understanding> {
  return understand({ text, vector: (await embedder.embed([text]))[0]!, previousUserText, previousAnswer: null, now: 0 }, prototypes, noHeads)
}

test('[U1] held-out messages get the kind of task that a person would give them', async () => {
  const wrong: string[] = []
  let count = 0
  for (const [task, texts] of Object.entries(heldOut)) {
    for (const text of texts) {
      count++
      const got = await read(text)
      if (got.task !== task) wrong.push(`${text}: ${got.task} instead of ${task}`)
    }
  }
  expect(count).toBeGreaterThanOrEqual(100)
  expect(1 - wrong.length / count, wrong.join('\n')).toBeGreaterThanOrEqual(0.8)
  const examples = new Set(prototypeTexts().flatMap(({ texts }) => texts))
  expect(Object.values(heldOut).flat().filter((text) => examples.has(text))).toEqual([])
})

test('[U2] confidence means what it says', async () => {
  const sure: boolean[] = []
  for (const [task, texts] of Object.entries(heldOut)) {
    for (const text of texts) {
      const { task: got, confidence, alternatives } = await read(text)
      if (confidence >= 0.8) sure.push(got === task)
      const shares = [confidence, ...alternatives.map(({ score }) => score)]
      expect(shares).toEqual([...shares].sort((a, b) => b - a))
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1.01)
    }
  }
  expect(sure.length).toBeGreaterThan(40)
  expect(sure.filter(Boolean).length / sure.length).toBeGreaterThanOrEqual(0.9)
})

test('[U3] the file holds the sentences as the shipped model reads them', async () => {
  const texts = prototypeTexts().flatMap((group) => group.texts)
  const fresh = buildPrototypes(await embedder.embed(texts), embedder.modelId)
  const cosines = [...fresh.tasks].flatMap(([task, vectors]) => vectors.map((vector, at) => vector.reduce((sum, value, column) => sum + value * prototypes.tasks.get(task)![at]![column]!, 0)))
  expect(Math.min(...cosines)).toBeGreaterThan(0.99)
  expect([...prototypes.topics.keys()]).toEqual([...fresh.topics.keys()])
})

test('[U3] a file that is not ours is refused', () => {
  expect(readPrototypes(file, 'another-model')).toBeNull()
  expect(readPrototypes({ ...file, sentences: '00000000' }, embedder.modelId)).toBeNull()
  expect(readPrototypes({ ...file, vectors: String(file.vectors).slice(0, 400) }, embedder.modelId)).toBeNull()
  for (const broken of [null, 7, 'text', [], {}]) expect(readPrototypes(broken, embedder.modelId)).toBeNull()
})

test.each(languagesHeldOut)('[U4] %s is %s', (text, language) => { expect(languageOf(text)).toBe(language) })

test('[U5] questions are seen with and without their mark, and those about one\'s own things ask for memory', async () => {
  for (const text of ['What is my name', 'where do I live', 'Wie heißt meine Schwester', 'Tell me, what time is it?', '你好吗？', 'I like tea. Do you?', 'kannst du mir helfen']) expect(isQuestion(text), text).toBe(true)
  for (const text of ['I live in Lyon.', 'Write a poem', 'Remember that I like tea', 'What a day!', '']) expect(isQuestion(text), text).toBe(false)
  for (const text of ['What is my name?', 'When do we fly to Lisbon?', 'Remind me of the dates', 'Wo wohne ich?']) expect(leansOnMemory(text, isQuestion(text)), text).toBe(true)
  for (const text of ['What is the capital of Norway?', 'Write a haiku', '12 + 7']) expect(leansOnMemory(text, isQuestion(text)), text).toBe(false)
  expect(await read('What is my shoe size?')).toMatchObject({ task: 'recall', isQuestion: true, needsMemory: true })
})

test('[U6] harder messages are harder', () => {
  const easy = difficultyOf('Hi!', 'small-talk')
  const middle = difficultyOf('What is photosynthesis?', 'explain')
  const hard = difficultyOf('Design a rate limiter for a distributed system, compare three algorithms step by step, analyse their trade-offs, and then prove that the chosen one is fair; additionally write tests.', 'code')
  expect(easy).toBeLessThan(middle)
  expect(middle).toBeLessThan(hard)
  for (const text of ['', 'x'.repeat(100_000), '? '.repeat(10_000), 'why prove compare '.repeat(500)]) {
    expect(difficultyOf(text, 'code')).toBeGreaterThanOrEqual(0)
    expect(difficultyOf(text, 'code')).toBeLessThanOrEqual(1)
  }
})

test('[U7] the same message reads the same, and any text can be read', async () => {
  expect(await read('Plan a weekend in Rome')).toEqual(await read('Plan a weekend in Rome'))
  const vector = (await embedder.embed(['Plan a weekend']))[0]!
  for (const text of ['', '\u0000', '\ud800', 'a'.repeat(10_000_000), 'hi '.repeat(3_000_000), '('.repeat(1_000_000), '```'.repeat(100_000)]) {
    const got = understand({ text, vector, previousUserText: text, previousAnswer: text, now: 0 }, prototypes, noHeads)
    expect(got.confidence).toBeGreaterThan(0)
    expect(got.difficulty).toBeLessThanOrEqual(1)
  }
})

test('[U8] topics are few, and named where there is one', async () => {
  let right = 0
  for (const [text, topic] of topicsHeldOut) {
    const { topics } = await read(text)
    expect(topics.length).toBeLessThanOrEqual(3)
    if (topics.includes(topic)) right++
  }
  expect(right / topicsHeldOut.length).toBeGreaterThanOrEqual(0.7)
  expect((await read('ok')).topics).toEqual([])
})

test('[U9] a short follow-up keeps the kind of what it follows', async () => {
  expect((await read('and in Italian?', 'Translate good morning into French.')).task).toBe('translate')
  expect((await read('shorter', 'Write a letter to my landlord about the heating.')).task).toBe('write')
  expect((await read('Hello!', 'Translate good morning into French.')).task).toBe('small-talk')
})
