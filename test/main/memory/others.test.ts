import { expect, test } from 'vitest'
import { extract } from '../../../src/main/memory/extract.ts'
import { findEntities } from '../../../src/main/memory/entities/findEntities.ts'
import { labelOf } from '../../../src/main/memory/labelOf.ts'

/** A Sunday. */
const at = new Date(2026, 4, 3, 12).getTime()
const learn = (text: string) => extract(text, at)

test.each([
  ['Nadia is allergic to nuts.', 'Nadia'], ['Tom has diabetes.', 'Tom'], ['Nadia has asthma.', 'Nadia'], ['Grace was diagnosed with epilepsy.', 'Grace'], ['Nadia can\'t eat gluten because of her allergy.', 'Nadia'], ['Dr. Vole is diabetic.', 'Dr. Vole'], ['Rose is allergic to cats.', 'Rose'],
  ['Nadia ist allergisch gegen Nüsse.', 'Nadia'], ['Nadia est allergique aux noix.', 'Nadia'], ['Nadia es alérgica a las nueces.', 'Nadia'], ['Nadia è allergica alle noci.', 'Nadia'], ['Nadia é alérgica a nozes.', 'Nadia'],
])('[R53] health of somebody is learned and stays here: %s', (text, subject) => {
  expect(learn(text)).toHaveLength(1)
  expect(learn(text)[0]).toMatchObject({ text, subject })
  expect(learn(text)[0]!.confidence).toBeGreaterThanOrEqual(0.6)
  expect(labelOf(learn(text)[0]!)).toBe('local')
})

test.each<[string, string, string | null]>([
  ['Henk lives in Utrecht.', 'Henk', 'henk.home'], ['Nadia works at Bosch.', 'Nadia', 'nadia.employer'], ['Nadia works as a nurse.', 'Nadia', null], ['Tom is a teacher.', 'Tom', null], ['Tom\'s birthday is on 3 May.', 'Tom', 'tom.birthday'],
  ['Nadia was born on 3 May 1990.', 'Nadia', null], ['Nadia moved to Berlin.', 'Nadia', 'nadia.home'], ['Nadia is a vegetarian.', 'Nadia', null], ['Nadia hates cilantro.', 'Nadia', null], ['Nadia wohnt in Wien.', 'Nadia', 'nadia.home'],
])('[R53] so are home, work and birthday: %s', (text, subject, key) => {
  expect(learn(text).map((one) => [one.text, one.subject, one.key])).toEqual([[text, subject, key]])
})

test.each(['Einstein was born in Ulm.', 'Paris is in France.', 'Napoleon was born on Corsica.', 'Python is a language.', 'Alexa plays the song.', 'Amber is a nice colour.', 'Is Nadia allergic to nuts?', 'Nadia works.', 'If Nadia moved to Berlin I would miss her.', 'Nadia says I am allergic to nuts.'])('[R53] but not: %s', (text) => {
  expect(learn(text)).toEqual([])
})

test.each([
  ['My appointment with the tax office was about the deposit for the flat in Lyon.'], ['My flight from Lyon to Porto lands at 7:40 on Friday.'], ['My name on the lease is spelled Anna with two n.'], ['Unlike most, my brother prefers decaf coffee.'],
])('[R54] the subject is nobody who is no one: %s', ([text]) => {
  for (const one of learn(text!)) expect(one.subject).not.toMatch(/^(?:appointment|flight|name|unlike.*)$/iu)
})

test.each<[string, string[]]>([
  ['Abito a Napoli.', ['place:Napoli']], ['Abito a Napoli con mia moglie.', ['place:Napoli']], ['My parents live in Kerry.', ['place:Kerry']], ['We spent the summer in Kerry.', ['place:Kerry']],
  ['Kerry loves Lyon.', ['person:Kerry', 'place:Lyon']], ['I met Mia in Porto.', ['person:Mia', 'place:Porto']], ['Vivo en Sevilla.', ['place:Sevilla']], ['I believe in Tom.', ['person:Tom']],
])('[R54] verbs and places are no people: %s', (text, names) => {
  expect(findEntities(text).map((one) => `${one.kind}:${one.name}`)).toEqual(names)
})

test.each(['I am against nuclear power.', 'I\'m opposed to the death penalty.', 'I am in favour of a tax on sugar.', 'I\'m for a universal basic income.', 'I support a ban on billboards.', 'Ich bin kein Vegetarier.', 'Ich bin keine Veganerin.', 'Je ne suis pas végétarien.', 'No soy vegetariano.', 'Non sono vegetariano.', 'Não sou vegetariano.', 'I am no vegetarian.'])('[R55] learned: %s', (text) => {
  expect(learn(text).map((one) => one.text)).toEqual([text])
})

test.each(['I am against it.', 'I\'m for it.', 'I am against the clock.', 'I support this.'])('[R55] says nothing: %s', (text) => {
  expect(learn(text)).toEqual([])
})

test.each([
  ['I have a visa until 30 June.', [2026, 5, 30]], ['I rent this flat until the end of June.', [2026, 5, 30]], ['Ich wohne bis Ende Juni in Köln.', [2026, 5, 30]], ['Ich habe bis zum 12. Juni Urlaub.', [2026, 5, 12]], ['J\'habite à Lyon jusqu\'au 30 juin.', [2026, 5, 30]],
  ['Vivo en Madrid hasta el 30 de junio.', [2026, 5, 30]], ['Abito a Napoli fino al 30 giugno.', [2026, 5, 30]], ['Moro em Recife até 30 de junho.', [2026, 5, 30]], ['Trabalho na Ferro até o fim de junho.', [2026, 5, 30]], ['Ich arbeite bis 2027 bei Bosch.', [2027, 0, 1]],
])('[R38] holds until the day that it names: %s', (text, [year, month, day]) => {
  expect(learn(text)[0]!.validUntil).toBe(new Date(year!, month!, day!, 12).getTime())
})

test.each(['My birthday is on 31 February.', 'My appointment on 31 February is at 9.', 'We are flying to Lisbon on February 30th.', 'I have a dentist appointment on 31 April.', 'I have a dentist appointment on 31/02/2027.', 'My exam is on 2027-02-30.', 'Am 31. Februar fliegen wir nach Lissabon.'])('[R65] a day that does not exist is no date of an event: %s', (text) => {
  for (const one of learn(text)) expect([one.eventAt, one.validUntil]).toEqual([null, null])
})
