import { expect, test } from 'vitest'
import { extract } from '../../../src/main/memory/extract.ts'

/** A Sunday. */
const at = new Date(2026, 4, 3, 12).getTime()
const learn = (text: string) => extract(text, at)
const brief = (text: string) => learn(text).map((one) => [one.quote, one.subject, one.key])

test.each<[string, string, string | null]>([
  ['My wife Anna, not my sister, works at Siemens.', 'Anna', 'anna.employer'],
  ['My wife, not my sister, works at Siemens.', 'wife', 'user.wife.employer'],
  ['My father, and not my mother, is a dentist.', 'father', null],
  ['Not my mother but my father is a dentist.', 'father', null],
  ['It is not my brother but my cousin who lives in Oslo.', 'cousin', 'user.cousin.home'],
  ['My cousin rather than my brother lives in Oslo.', 'cousin', 'user.cousin.home'],
  ['My son, as opposed to my daughter, plays football.', 'son', null],
  ['I, not my husband, am allergic to peanuts.', 'user', null],
  ['I don’t work at Bosch but at Siemens.', 'user', 'user.employer'],
  ['My sister works at Siemens, not at Bosch.', 'sister', 'user.sister.employer'],
  ['Meine Frau, nicht meine Schwester, arbeitet bei Siemens.', 'frau', 'user.wife.employer'],
  ['Ma femme, et non ma sœur, travaille chez Siemens.', 'femme', 'user.wife.employer'],
])('[R50] whole, and about whom it is: %s', (text, subject, key) => {
  expect(brief(text)).toEqual([[text, subject, key]])
})

test.each<[string, string[]]>([
  ['Unlike my brother, I live in Rome.', ['I live in Rome.']],
  ['Unlike my sister, my brother lives in Rome.', ['my brother lives in Rome.']],
  ['Instead of my sister, my brother takes care of the dog.', ['my brother takes care of the dog.']],
  ['Contrary to my sister, I love horses.', ['I love horses.']],
  ['I live in Bonn, not my parents.', ['I live in Bonn, not my parents.']],
  ['My wife works at Siemens, and my sister works at Bosch.', ['My wife works at Siemens', 'my sister works at Bosch.']],
  ['No, my sister works at Siemens.', ['my sister works at Siemens.']],
])('[R50] what is only named beside it is no fact: %s', (text, quotes) => {
  expect(learn(text).map((one) => one.quote)).toEqual(quotes)
})

test.each([
  'My friend asked if I live in Seoul.', 'My boss asked me where I live.', 'I was asked if I speak French.', 'People keep asking me whether I am German.', 'The doctor wanted to know if I am allergic to nuts.',
  'Forget that I live in Bonn.', 'Forget everything I told you.', 'Ignore what I said about my sister Nadia.',
  'I could eat a horse.', 'I\'m so hungry I could eat a horse.', 'I bet I\'m the worst cook in the world.', 'My boss is a slave driver.', 'My brother is a pain in the neck.', 'My dad is going to kill me.', 'My car is a lemon.', 'I work like a dog.', 'I have butterflies in my stomach.',
  'I was going to move to Tokyo but changed my mind.', 'I was going to move to Tokyo.', 'I almost bought a house in Porto.', 'We were supposed to fly to Lisbon on Friday.', 'I planned to visit Rome in June but cancelled.', 'I had a flight on Friday but it was cancelled.', 'I wanted to study law but decided against it.',
])('[R52] learns nothing from: %s', (text) => {
  expect(brief(text)).toEqual([])
})

test.each<[string, string]>([
  ['My friend asked if I live in Seoul, but I live in Bonn.', 'I live in Bonn.'],
  ['Forget everything I told you. I live in Bonn.', 'I live in Bonn.'],
  ['I was going to move to Tokyo, but I live in Bonn now.', 'I live in Bonn now.'],
  ['I went to school in Leeds and I work at Bosch.', 'I work at Bosch.'],
  ['My brother is a nurse.', 'My brother is a nurse.'],
  ['I\'ve told you a thousand times that I live in Rome.', 'I live in Rome.'],
  ['My boss asked me to lead the Oslo project from June.', 'My boss asked me to lead the Oslo project from June.'],
])('[R52] what stands beside it and is meant still counts: %s', (text, quote) => {
  expect(learn(text).map((one) => one.quote)).toContain(quote)
})

test.each([
  ['an application', 'I am writing to apply for the position of nurse. I live in Leeds and I speak French.'],
  ['a signed letter without a salutation', 'I currently work at Shell as an analyst.\n\nSincerely,\nTom Miller'],
  ['an e-mail to a friend', 'Hi Anna,\nI moved to Lyon last week.\nBest,\nTom'],
  ['an e-mail in one line', 'Hello John, thanks for your mail. I live in Porto and my wife is called Eva. Yours sincerely, Tom'],
  ['an e-mail to many', 'Hi team,\n\nI am out of the office until Friday. My deputy is Nadia.'],
  ['a letter in German', 'Sehr geehrte Damen und Herren,\nich wohne in Köln und bin Lehrer.\nMit freundlichen Grüßen\nTom'],
  ['a letter in French', 'Bonjour Madame,\nj\'habite à Lyon.\nCordialement,\nTom'],
  ['a letter in Spanish', 'Vivo en Sevilla.\n\nUn saludo,\nAna'],
  ['a text that is asked about', 'Is this email ok?\n\nMy daughter has asthma and we live in Leeds.'],
])('[R4] learns nothing from %s', (_, text) => {
  expect(brief(text)).toEqual([])
})

test.each<[string, string]>([
  ['Hi there,\nI live in Lyon.', 'I live in Lyon.'], ['Hello! I\'m Anna. Thanks!', 'I\'m Anna.'], ['I live in Lyon. Summarise this email:\n\nHi Tom,\nI live in Rome.\nBest,\nEva', 'I live in Lyon.'],
  ['My name is Anna and I live in Lyon. Best, Anna', 'I live in Lyon.'], ['I live in Lyon.\nCheers!', 'I live in Lyon.'],
])('[R4] a greeting makes no letter: %s', (text, quote) => {
  expect(learn(text).map((one) => one.quote)).toContain(quote)
})

test.each([
  'For this exercise, my name is John and I live in Narnia.', 'Example: my name is Jane Doe.', 'This is a test: I live in Testville.', 'Test: I live in Testville.', 'This is only an example: my dog is called Rex.', 'Sample text: my name is Jane.',
  'Let\'s say my name is Bob.', 'Suppose my name is Bob. I live in Rome.', 'Imagine I live in Rome. My dog is called Bo.', 'Pretend my name is Bob.', 'For the sake of argument, I live in Rome.',
  'I\'m not saying I hate jazz.', 'I didn\'t say that my name is Bob.', 'Barack Obama was the 44th president.', 'Angela Merkel was the chancellor of Germany.',
  '2026-11-21 12:00:00 ERROR my name is undefined', '[ERROR] my name is undefined', 'WARN: my name is Bob', 'My name is null.',
])('[R111] learns nothing from: %s', (text) => {
  expect(brief(text)).toEqual([])
})

test.each<[string, string]>([
  ['My son is the class president.', 'My son is the class president.'], ['Example: my name is Jane Doe.\nI live in Lyon.', 'I live in Lyon.'], ['Anna is the queen of our chess club.', 'Anna is the queen of our chess club.'],
])('[R111] what is meant still counts: %s', (text, quote) => {
  expect(learn(text).map((one) => one.quote)).toContain(quote)
})

test.each<[string, string, string | null]>([
  ['Xaverius, my brother, is living in Plumtown now.', 'Xaverius', 'xaverius.home'], ['Anna, my sister, works at Siemens.', 'Anna', 'anna.employer'], ['Tom, a friend of mine, lives in Oslo.', 'Tom', 'tom.home'],
  ['My brother, Xaverius, is living in Plumtown now.', 'Xaverius', 'xaverius.home'], ['Tom, a colleague of ours, is allergic to nuts.', 'Tom', null],
])('[R111] a name with who it is beside it is read whole: %s', (text, subject, key) => {
  expect(brief(text)).toEqual([[text, subject, key]])
})
