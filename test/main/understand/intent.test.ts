import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { classifyIntent, type IntentOutcome } from '../../../src/main/understand/intent/classifyIntent.ts'
import { packIntentHead, readIntentHead } from '../../../src/main/understand/intent/intentFile.ts'
import type { IntentHead } from '../../../src/main/understand/intent/intentNet.ts'
import { entryOf, intentEntries } from '../../../src/main/understand/intent/intentTable.ts'
import { noOwnIntents } from '../../../src/main/understand/intent/ownIntents.ts'
import { topicSentences } from '../../../src/main/understand/topicSentences.ts'
import { id } from '../../../src/shared/words.ts'
import { startEmbedder } from '../../support/modelProcesses.ts'
import { foreignTexts, intentTexts, outsideTexts } from './intentTexts.ts'

const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, '../../../resources/intents.bin')))
const { embedder, process } = startEmbedder()
let head: IntentHead
beforeAll(() => {
  head = readIntentHead(bytes, embedder.modelId)!
  expect(head).not.toBeNull()
})
afterAll(() => process.close())

async function classify(text: string): Promise<IntentOutcome> {
  return classifyIntent(text, (await embedder.embed([text]))[0]!, head, noOwnIntents)
}

test('[U11] the head is read from its file without a model, and one that is cut, foreign or broken is refused as stale', () => {
  expect(bytes.length).toBeLessThanOrEqual(5_000_000)
  expect(head.parts.map(({ name }) => name).sort()).toEqual(['assistant', 'banking', 'everyday'])
  expect(Buffer.compare(packIntentHead(head), bytes)).toBe(0)
  // A small file comes from the runtime as a window into a shared buffer, at any place of it.
  const window = Buffer.concat([Buffer.from([1]), bytes]).subarray(1)
  expect(readIntentHead(window, embedder.modelId)).toEqual(head)
  expect(readIntentHead(bytes, 'another-model')).toBeNull()
  expect(readIntentHead(bytes.subarray(0, bytes.length - 1), embedder.modelId)).toBeNull()
  expect(readIntentHead(bytes.subarray(0, 100), embedder.modelId)).toBeNull()
  expect(readIntentHead(new Uint8Array(0), embedder.modelId)).toBeNull()
  expect(readIntentHead(new Uint8Array(64).fill(255), embedder.modelId)).toBeNull()
  expect(readIntentHead(new TextEncoder().encode('\u0004\0\0\0null'), embedder.modelId)).toBeNull()
})

test('[U12] of messages that a person can name, nine in ten or more get that intent with what it means', async () => {
  const wrong: string[] = []
  for (const [text, intent] of intentTexts) {
    const { intent: got, entry, inScope } = await classify(text)
    if (got?.id !== intent) wrong.push(`${text}: ${got?.id ?? 'none'} instead of ${intent}`)
    if (got !== null) expect({ inScope, entry: entry?.id, by: got.by }).toEqual({ inScope: true, entry: got.id, by: 'built-in' })
  }
  expect(intentTexts.length).toBeGreaterThanOrEqual(50)
  expect(wrong.length / intentTexts.length, wrong.join('\n')).toBeLessThanOrEqual(0.1)
})

test('[U13] what fits no intent is out of scope and gets none, four times in five or more', async () => {
  const taken: string[] = []
  for (const text of outsideTexts) {
    const { intent, inScope } = await classify(text)
    expect(inScope).toBe(intent !== null)
    if (intent !== null) taken.push(`${text}: ${intent.id} ${intent.confidence}`)
  }
  expect(taken.length / outsideTexts.length, taken.join('\n')).toBeLessThanOrEqual(0.2)
})

test('[U14] of readings with a confidence of 0.8 or more, nine in ten are right', async () => {
  const sure: boolean[] = []
  for (const [text, intent] of [...intentTexts, ...outsideTexts.map((text) => [text, null] as const)]) {
    const { intent: got, alternatives } = await classify(text)
    if (got !== null && got.confidence >= 0.8) sure.push(got.id === intent)
    for (const { score } of alternatives) expect(score).toBeLessThanOrEqual(got!.confidence)
    expect(alternatives.map(({ id: other }) => other)).not.toContain(got?.id)
  }
  expect(sure.length).toBeGreaterThan(20)
  expect(sure.filter(Boolean).length / sure.length).toBeGreaterThanOrEqual(0.9)
})

test('[U15] a text in a language that the embedding model does not read gets no intent, and is not called out of scope', async () => {
  for (const text of foreignTexts) expect([text, await classify(text)]).toEqual([text, { intent: null, entry: null, ownIntent: null, inScope: true, alternatives: [] }])
})

test('[U16] every output of the head has an entry or is known to name no intent; entries have ids of their own, plain names and topics that exist', () => {
  const nameless = head.parts.flatMap(({ name, ids }) => ids.filter((one) => entryOf(name, one) === null))
  expect(nameless.sort()).toEqual(['general_confirm', 'general_dontcare', 'general_quirky', 'qa_factoid'])
  expect(new Set(intentEntries.map((entry) => entry.id)).size).toBe(intentEntries.length)
  for (const entry of intentEntries) {
    expect(id.safeParse(entry.id).success, entry.id).toBe(true)
    expect(entry.name).toMatch(/^[A-Z][\w ’-]{1,50}$/)
    if (entry.topic !== null) expect(Object.keys(topicSentences)).toContain(entry.topic)
  }
})

test('[U17] the same text gives the same outcome; empty, huge and strange texts are read like any other', async () => {
  const vector = (await embedder.embed(['set an alarm for seven']))[0]!
  expect(classifyIntent('set an alarm for seven', vector, head, noOwnIntents)).toEqual(classifyIntent('set an alarm for seven', vector, head, noOwnIntents))
  for (const text of ['', ' ', '\0\0\0', '\ud800\udfff\udc00', '👋', 'a'.repeat(1_000_000), '('.repeat(1_000_000), 'ab '.repeat(100_000)]) {
    expect(classifyIntent(text, vector, head, noOwnIntents).intent, text.slice(0, 8)).toBeNull()
    expect(classifyIntent(text, vector, head, noOwnIntents).inScope).toBe(true)
  }
  expect(classifyIntent('set an alarm for seven', vector, null, noOwnIntents)).toEqual({ intent: null, entry: null, ownIntent: null, inScope: true, alternatives: [] })
})

test('[U18] what only bank customers or voice assistants ask gets their finer intent', async () => {
  const finer = [['Why is my top-up still pending?', 'bank:pending_top_up'], ['I was charged twice for the same purchase with my card', 'bank:transaction_charged_twice'], ['put the podcast about history on', 'play_podcasts'], ['buy me a train ticket to Leeds for Friday', 'transport_ticket']] as const
  for (const [text, intent] of finer) expect([text, (await classify(text)).intent?.id]).toEqual([text, intent])
})
