import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findEntities, findEntitySpans } from '../../../src/main/memory/entities/findEntities.ts'

const told = (text: string) => findEntities(text).map((one) => `${one.name}: ${one.kind}`)

test.each<[string, string[]]>([
  ['My sister Nadia lives in Lyon and works at Bosch.', ['Nadia: person', 'Lyon: place', 'Bosch: organisation']],
  ['Ren Solbakk wrote to the Halvorsen Institute about it.', ['Ren Solbakk: person', 'Halvorsen Institute: organisation']],
  ['Vexley said the Tidewater Trust will pay.', ['Vexley: person', 'Tidewater Trust: organisation']],
  ['Project Falcon starts in March.', ['Falcon: project']],
  ['We use the Amber Ledger dashboard at work.', ['Amber Ledger: project']],
  ['She studied at the University of Halden near Lake Ostra.', ['University of Halden: organisation', 'Lake Ostra: place']],
  ['I drive a Skoda and have an iPhone.', ['Skoda: thing', 'iPhone: thing']],
  ['I read "The Glass Orchard" last week.', ['The Glass Orchard: thing']],
  ['I am interested in astronomy and I love hiking.', ['astronomy: topic', 'hiking: topic']],
  ['i live in berlin and my friend sara has a dog called rex', ['Berlin: place', 'Sara: person', 'Rex: person']],
  ['Meine Schwester Lea arbeitet bei Siemens in Wien.', ['Lea: person', 'Siemens: organisation', 'Wien: place']],
  ['J\'habite à Nantes avec mon mari Luc.', ['Nantes: place', 'Luc: person']],
  ['Mi hermana Paula vive en Quito.', ['Paula: person', 'Quito: place']],
  ['Mia sorella Marta abita a Torino.', ['Marta: person', 'Torino: place']],
  ['Minha irmã Bianca mora em Recife.', ['Bianca: person', 'Recife: place']],
])('[R60] %s', (text, expected) => {
  expect(told(text)).toEqual(expected)
})

test.each([
  'Hey, what is the weather on Monday?', 'Thanks! Yesterday was great.', 'Will you come? Mark my words.', 'I speak German and French.', 'The CEO sent the PDF in May.', 'Maybe. However, Recommended steps follow.',
  'OK. Afternoon: nothing. Operations are slow.', 'Happy Christmas, Mum!', 'Senior Marketing Manager', 'AI-powered tools are everywhere.', 'See https://www.Example.org/Nadia and mail Bob@Example.org', '`Nadia Brandt` is a variable', '',
  'Ich habe am Montag einen Termin in der Stadt.', 'Die Katze schläft auf dem Sofa.', 'Hier, c\'était lundi.', 'El lunes tengo una reunión.', 'Oggi è lunedì.', 'Hoje é segunda.',
])('[R61] names nobody: %s', (text) => {
  expect(told(text)).toEqual([])
})

test('[R62] one name comes once, by its longest form; articles and possessives are no part of it', () => {
  expect(told('Nadia Brandt called. I like Nadia, and Nadia\'s brother too.')).toEqual(['Nadia Brandt: person'])
  expect(told('The Tidewater Trust paid. I thanked the Tidewater Trust.')).toEqual(['Tidewater Trust: organisation'])
  expect(told('paris is lovely. I miss Paris.')).toEqual(['Paris: place'])
})

test('[R63] every span is a span of the text, in order and without overlap, whatever the text is', () => {
  const pieces = fc.constantFrom('Nadia ', 'Brandt', ' of ', 'the ', 'Lyon', '. ', '"', '\n', 'van ', '’s ', '&', 'O\'Brien ', 'iPhone ', '日本', 'Привет ', '\ud800', '👩‍👧', 'ich ', 'de ', 'i love hiking ')
  fc.assert(fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 30 }), (parts) => {
    const text = parts.join('')
    let end = 0
    for (const span of findEntitySpans(text)) {
      expect(text.slice(span.start, span.end)).toBe(span.name)
      expect(span.start).toBeGreaterThanOrEqual(end)
      expect(span.name.length).toBeGreaterThan(0)
      expect(span.name.length).toBeLessThanOrEqual(120)
      end = span.end
    }
  }), { numRuns: 400 })
})

test('[R63] ten million characters are read no further than anybody types', () => {
  expect(findEntities('Nadia met Tom. '.repeat(700_000)).map((one) => one.name)).toEqual(['Nadia', 'Tom'])
  expect(findEntities(`${'a'.repeat(30_000)} Nadia`)).toEqual([])
  expect(findEntities('A'.repeat(10_000_000))).toEqual([])
})
