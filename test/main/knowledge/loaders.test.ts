import { describe, expect, test } from 'vitest'
import { builtInLoaders } from '../../../src/main/knowledge/builtInLoaders.ts'
import { calculateLoader } from '../../../src/main/knowledge/loaders/calculate.ts'
import { codeLoader } from '../../../src/main/knowledge/loaders/code.ts'
import { commandLoader } from '../../../src/main/knowledge/loaders/command.ts'
import { explainLoader } from '../../../src/main/knowledge/loaders/explain.ts'
import { planLoader } from '../../../src/main/knowledge/loaders/plan.ts'
import { factsSaidHere } from '../../../src/main/knowledge/loaders/recall.ts'
import { smallTalkLoader } from '../../../src/main/knowledge/loaders/smallTalk.ts'
import { summariseLoader } from '../../../src/main/knowledge/loaders/summarise.ts'
import { translateLoader } from '../../../src/main/knowledge/loaders/translate.ts'
import { writeLoader } from '../../../src/main/knowledge/loaders/write.ts'
import { ask, day, loaded, memory, message, now, read, textsOf } from './support.ts'

test('[K8] facts of this conversation stand for a failed search; those that share words rank higher', () => {
  const earlier = [
    message('My sister is called Nadia. What is yours called?'), message('I have none.', { role: 'assistant', trust: 'assistant' }),
    message('We moved to Porto in May. Rain again!'), message('Fremder Text: my boss is mean.', { trust: 'external' }),
  ]
  const pieces = factsSaidHere(ask('Where did my sister move?', { earlier }))
  expect(textsOf(pieces)).toEqual(['My sister is called Nadia.', 'We moved to Porto in May.'])
  expect(pieces[0]).toMatchObject({ region: 'memories', marks: ['reconstructed'], source: { kind: 'message', messageId: earlier[0]!.id } })
  expect(pieces[0]!.score!).toBeGreaterThan(pieces[1]!.score!)
  expect(factsSaidHere(ask('Where is it?', { earlier: Array.from({ length: 40 }, (_, at) => message(`I own boat ${at}.`)) }))).toHaveLength(8)
})

describe('[K9] planning', () => {
  const dentist = memory('Dentist on Friday at nine.', { kind: 'episodic', eventAt: now + 6 * day })
  const far = memory('Wedding of Ana in May.', { kind: 'episodic', eventAt: now + 180 * day })
  const past = memory('The concert was loud.', { kind: 'episodic', eventAt: now - 3 * day })
  test('knows the date and the next weeks', async () => {
    const pieces = await loaded(planLoader, ask('Plan my week.'), [far, past, dentist, memory('Tea is at five.')])
    expect(textsOf(pieces)).toEqual(['Today is Saturday, 21 November 2026.', dentist.text])
    expect(pieces[0]).toMatchObject({ region: 'results', label: 'open' })
    expect(pieces[1]).toMatchObject({ id: dentist.id, region: 'memories', source: { kind: 'memory', memoryId: dentist.id, messageId: dentist.sources[0]!.messageId } })
  })
  test('looks at the days that the message names first', async () => {
    const times = [{ text: 'in May', start: 0, end: 6, from: now + 170 * day, until: now + 200 * day }]
    expect(textsOf(await loaded(planLoader, ask('Plan the trip in May.', { understanding: read({ times }) }), [dentist, far]))).toEqual([expect.stringContaining('Today'), far.text, dentist.text])
  })
  test('is bounded', async () => {
    const many = Array.from({ length: 50 }, (_, at) => memory(`Appointment ${at}`, { eventAt: now + day + at }))
    expect(await loaded(planLoader, ask('Plan my week.'), many)).toHaveLength(9)
  })
})

test('[K10] writing knows wishes for texts, language and name, and no others', async () => {
  const wishes = [memory('Keep letters short and without exclamation marks.', { kind: 'procedural' }), memory('Wash wool at thirty degrees.', { kind: 'procedural' })]
  const pieces = await loaded(writeLoader, ask('Write a note to Tom.'), [memory('My name is Ivo.', { key: 'user.name' }), memory('Answer in German.', { kind: 'procedural', key: 'assistant.language' }), ...wishes, memory('I like letters.')])
  expect(textsOf(pieces)).toEqual(['Answer in German.', wishes[0]!.text, 'My name is Ivo.'])
  expect(await loaded(writeLoader, ask('Write a note.'), Array.from({ length: 30 }, (_, at) => memory(`Letters of kind ${at} are short.`, { kind: 'procedural' })))).toHaveLength(5)
})

test('[K11] explaining knows work, studies and what is known already', async () => {
  const memories = [memory('I am a nurse.', { key: 'user.job' }), memory('I am learning Rust.'), memory('I study law.', { key: 'user.study' }), memory('My car is red.')]
  expect(textsOf(await loaded(explainLoader, ask('Explain what a prime number is.'), memories))).toEqual(['I am a nurse.', 'I study law.', 'I am learning Rust.'])
})

test('[K12] coding knows languages, tools and conventions', async () => {
  const memories = [memory('In this project tests lie beside the code.', { kind: 'procedural' }), memory('I use TypeScript at work.'), memory('My cat is called Python.'), memory('I go to the office by tram.'), memory('Fold napkins twice.', { kind: 'procedural' })]
  const texts = textsOf(await loaded(codeLoader, ask('Write a function that sorts numbers.'), memories))
  expect(texts.slice(0, 2)).toEqual(['In this project tests lie beside the code.', 'I use TypeScript at work.'])
  expect(texts.join(' ')).not.toMatch(/tram|napkins/)
})

describe('[K13] summing up', () => {
  const long = (what: string) => `${what} `.repeat(200)
  test('knows the latest long text', async () => {
    const earlier = [message(long('Minutes of May.')), message(long('Minutes of June.')), message('Here it is.', { role: 'assistant' }), message('Thanks!')]
    const [piece, ...others] = await loaded(summariseLoader, ask('Summarise it.', { earlier }))
    expect(others).toEqual([])
    expect(piece).toMatchObject({ id: earlier[1]!.id, region: 'documents', source: { kind: 'message', messageId: earlier[1]!.id }, trust: 'user' })
  })
  test('brings nothing where the message has its own text, or there is none', async () => {
    expect(await loaded(summariseLoader, ask(`Summarise: ${long('News.')}`, { earlier: [message(long('Old.'))] }))).toEqual([])
    expect(await loaded(summariseLoader, ask('Summarise it.', { earlier: [message('short')] }))).toEqual([])
  })
  test('is bounded', async () => {
    const [piece] = await loaded(summariseLoader, ask('Summarise it.', { earlier: [message('x'.repeat(1_000_000))] }))
    expect(piece!.text.length).toBeLessThan(60_010)
    expect(piece!.marks).toEqual(['cut'])
  })
})

describe('[K14] translating', () => {
  const direction = async (text: string) => textsOf(await loaded(translateLoader, ask(text)))[0] ?? null
  test.each([
    ['Translate "the shed is locked" into French.', 'To be translated into French.'], ['Translate this from German to English: Der Hund schläft.', 'To be translated from German into English.'],
    ['Übersetze das ins Spanische: Guten Tag', 'To be translated into Spanish.'], ['Traduis cela en allemand', 'To be translated into German.'],
    ['Translate “I come from German classes into the yard”', null], ['Translate this please', null],
  ])('%s', async (text, said) => { expect(await direction(text)).toBe(said) })
  test('knows the languages of the person', async () => {
    const memories = [memory('I speak Polish and a little Czech.'), memory('I am learning the piano.'), memory('Answer in Dutch.', { kind: 'procedural', key: 'assistant.language' })]
    expect(textsOf(await loaded(translateLoader, ask('Translate this please'), memories))).toEqual(['Answer in Dutch.', 'I speak Polish and a little Czech.'])
  })
})

test('[K15] small talk knows the name and what was told lately, and nothing else', async () => {
  const lately = memory('I ran ten kilometres yesterday.', { kind: 'episodic', eventAt: now - day, learnedAt: now - day })
  const memories = [memory('My name is Ivo.', { key: 'user.name' }), lately, memory('I have diabetes.'), memory('I was in Rome.', { kind: 'episodic', learnedAt: now - 60 * day }), memory('Exam on Monday.', { kind: 'episodic', eventAt: now + 2 * day })]
  expect(textsOf(await loaded(smallTalkLoader, ask('Good morning!'), memories))).toEqual(['My name is Ivo.', lately.text])
})

test('[K16] a command finds its place in the app, or nothing', async () => {
  const said = async (text: string) => textsOf(await loaded(commandLoader, ask(text))).join('')
  expect(await said('Go offline please')).toContain('Go offline or online')
  expect(await said('switch to dark mode')).toContain('Settings, “Look”')
  expect(await said('Forget everything about my ex')).toContain('“Memories”')
  expect(await said('Turn on the kitchen light')).toBe('')
  expect(await said('Set an alarm for six')).toBe('')
})

test('[K17] a result is a piece with the way back to its message', async () => {
  const asked = ask('What is 17% of 2,340?')
  expect(await loaded(calculateLoader, asked)).toEqual([expect.objectContaining({ text: '17 % of 2,340 = 397.8', region: 'results', trust: 'derived', label: 'open', source: expect.objectContaining({ kind: 'message', messageId: asked.message.id }) })])
  expect(await loaded(calculateLoader, ask('What is the sum of my bills?'))).toEqual([])
})

test('[K7] what a task brings passes the threshold and ranks low; every source is small', async () => {
  const [piece] = await loaded(explainLoader, ask('Explain tides.'), [memory('I am a sailor.', { key: 'user.job' })])
  expect(piece!.score).toBeGreaterThan(0.14)
  expect(piece!.score).toBeLessThan(0.4)
  const many = Array.from({ length: 300 }, (_, at) => memory(`I speak, write code, know and study language ${at}: short letters.`, { key: at % 3 === 0 ? 'user.job' : null, kind: at % 2 === 0 ? 'procedural' : 'episodic', eventAt: now + at }))
  for (const loader of builtInLoaders) expect((await loaded(loader, ask('Write, please.'), many)).length, loader.id).toBeLessThanOrEqual(9)
})
