import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cosineOf } from '../../../src/shared/cosine.ts'
import { adaptQuestion } from '../../../src/main/memory/meaning/adaptQuestion.ts'
import { adviceLikeness } from '../../../src/main/memory/meaning/adviceLikeness.ts'
import { packAssociations, readAssociations, type Associations } from '../../../src/main/memory/meaning/associations.ts'
import { isReadByModel, scriptsOf } from '../../../src/main/memory/meaning/isReadByModel.ts'
import { questionMeaning, questionViews } from '../../../src/main/memory/meaning/questionViews.ts'
import { rememberByVector } from '../../../src/main/memory/meaning/rememberByVector.ts'
import { statesPreference } from '../../../src/main/memory/meaning/statesPreference.ts'
import { openMemoryWorld, told, type MemoryWorld } from './memoryWorld.ts'

const modelId = 'all-MiniLM-L6-v2:int8'
const shipped: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../../resources/associations.json'), 'utf8'))
const associations = readAssociations(shipped, modelId)!
let world: MemoryWorld
beforeAll(async () => { world = await openMemoryWorld() })
afterAll(() => world.close())

const preferences = ['I get dizzy on towers and balconies.', 'I never eat anything with fur or feathers.', 'I hate being stuck in a crowd.', 'I prefer novels by women.', 'My knees are bad, so I avoid anything with jumping.', 'I only wear second-hand clothes.']
const facts = ['The boiler was repaired on Tuesday.', 'My cousin works at the harbour.', 'The parcel came yesterday.', 'Our street is closed until June.']

test.each([
  ['What should I do on a weekend in Shanghai?', 1], ['Can you recommend a gift for my aunt?', 1], ['I am looking for a quiet place to write.', 1], ['Any ideas for dinner?', 1], ['Was soll ich am Wochenende kochen?', 1], ['¿Qué me recomiendas para cenar?', 1],
  ['When did I buy the bicycle?', 0], ['Where does Nadia live?', 0], ['The parcel came yesterday.', 0], ['What is the capital of Mongolia?', 0], ['', 0], ['What did you recommend to me last week?', 0.25],
])('[R100] how much “%s” asks for advice', (text, expected) => {
  expect(adviceLikeness(text)).toBe(expected)
})

test('[R100] a very long message is read at its ends', () => {
  expect(adviceLikeness(`${'word '.repeat(200_000)} What would you recommend?`)).toBe(1)
})

test.each([...preferences, 'I am allergic to wasps.', 'Ich mag keine Pilze.', 'J\'évite le bruit.'])('[R101] “%s” states a preference', (text) => {
  expect(statesPreference(text)).toBe(true)
})

test.each([...facts, 'What do I like?', 'I would like to know the time.', 'I have a dog called Rex.'])('[R101] “%s” states none', (text) => {
  expect(statesPreference(text)).toBe(false)
})

test.each([
  ['What should I see on a first visit to Shanghai?', 'I get dizzy on towers and balconies.'], ['What could I order in a steakhouse?', 'I never eat anything with fur or feathers.'], ['Can you suggest a workout that burns calories?', 'My knees are bad, so I avoid anything with jumping.'], ['What would you recommend for a summer holiday to read?', 'I prefer novels by women.'],
])('[R102] for “%s”, “%s” is among the first two though they share no word that matters', async (question, expected) => {
  const meaning = questionMeaning(question, await world.embed(question), associations)
  const fits = await Promise.all([...preferences, ...facts].map(async (text) => ({ text, fit: meaning.fit(text, await world.embed(text)) })))
  expect(fits.sort((a, b) => b.fit - a.fit).slice(0, 2).map(({ text }) => text)).toContain(expected)
})

test('[R102] recall finds by it, and states of facts stay behind', async () => {
  for (const text of ['I am afraid of heights.', 'I am a vegetarian.', 'I prefer novels by women.', 'I hate loud bars.', 'Remember that the boiler was repaired on Tuesday.']) expect(await world.tell(text)).toHaveLength(1)
  const texts = async (question: string) => (await world.ask(question, { ...world.ports, associations })).found.map((one) => one.memory?.text)
  expect(await texts('What could we do in the Alps?')).toEqual(['I am afraid of heights.'])
  expect(await texts('Can you recommend things to eat in Argentina?')).toEqual(['I am a vegetarian.'])
  expect(await texts('Who won the election in 1912?')).toEqual([])
})

test('[R103] a question for a fact, one without associations and one of another model are compared as they stand', async () => {
  const fact = await world.embed('When did I buy the bicycle?')
  expect(questionViews('When did I buy the bicycle?', fact, associations)).toEqual([{ vector: fact, weight: 1, name: 'plain' }])
  const advice = 'Can you recommend a restaurant?'
  const vector = await world.embed(advice)
  const other = await world.embed(preferences[1]!)
  expect(questionMeaning(advice, vector).fit(preferences[1]!, other)).toBe(cosineOf(vector, other))
  expect(questionViews(advice, vector.slice(0, 100), associations)).toHaveLength(1)
  expect(readAssociations(shipped, 'another-model:int8')).toBeNull()
  expect(questionMeaning(advice, vector, associations).fit(preferences[1]!, null)).toBe(0)
})

test('[R103] the weights of all views add up to one, and every view is a unit vector', async () => {
  const text = 'Can you recommend a restaurant?'
  const views = questionViews(text, await world.embed(text), associations)
  expect(views.map(({ name }) => name)).toEqual(['plain', 'adapted', 'things'])
  expect(views.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1)
  for (const { vector } of views) expect(cosineOf(vector, vector)).toBeCloseTo(1, 4)
})

test('[R104] associations stay the same when packed and read again', async () => {
  const again = readAssociations(JSON.parse(JSON.stringify(packAssociations(associations, modelId))), modelId) as Associations
  const vector = await world.embed('What should I cook for my aunt?')
  expect(cosineOf(adaptQuestion(vector, again), adaptQuestion(vector, associations))).toBeGreaterThan(0.9999)
  expect(again.subjects.map(({ things }) => things)).toEqual(associations.subjects.map(({ things }) => things))
  expect(again.things).toHaveLength(associations.things.length)
  expect(Math.max(...again.subjects.flatMap(({ things }) => things))).toBeLessThan(again.things.length)
})

test.each([['Где стоит мой велосипед?', false], ['我的自行车在哪里？', false], ['Wo steht mein Fahrrad?', true], ['42', true]])('[R105] whether a model of Latin script reads “%s”', (text, expected) => {
  expect(isReadByModel(text, 'latin')).toBe(expected)
  expect(isReadByModel(text, 'all')).toBe(true)
  expect([scriptsOf('all-MiniLM-L6-v2:int8'), scriptsOf('multilingual-e5-small:int8')]).toEqual(['latin', 'all'])
})

test.each([
  ['Русский чай с мёдом стоит на полке у окна.', 'Где стоит чай с мёдом?', 'ru'], ['मेरी साइकिल पुराने किले के पास खड़ी है।', 'साइकिल किले के पास कहाँ है?', 'hi'], ['Το ποδήλατό μου είναι δίπλα στο παλιό κάστρο.', 'Πού είναι το παλιό κάστρο;', 'el'],
  ['น้ำผึ้งของยายอยู่ในตู้ข้างหน้าต่าง', 'น้ำผึ้งของยายอยู่ที่ไหน', 'th'], ['祖母的蜂蜜放在窗边的柜子里。', '祖母的蜂蜜放在哪里？', 'zh'], ['دراجتي القديمة بجانب القلعة.', 'أين دراجتي القديمة؟', 'ar'],
])('[R105] “%s” is found by its words', async (text, question, id) => {
  for (const [at, other] of ['Мы видели поезд.', 'आज बारिश हुई।', 'Σήμερα βρέχει.', 'วันนี้ฝนตก', '今天下雨了。', 'اليوم يوم جميل.'].entries()) await world.say(`m_other_${at}`, `c_other_${at}`, other)
  await world.say(`m_${id}`, `c_${id}`, text)
  const { found } = await world.ask(question)
  expect(found[0]?.message?.id).toBe(`m_${id}`)
})

test('[R106] of two memories that say nearly the same the newer stands first', async () => {
  const [old] = await world.tell('I prefer quiet hotels without any parties that go on in the hall.', told - 90 * 86_400_000)
  const [young] = await world.tell('I prefer quiet hotels without many parties that go on in the hall.', told)
  expect(old).toBeDefined()
  expect(young?.id).not.toBe(old!.id)
  world.memories.set(old!.id, { ...old!, state: 'active', uses: 50, importance: 1, learnedAt: told - 90 * 86_400_000 })
  world.memories.set(young!.id, { ...young!, state: 'active', uses: 0, importance: 0.1, learnedAt: told })
  const { found } = await world.ask('Can you suggest a hotel for my weekend?', { ...world.ports, associations })
  const places = [young!, old!].map((memory) => found.findIndex((one) => one.memory?.id === memory.id))
  expect(places[0]).toBeGreaterThanOrEqual(0)
  expect(places[1]).toBeGreaterThan(places[0]!)
})

test('[R102] what was made of a vector is known again in a copy of it, and of no other', () => {
  let made = 0
  const sum = rememberByVector((vector) => { made++; return vector.reduce((total, value) => total + value, 0) })
  const vectors = Array.from({ length: 2000 }, (_, at) => Float32Array.from({ length: 8 }, (_, place) => Math.sin(at * 8 + place)))
  const first = vectors.map(sum)
  expect(made).toBe(2000)
  expect(vectors.map((vector) => sum(vector.slice()))).toEqual(first)
  expect(made).toBe(2000)
  expect(sum(vectors[0]!.map((value, at) => at === 7 ? -value : value))).not.toBe(first[0])
})
