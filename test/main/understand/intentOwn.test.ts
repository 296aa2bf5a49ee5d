import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { classifyIntent, type IntentOutcome } from '../../../src/main/understand/intent/classifyIntent.ts'
import { readIntentHead } from '../../../src/main/understand/intent/intentFile.ts'
import type { IntentHead } from '../../../src/main/understand/intent/intentNet.ts'
import { makeOwnIntents, noOwnIntents, textsOfOwnIntents, type OwnIntents } from '../../../src/main/understand/intent/ownIntents.ts'
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

const runs: readonly OwnIntent[] = [
  ['Log my run of 5 km', 'I ran 10 km this morning, note it', 'Track a jog of 3 miles', 'Add a run to my log', 'Record that I jogged for half an hour'],
  ['log a 5 km run', 'add 30 minutes of jogging to my log', 'I ran 8 km today', 'record a ten mile run', 'note a slow jog of 3 km'],
].map((examples, at) => ({ id: `own-runs-${at}`, name: 'Running log', task: 'command', taskClass: null, loaders: [], examples }))
const runsOf = async (intent: OwnIntent): Promise<OwnIntents> => {
  const vectors = await embedder.embed(intent.examples)
  return makeOwnIntents([intent], (text) => vectors[intent.examples.indexOf(text)]!)
}

test('[U22] what orders takes no question that shares its words, and what only shares words in everyday use is not taken', async () => {
  const others = [
    'What is the world record for 5 km?', 'Run this Python code', 'Log in to my account', 'my nose is running', 'who runs the company', 'Write a poem about running', 'How many miles are 10 km?', 'What is a log in mathematics?', 'Set a timer for 20 minutes',
    'How do I record a video on my phone?', 'Are log cabins warm?', 'Why do my knees hurt when I run?', 'Add milk to my shopping list', 'note that my sister is called Ann', 'Which shoes are best for jogging?', 'How far is it from Leeds to York in km?', 'How long does a run of 5 km take?',
  ]
  for (const intent of runs) {
    const own_ = await runsOf(intent)
    const stolen: string[] = []
    for (const text of others) if ((await classify(text, own_)).intent?.by === 'own') stolen.push(text)
    expect(stolen).toEqual([])
  }
})

test('[U22] an order put as a question is an order, and endings of words make no difference', async () => {
  const own_ = await runsOf(runs[0]!)
  for (const text of ['can you log a run of 12 km?', 'Could you add a run to my log please?', 'I jogged 4 miles today, note that', 'Log a 7 km run', 'add a jog of 6 km to the log', 'record my run this morning, 9 km', 'put a 3 km run into my log', 'note my run today: 4 miles']) expect((await classify(text, own_)).intent?.by, text).toBe('own')
})

test('[U23] two rare words of its examples make an own intent win over a timer or an alarm, one does not', async () => {
  const own_ = await runsOf(runs[0]!)
  for (const text of ['please put a jog of 20 minutes in the log', 'log 25 minutes of jogging', 'add a 15 minute run to the log']) {
    expect((await classify(text, noOwnIntents)).entry?.id ?? 'none', text).toMatch(/timer|none/u)
    expect((await classify(text, own_)).intent?.by, text).toBe('own')
  }
  for (const text of ['set a timer for 20 minutes', 'start a timer for my run', 'wake me at six for my run']) expect((await classify(text, own_)).intent?.by, text).toBe('built-in')
})
