import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { classifyIntent, type IntentOutcome } from '../../../src/main/understand/intent/classifyIntent.ts'
import { readIntentHead } from '../../../src/main/understand/intent/intentFile.ts'
import type { IntentHead } from '../../../src/main/understand/intent/intentNet.ts'
import { makeOwnIntents, textsOfOwnIntents, type OwnIntents } from '../../../src/main/understand/intent/ownIntents.ts'
import type { OwnIntent } from '../../../src/shared/understanding.ts'
import { startEmbedder } from '../../support/modelProcesses.ts'
import { intentTexts, outsideTexts } from './intentTexts.ts'

const { embedder, process } = startEmbedder()
const bees: OwnIntent = {
  id: 'own-bees', name: 'Look after the bees', task: 'chat', taskClass: 'medium', loaders: [],
  examples: ['How is hive three doing after the winter?', 'When did I last treat the hives against mites?', 'Write down that the second hive swarmed today', 'Which hive needs feeding this week?', 'How much honey did the hives give last summer?'],
}
const invoices: OwnIntent = {
  id: 'own-invoices', name: 'Invoices of customers', task: 'recall', taskClass: null, loaders: [],
  examples: ['Which customers have not paid their invoice?', 'Is the invoice to Hartmann paid?', 'Show me the open invoices of March', 'Write an invoice for the kitchen in Elm Street', 'How much do customers owe us on invoices?'],
}
let head: IntentHead
let own: OwnIntents
beforeAll(async () => {
  head = readIntentHead(new Uint8Array(readFileSync(join(import.meta.dirname, '../../../resources/intents.bin'))), embedder.modelId)!
  const texts = textsOfOwnIntents([bees, invoices])
  const vectors = await embedder.embed(texts)
  own = makeOwnIntents([bees, invoices], (text) => vectors[texts.indexOf(text)]!)
})
afterAll(() => process.close())

async function classify(text: string, with_: OwnIntents = own, trained: IntentHead | null = head): Promise<IntentOutcome> {
  return classifyIntent(text, (await embedder.embed([text]))[0]!, trained, with_)
}

const meant: readonly (readonly [string, string])[] = [
  ['Have I treated hive two for mites yet?', 'own-bees'], ['Does any hive need feeding before the frost?', 'own-bees'], ['hive four swarmed this morning, note it down', 'own-bees'], ['How are the hives after this winter?', 'own-bees'],
  ['How much honey did hive three give?', 'own-bees'], ['Has Hartmann paid the last invoice?', 'own-invoices'], ['which invoices are still open?', 'own-invoices'], ['Make an invoice for the bathroom in Oak Street', 'own-invoices'], ['What do our customers still owe us?', 'own-invoices'], ['Who has not paid an invoice in April?', 'own-invoices'],
]

test('[U19] an intent taught by five examples is found at once in messages that are none of them, with and without the trained head', async () => {
  for (const trained of [head, null]) {
    const missed: string[] = []
    for (const [text, wanted] of meant) {
      const { intent, ownIntent, entry, inScope } = await classify(text, own, trained)
      if (intent?.id !== wanted) missed.push(`${text}: ${intent?.id ?? 'none'}`)
      else expect({ by: intent.by, own: ownIntent?.id, entry, inScope }).toEqual({ by: 'own', own: wanted, entry: null, inScope: true })
    }
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(1)
  }
  for (const example of bees.examples) expect((await classify(example)).intent?.id).toBe('own-bees')
})

test('[U20] an own intent takes no message that is not about it: neither what is known, nor what fits nothing, nor what only shares a word', async () => {
  const near = [
    'Are honey bees related to wasps?', 'How much sugar is in honey?', 'A recipe for honey cake', 'Why do bees dance?', 'Tell me about the winter of 1947', 'Which mites live in house dust?', 'What is a beehive hairstyle?', 'Write down that Tom called today',
    'pay my electricity bill', 'Is my phone bill paid?', 'What is the balance of my account?', 'How do I write a cover letter?', 'Show me the events of March', 'Design a kitchen for a small flat', 'How much do I owe on my credit card?', 'What makes a customer loyal?',
  ]
  const stolen: string[] = []
  for (const text of [...near, ...outsideTexts, ...intentTexts.map(([one]) => one)]) {
    const { intent } = await classify(text)
    if (intent?.by === 'own') stolen.push(`${text}: ${intent.id} ${intent.confidence}`)
  }
  expect(stolen).toEqual([])
})

test('[U21] the texts whose vectors own intents need are their examples, each once; without own intents nothing changes', async () => {
  expect(textsOfOwnIntents([bees, { ...bees, id: 'own-again' }])).toEqual(bees.examples)
  expect(textsOfOwnIntents([])).toEqual([])
  const none = makeOwnIntents([], () => { throw new Error('no text has a vector') })
  expect((await classify('set an alarm for seven', none)).intent).toEqual((await classify('set an alarm for seven')).intent)
})
