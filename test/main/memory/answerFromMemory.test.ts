import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerFromMemory } from '../../../src/main/memory/answerFromMemory.ts'
import { openMemoryWorld, told, type MemoryWorld } from './memoryWorld.ts'

let world: MemoryWorld
const facts = [
  'My name is Karin Berg.', 'I live in Utrecht.', 'I work at Philips as a chemist.', 'My sister is called Nadia.', 'My sister lives in Porto.', 'I\'m allergic to peanuts.', 'My favourite colour is green.', 'My favourite film is Amarcord.',
  'My dog is called Rex.', 'My birthday is on 3 March.', 'I drive a red Skoda.', 'I have a dentist appointment on 12 May at 9.', 'My boss is called Henk.', 'I parked the car on level 3.', 'I hate coriander.', 'I like strong tea.', 'I play the cello.',
  'My wife\'s name is Sara.', 'My shoe size is 39.', 'My mother was born in 1950.', 'We are flying to Lisbon on 12 June.', 'Last Friday I met Tom at the station.', 'I speak Dutch and German.', 'My flight number is KL1234.', 'Remember that the spare key is under the blue flowerpot.',
]
beforeAll(async () => {
  world = await openMemoryWorld()
  for (const fact of facts) expect(await world.tell(fact), fact).not.toEqual([])
})
afterAll(() => world.close())

async function answer(question: string, now = told + 3_600_000) {
  const { found } = await world.ask(question)
  return answerFromMemory(question, null, found, now)
}

test.each([
  ['What is my name?', 'My name is Karin Berg.'], ['where do I live', 'I live in Utrecht.'], ['Do you remember where I live?', 'I live in Utrecht.'], ['Where do I work?', 'I work at Philips as a chemist.'], ['What do I do for a living?', 'I work at Philips as a chemist.'],
  ['What is my sister\'s name?', 'My sister is called Nadia.'], ['What is my sister called?', 'My sister is called Nadia.'], ['Who is Nadia?', 'My sister is called Nadia.'], ['Where does my sister live?', 'My sister lives in Porto.'], ['What am I allergic to?', 'I\'m allergic to peanuts.'], ['Am I allergic to peanuts?', 'I\'m allergic to peanuts.'],
  ['what\'s my favourite colour?', 'My favourite colour is green.'], ['What is my favorite color?', 'My favourite colour is green.'], ['What is my favorite movie?', 'My favourite film is Amarcord.'], ['What\'s the name of my dog?', 'My dog is called Rex.'], ['Can you tell me what my dog is called?', 'My dog is called Rex.'],
  ['When is my birthday?', 'My birthday is on 3 March.'], ['What car do I drive?', 'I drive a red Skoda.'], ['When is my dentist appointment?', 'I have a dentist appointment on 12 May at 9.'], ['Who is my boss?', 'My boss is called Henk.'], ['Where did I park the car?', 'I parked the car on level 3.'], ['Do I like coriander?', 'I hate coriander.'],
  ['What instrument do I play?', 'I play the cello.'], ['What is my wife\'s name?', 'My wife\'s name is Sara.'], ['What is my shoe size?', 'My shoe size is 39.'], ['When was my mother born?', 'My mother was born in 1950.'], ['When do we fly to Lisbon?', 'We are flying to Lisbon on 12 June.'], ['Who did I meet at the station?', 'Last Friday I met Tom at the station.'],
  ['Which languages do I speak?', 'I speak Dutch and German.'], ['What is my flight number?', 'My flight number is KL1234.'], ['Where is the spare key?', 'the spare key is under the blue flowerpot.'],
])('[R26] %s', async (question, text) => {
  const found = await answer(question)
  expect(found).toMatchObject({ text, messageId: 'm_told', conversationId: 'c_told', sentence: `“${text}” — from your memory of 3 May 2026` })
  expect(found!.confidence).toBeGreaterThanOrEqual(0.7)
})

test.each([
  'What is my brother\'s name?', 'Where does my brother live?', 'What is my sister\'s job?', 'When was my sister born?', 'When is my sister\'s birthday?', 'What is my sister-in-law called?', 'Is my sister older than me?', 'Where do my parents live?', 'What is my mother\'s name?', 'What is my cat\'s name?', 'What does my dog eat?', 'What is my boss\'s dog called?',
  'Who is my wife\'s boss?', 'What is my ex-wife called?', 'Where do I study?', 'Where was I born?', 'How old am I?', 'How tall am I?', 'What is my favourite food?', 'What is my favourite season?', 'What is my phone number?', 'What is my email?', 'What is my password?', 'When is my wedding anniversary?', 'When is my haircut appointment?', 'When did I go to Lisbon?', 'Where did I put my passport?',
  'Who is my dentist?', 'Do I like coffee?', 'What do I like?', 'Who am I meeting on Monday?', 'Why do I hate coriander?', 'What is the capital of France?', 'Where is Lisbon?', 'Where does Tom live?', 'What is Nadia allergic to?', 'How old is Rex?', 'How do I boil an egg?', 'What should I cook tonight?', 'Can I eat satay?', 'What is your name?', 'Tell me about my sister', 'My name is Karin.', 'Write a poem about my dog', 'Should I move to Porto?', '', '?',
])('[R27] stays silent: %s', async (question) => {
  expect(await answer(question)).toBeNull()
})

test('[R27] an appointment that is over does not answer when it is', async () => {
  expect(await answer('When is my dentist appointment?', told + 40 * 86_400_000)).toBeNull()
})

test('[R26] a longer memory that says the same is no rival; a fact kept under a name answers for the relation', async () => {
  const other = await openMemoryWorld()
  const answers = async (question: string) => answerFromMemory(question, null, (await other.ask(question)).found, told + 1000)?.text
  try {
    await other.tell('My sister is called Nadia and she lives in Porto.')
    await other.tell('My brother Tom works at Shell.')
    expect(await answers('What is my sister called?')).toBe('My sister is called Nadia and she lives in Porto.')
    expect(await answers('Where does Nadia live?')).toBe('My sister is called Nadia and she lives in Porto.')
    expect(await answers('Where does my brother work?')).toBe('My brother Tom works at Shell.')
    expect(await answers('Where does my sister work?')).toBeUndefined()
  } finally {
    await other.close()
  }
})

test('[R26] people known by their work are asked for by it, and by a name with a title', async () => {
  const other = await openMemoryWorld()
  const answers = async (question: string) => answerFromMemory(question, null, (await other.ask(question)).found, told + 1000)?.text
  try {
    await other.tell('My dentist is Dr. Vole.')
    await other.tell('My piano teacher is Ms. Ito. She lives in Porto.')
    expect(await answers('Who is my dentist?')).toBe('My dentist is Dr. Vole.')
    expect(await answers('What is my piano teacher called?')).toBe('My piano teacher is Ms. Ito. She lives in Porto.')
    expect(await answers('Where does Ms. Ito live?')).toBe('My piano teacher is Ms. Ito. She lives in Porto.')
    expect(await answers('Who is my teacher?')).toBeUndefined()
    expect(await answers('Where does Dr. Vole live?')).toBeUndefined()
  } finally {
    await other.close()
  }
})

test('[R28] two memories that could both be meant give no answer', async () => {
  const other = await openMemoryWorld()
  try {
    await other.tell('My sister is called Nadia.')
    await other.tell('My sister is called Lea.')
    const { found } = await other.ask('What is my sister called?')
    expect(found.filter((one) => one.memory?.key === 'user.sister.name')).toHaveLength(2)
    expect(answerFromMemory('What is my sister called?', null, found, told + 1000)).toBeNull()
  } finally {
    await other.close()
  }
})

test.each([['Wie heißt meine Schwester?', 'My sister is called Nadia.'], ['Où est-ce que j\'habite ?', 'I live in Utrecht.'], ['¿Cómo me llamo?', 'My name is Karin Berg.'], ['Wo arbeite ich?', 'I work at Philips as a chemist.']])('[R29] %s', async (question, text) => {
  expect((await answer(question))?.text).toBe(text)
})
