import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readEntities } from '../../../src/main/understand/entities/readEntities.ts'
import { languageOf } from '../../../src/main/understand/language.ts'
import { readSlotTagger } from '../../../src/main/understand/slots/slotFile.ts'
import { readTimes } from '../../../src/main/understand/times/readTimes.ts'

const tagger = readSlotTagger(readFileSync(join(import.meta.dirname, '../../../resources/slots.bin')))!
const now = new Date(2026, 10, 21, 12).getTime()
const read = (text: string) => readEntities(text, languageOf(text), readTimes(text, languageOf(text), now), tagger)
const said = (text: string) => read(text).map(({ text: own, kind }) => `${own}: ${kind}`)

test('[U31] entities come in order, without overlaps, and their offsets point at what was written', () => {
  const texts = [
    '👩‍👩‍👧 My sister Zoe\u0308 lives in Zu\u0308rich 🎉 and pays 40 euros at 5 pm tomorrow', 'Please send $1,250.50 to Ana Berg at ana.berg@example.org by Friday, call +49 30 1234567 or see https://example.org/a?b=1.',
    'remind me every Monday at nine to call Dr. Weiss in Ghent', 'Meine Schwester Clara wohnt in Köln', '"'.repeat(50), 'book book “book” "a" «b»',
  ]
  for (const text of texts) {
    const found = read(text)
    for (const { text: own, start, end } of found) expect(text.slice(start, end)).toBe(own)
    for (const [at, one] of found.entries()) if (at > 0) expect(one.start).toBeGreaterThanOrEqual(found[at - 1]!.end)
  }
  expect(said(texts[0]!)).toEqual(expect.arrayContaining(['Zoe\u0308: person', 'Zu\u0308rich: place', '40 euros: money']))
})

test('[U32] what has a form of its own is told by it', () => {
  expect(said('Write to ana.berg@example.org.')).toEqual(['ana.berg@example.org: email'])
  expect(said('See https://example.org/a?b=1, then www.example.org.')).toEqual(['https://example.org/a?b=1: url', 'www.example.org: url'])
  expect(said('Call +49 30 1234567')).toEqual(['+49 30 1234567: phone'])
  expect(said('Das kostet 40 Euro')).toEqual(['40 Euro: money'])
  expect(said('It was $1,250.50')).toEqual(['$1,250.50: money'])
  expect(said('What is 38 times 12?')).toEqual(['38: number', '12: number'])
  expect(said('Have you read the novel “The Lamp”?')).toEqual(['“The Lamp”: media'])
})

test('[U33] words that are no names are none', () => {
  const plain = [
    'Please help. Thanks for everything', 'Hello there!', 'Write an email to my landlord about the broken heating', 'He said no', 'Tell me a joke', 'My mother is coming on Monday', 'Can you help me with my homework?', 'I am so happy today', 'What should I cook for six guests?',
    'Explain how a heat pump works', 'Remind me to call mom', 'Yes, please do', 'Summarise the text below', 'Why is the sky blue?', 'Good morning', 'Bitte hilf mir', 'Merci beaucoup', 'Muchas gracias',
  ]
  const names = plain.flatMap((text) => read(text).filter(({ kind }) => kind === 'person' || kind === 'place' || kind === 'organisation').map((one) => `${text}: ${one.text} ${one.kind}`))
  expect(names).toEqual([])
})

test('[U33] names that are announced are found in four languages', () => {
  expect(said('My sister Nadia lives in Porto.')).toEqual(['Nadia: person', 'Porto: place'])
  expect(said('Meine Schwester heißt Clara und wohnt in Köln.')).toEqual(['Clara: person', 'Köln: place'])
  expect(said('Ma sœur s\'appelle Lucie')).toEqual(['Lucie: person'])
  expect(said('Mi hermano se llama Javier y vive en Sevilla')).toEqual(['Javier: person', 'Sevilla: place'])
})
