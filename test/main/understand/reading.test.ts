import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Understanding } from '../../../src/shared/trace.ts'
import { followsOn } from '../../../src/main/understand/followUp.ts'
import type { UnderstandHeads } from '../../../src/main/understand/heads.ts'
import { readIntentHead } from '../../../src/main/understand/intent/intentFile.ts'
import { makeOwnIntents } from '../../../src/main/understand/intent/ownIntents.ts'
import { readPrototypes, type Prototypes } from '../../../src/main/understand/prototypes.ts'
import { readSlotTagger } from '../../../src/main/understand/slots/slotFile.ts'
import { understand } from '../../../src/main/understand/understand.ts'
import { startEmbedder } from '../../support/modelProcesses.ts'
import { heldBack } from './messages/heldBack.ts'
import { wantedOf, type Labelled } from './messages/labelled.ts'
import { shown } from './messages/shown.ts'
import { noHeads } from './noHeads.ts'

const resources = join(import.meta.dirname, '../../../resources')
const { embedder, process } = startEmbedder()
const heads: UnderstandHeads = { ...noHeads, slots: readSlotTagger(readFileSync(join(resources, 'slots.bin'))) }
const now = new Date(2026, 10, 21, 12).getTime()
let prototypes: Prototypes
beforeAll(() => { prototypes = readPrototypes(JSON.parse(readFileSync(join(resources, 'prototypes.json'), 'utf8')), embedder.modelId)! })
afterAll(() => process.close())

async function read(text: string, with_: UnderstandHeads = heads, before: string | null = null, answer: string | null = null): Promise<Understanding> {
  return understand({ text, vector: (await embedder.embed([text]))[0]!, previousUserText: before, previousAnswer: answer, now }, prototypes, with_)
}

/** Share of the messages that are read as labelled, for each field. */
async function accuracies(rows: readonly Labelled[]): Promise<Record<string, number>> {
  const right: Record<string, number> = {}
  for (const row of rows) {
    const [got, want] = [await read(row[0], heads, row[3] ?? null, row[4] ?? null), wantedOf(row)]
    const fields = { ...want.needs, isFollowUp: want.isFollowUp, inScope: want.inScope, taskClass: want.taskClass }
    const found = { ...got.needs, isFollowUp: got.isFollowUp, inScope: got.inScope, taskClass: got.taskClass }
    for (const field of Object.keys(fields) as (keyof typeof fields)[]) right[field] = (right[field] ?? 0) + (found[field] === fields[field] ? 1 / rows.length : 0)
  }
  return right
}

test.each([['held back', heldBack], ['shown', shown]] as const)('[U36] messages of the half %s are read as labelled, nine in ten for each field', async (_, rows) => {
  expect(rows.length).toBeGreaterThanOrEqual(75)
  const reached = await accuracies(rows)
  for (const [field, share] of Object.entries(reached)) expect(share, field).toBeGreaterThanOrEqual(0.9)
})

test('[U37] nothing follows where nothing was said', () => {
  for (const [text, marks, , before, answer] of [...heldBack, ...shown]) if (marks.includes('u')) {
    expect(followsOn(text, null, null), text).toBe(false)
    expect(followsOn(text, before!, answer!), text).toBe(true)
  }
})

test('[U24] an order to the app itself is a command and no built-in intent, one to the house is', async () => {
  const whole: UnderstandHeads = { ...heads, intent: readIntentHead(new Uint8Array(readFileSync(join(resources, 'intents.bin'))), embedder.modelId) }
  for (const text of ['Turn on dark mode', 'turn off dark mode please', 'switch to light mode', 'Go offline', 'enable the dark theme', 'please go back to light mode', 'turn dark mode on']) expect(await read(text, whole), text).toMatchObject({ task: 'command', intent: null, inScope: true })
  for (const text of ['Turn on the lights', 'Switch off the lamp in the hall']) expect((await read(text, whole)).intent?.id, text).toBe('smart_home')
})

test('[U37] what asks for another one of what was named follows on', () => {
  for (const text of ['And what about the second one?', 'What about the last one?', 'the second one']) {
    expect(followsOn(text, 'Name two rivers in Germany.', 'The Rhine and the Elbe.'), text).toBe(true)
    expect(followsOn(text, null, null), text).toBe(false)
  }
})

test('[U42] whether a file is finished is looked up, and a figure before an article is no hour', async () => {
  for (const text of ['Is my file report.pdf finished?', 'is report.pdf ready', 'Are the documents for Anna signed yet?', 'Has the file been saved?']) expect((await read(text)).task, text).toBe('recall')
  for (const text of ['Summarise report.pdf', 'What are the key points of the file?']) expect((await read(text)).task, text).toBe('summarise')
  for (const text of ['Is 7 a prime number?', 'Is 9 a square?', 'Give 5 a try']) expect((await read(text)).times, text).toEqual([])
  for (const text of ['Meet me at 7 a.m.', 'at 7 am']) expect((await read(text)).times, text).toHaveLength(1)
})

test('[U38] rows of letters are out of scope; names, code, figures and other languages are not', async () => {
  expect(await read('zxcv qrtp mnbb')).toMatchObject({ inScope: false, intent: null })
  for (const text of ['x'.repeat(5000), 'aaaaaaaaaaaaaaaaaaaa', `hm ${'O'.repeat(40)}`]) expect((await read(text)).inScope, text.slice(0, 20)).toBe(false)
  expect((await read('I am so tireeeeeeeeeeeeed of this weather')).inScope).toBe(true)
  expect((await read('Nooooo, the train is late again!')).inScope).toBe(true)
  for (const text of ['Siobhán Ó Ceallaigh', 'Agnieszka Wójcik', 'npm run build:foo', '17 kg', 'ok', '你好吗？', 'Где мой зонт?', 'Jag bor i Göteborg och tycker om regn', 'Gdzie mieszka moja siostra?', 'Mikä on nimesi?']) expect((await read(text)).inScope, text).toBe(true)
})

test('[U39] a reading without heads is whole, and a difficulty head says the difficulty', async () => {
  const plain = await read('What is the weather in Oslo tomorrow?', noHeads)
  expect(plain).toMatchObject({ intent: null, inScope: true, needs: { fresh: true } })
  expect(plain.times).toHaveLength(1)
  expect((await read('Hi!', { ...noHeads, difficulty: { difficultyOf: () => 0.77 } })).difficulty).toBe(0.77)
})

test('[U40] a megabyte of anything is read', async () => {
  const vector = (await embedder.embed(['Plan a weekend']))[0]!
  for (const piece of ['a', ' ', '1', '(', '"', 'a@', '+1 ', 'A b ', '12:', 'www.', 'my sister ', '€9 ', '\u0301', '😀']) {
    const text = piece.repeat(1_000_000 / piece.length)
    for (const said of [text, `What is the weather?\n${text}`]) {
      const got = understand({ text: said, vector, previousUserText: said, previousAnswer: said, now }, prototypes, heads)
      for (const one of [...got.entities, ...got.times]) expect(said.slice(one.start, one.end)).toBe(one.text)
    }
  }
})

test('[U41] five examples make an intent that gives its kind and class at once', async () => {
  const examples = ['water my tomatoes', 'give the tomatoes some water', 'time to water the tomato plants', 'please water the tomatoes today', 'the tomatoes need water']
  const vectors = await embedder.embed(examples)
  const own = makeOwnIntents([{ id: 'watering', name: 'Watering', examples, task: 'plan', taskClass: 'extraction', loaders: [] }], (text) => vectors[examples.indexOf(text)]!)
  expect(await read('could you water the tomatoes', { ...heads, own })).toMatchObject({ task: 'plan', taskClass: 'extraction', inScope: true, intent: { id: 'watering', by: 'own' } })
  expect((await read('What is the capital of Norway?', { ...heads, own })).intent).toBeNull()
})
