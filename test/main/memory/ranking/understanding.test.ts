import { expect, test } from 'vitest'
import { askedVectors } from '../../../../src/main/memory/ranking/askedVectors.ts'
import { completeFollowUp } from '../../../../src/main/memory/ranking/followUp.ts'
import { otherForms } from '../../../../src/main/memory/ranking/irregular.ts'
import { readAsked } from '../../../../src/main/memory/ranking/reading.ts'
import { baseOf } from '../../../../src/main/memory/ranking/stems.ts'

const asked = (text: string) => [{ role: 'user' as const, text }, { role: 'assistant' as const, text: 'I see.' }]
const now = Date.UTC(2026, 4, 20, 12)

test.each([
  ['And when was that?', 'Did Nadia move to Lisbon?', ['Nadia', 'Lisbon']],
  ['What about her?', 'Which allergies does my sister have?', ['allergies', 'sister']],
  ['Why?', 'I sold the red bicycle.', ['bicycle', 'red', 'sold']],
  ['How much did it cost?', 'Do you remember the espresso machine?', ['espresso', 'machine']],
  ['Und wann war das?', 'Ist Nadia nach Lissabon gezogen?', ['Nadia', 'Lissabon']],
])('[R80] “%s” is completed from “%s”', (question, before, words) => {
  const completed = completeFollowUp(question, asked(before))
  for (const word of words) expect(completed).toContain(word)
  expect(completed!.startsWith(question)).toBe(true)
})

test.each([
  ['Where does Nadia work since she left the bank in Utrecht?', 'Do you like tea?'],
  ['What is the capital of Peru?', 'Did Nadia move to Lisbon?'],
  ['And when was that?', ''],
])('[R80] “%s” after “%s” stays as it is', (question, before) => {
  expect(completeFollowUp(question, before === '' ? [] : asked(before))).toBeNull()
})

test('[R80] a question that points back to one that points back is completed from the first', () => {
  const history = [...asked('Did Nadia move to Lisbon?'), ...asked('And why did she?')]
  expect(completeFollowUp('And when was that?', history)).toContain('Lisbon')
})

test('[R81] the names of those who spoke leave the question before its meaning is compared', async () => {
  const texts: string[] = []
  const embed = async (some: string[]) => { texts.push(...some); return some.map(() => Float32Array.of(1, 0)) }
  const reading = readAsked({ text: 'When did Ann Miller paint Ben\'s fence, and did Annabel help?', now })
  await askedVectors(reading, Float32Array.of(0, 1), ['Ann Miller', 'Ben'], embed)
  expect(texts).toEqual(['When did I paint my fence, and did Annabel help?', 'paint fence annabel'])
})

test('[R81] without an embedder, or without such names, the question is compared as it stands', async () => {
  const vector = Float32Array.of(0, 1)
  const reading = readAsked({ text: 'When was the fence painted?', now })
  expect(await askedVectors(reading, vector, ['Ben'], undefined)).toEqual({ plain: vector, asSaid: vector, content: vector })
  const { plain, asSaid } = await askedVectors(reading, vector, ['Ben'], async (some) => some.map(() => Float32Array.of(1, 0)))
  expect([plain, asSaid]).toEqual([vector, vector])
})

test('[R82] a question says which time, whom and what kind of answer it asks for', () => {
  const reading = readAsked({ text: 'How many museums did I visit with Nadia in March 2026?', now })
  expect(reading.askedFor).toBe('number')
  expect(reading.names).toContain('Nadia')
  expect(reading.range!.from).toBeLessThanOrEqual(Date.UTC(2026, 2, 1, 12))
  expect(reading.range!.until).toBeGreaterThan(Date.UTC(2026, 2, 31, 12))
  expect(reading.range!.until).toBeLessThan(Date.UTC(2026, 3, 2, 12))
  expect(readAsked({ text: 'Where is the key?', now }).range).toBeNull()
})

test('[R83] irregular forms share a base, and a search knows them all', () => {
  for (const [one, other] of [['bought', 'buys'], ['went', 'gone'], ['children', 'child'], ['taught', 'teaching']] as const) expect(baseOf(one)).toBe(baseOf(other))
  expect(otherForms('buy')).toEqual(['bought'])
  expect(otherForms('taken')).toEqual(['take', 'took'])
  expect(otherForms('table')).toEqual([])
})

test.each(['', '🙂', '?'.repeat(10_000), 'a '.repeat(100_000), '"" AND OR NOT ( *', '\0\ud800'])('[R82] any text can be read as a question: %#', (text) => {
  expect(readAsked({ text, now, history: asked(text) }).query.words.length).toBeLessThanOrEqual(100)
})
