import { expect, test } from 'vitest'
import { extract } from '../../../src/main/memory/extract.ts'
import { merge } from '../../../src/main/memory/merge.ts'

const at = new Date(2026, 4, 3, 12).getTime()

function correct(known: string, said: string) {
  const old = extract(known, at)[0]!
  return extract(said, at, { correcting: { key: old.key!, subject: old.subject, text: old.text } })
}

test.each([
  ['I live in Paris', 'No, it is Lyon.', 'I live in Lyon', 'it is Lyon.'],
  ['I live in Paris with my wife.', 'No, Lyon.', 'I live in Lyon with my wife.', 'Lyon.'],
  ['I live in Paris', 'Actually, in Lyon.', 'I live in Lyon', 'in Lyon.'],
  ['My sister is called Nadia.', 'Sorry, it\'s Lea!', 'My sister is called Lea.', 'it\'s Lea!'],
  ['My birthday is on 3 May.', 'No, it is on 4 May.', 'My birthday is on 4 May.', 'it is on 4 May.'],
  ['I am 34 years old.', 'No, 35.', 'I am 35 years old.', '35.'],
  ['My favourite colour is blue.', 'No, it is green.', 'My favourite colour is green.', 'it is green.'],
  ['I work at Bosch.', 'No, it\'s Siemens, not Bosch.', 'I work at Siemens.', 'it\'s Siemens, not Bosch.'],
  ['Ich wohne in Wien.', 'Nein, es ist Graz.', 'Ich wohne in Graz.', 'es ist Graz.'],
  ['J\'habite à Lyon', 'Non, c\'est Paris.', 'J\'habite à Paris', 'c\'est Paris.'],
])('[R9] “%s”, then “%s”: the memory reads by itself', (known, said, text, quote) => {
  const [fact, ...more] = correct(known, said)
  expect(more).toEqual([])
  expect(fact).toMatchObject({ text, quote, rule: 'fact.correction', key: extract(known, at)[0]!.key })
  expect(said.slice(fact!.start, fact!.end)).toBe(quote)
})

test.each([
  ['I live in Paris', 'No, it is fine.'], ['I live in Paris', 'No, thanks.'], ['I live in Paris', 'No, it is raining.'], ['I live in Paris', 'No, it is too complicated for me.'], ['I am 34 years old.', 'No, it is green.'], ['I live in Paris', 'No, wait.'],
])('[R9] “%s”, then “%s”: nothing is corrected', (known, said) => {
  expect(correct(known, said)).toEqual([])
})

test('[R9] without the sentence that it corrects it waits', () => {
  expect(extract('No, it is Lyon.', at, { correcting: { key: 'user.home', subject: 'user' } })[0]!.confidence).toBeLessThan(0.6)
})

test('[R9] within one message the corrected fact alone is learned', () => {
  expect(extract('I live in Paris. No, it is Lyon.', at).map((one) => one.text)).toEqual(['I live in Lyon.'])
  expect(extract('I live in Paris. No, it is raining.', at).map((one) => one.text)).toEqual(['I live in Paris.'])
})

test('[R9] a correction takes the place of what it corrects, with the new words as its source', () => {
  const old = merge(extract('I live in Paris', at)[0]!, [], at, () => 'y_old', { messageId: 'm_1', conversationId: 'c', at }).memory
  const { memory, superseded } = merge(correct('I live in Paris', 'No, it is Lyon.')[0]!, [old], at + 1000, () => 'y_new', { messageId: 'm_2', conversationId: 'c', at: at + 1000 })
  expect(memory).toMatchObject({ text: 'I live in Lyon', state: 'active', sources: [{ quote: 'it is Lyon.', messageId: 'm_2' }], entities: [{ name: 'Lyon', kind: 'place' }] })
  expect(superseded).toMatchObject({ id: 'y_old', state: 'superseded' })
})

test('[R9] “no wait”, “wait a minute” and their like stand before a correction and not in it', () => {
  for (const lead of ['No wait, ', 'No, wait: ', 'Wait a minute, ', 'Hold on, ', 'No sorry, ', 'no actually ']) {
    const [fact, ...more] = extract(`${lead}I moved to Hamburg last Friday.`, new Date(2026, 10, 21, 17).getTime())
    expect([lead, more]).toEqual([lead, []])
    expect([lead, fact]).toMatchObject([lead, { text: 'I moved to Hamburg last Friday.', key: 'user.home', rule: 'home.correction' }])
  }
})

test('[R15] what took the place of something holds from the day that it names, and the old one until then', () => {
  const said = new Date(2026, 10, 21, 17).getTime()
  const friday = new Date(2026, 10, 20, 12).getTime()
  const origin = (at: number) => ({ messageId: 'm', conversationId: 'c', at })
  const old = merge(extract('I live in Lyon.', at)[0]!, [], at, () => 'y_1', origin(at)).memory
  const { memory, superseded } = merge(extract('I moved to Kiel last Friday.', said)[0]!, [old], said, () => 'y_2', origin(said))
  expect(memory).toMatchObject({ validFrom: friday, eventAt: friday })
  expect(superseded).toMatchObject({ id: 'y_1', validUntil: friday, supersededBy: 'y_2' })
})

test.each([
  ['I live in Berlin.', 'no, it is Monday'], ['My dog\'s name is Rex.', 'no, it\'s Monday'], ['My car is a Skoda.', 'no, it is red'], ['My favourite food is pizza.', 'no, it is Monday'],
  ['My rent is 900 euros.', 'no, it\'s Paris'], ['My birthday is on 3 May.', 'no, it is Paris'], ['My brother is called Tom.', 'no, it\'s Berlin'], ['I work at Bosch.', 'no, it\'s Tuesday'], ['I have two kids.', 'no, it\'s Anna'],
])('[R110] “%s”, then “%s”: a value of another kind corrects nothing', (known, said) => {
  expect(correct(known, said)).toEqual([])
})

test.each([
  ['My email is a@b.org.', 'no, it\'s c@b.org.', 'My email is c@b.org.', 'user'],
  ['My dentist is Dr. Wolf.', 'no, it\'s Dr. Fuchs', 'My dentist is Dr. Fuchs.', 'Dr. Fuchs'],
  ['My brother\'s name is Karl.', 'Correction: it\'s Carl.', 'My brother\'s name is Carl.', 'Carl'],
  ['My car is a Skoda.', 'no, it is a Volvo', 'My car is a Volvo.', 'user'],
  ['I live in Oslo.', 'no, it\'s Sofia', 'I live in Sofia.', 'user'],
  ['My favourite food is pizza.', 'no, it\'s pasta', 'My favourite food is pasta.', 'user'],
  ['I work at Bosch.', 'I mean Siemens.', 'I work at Siemens.', 'user'],
  ['I have two kids.', 'Actually three.', 'I have three kids.', 'user'],
  ['My birthday is on 3 May.', 'no, 4 May', 'My birthday is on 4 May.', 'user'],
  ['My daughter is called Eva.', 'It\'s Eve, not Eva.', 'My daughter is called Eve.', 'Eve'],
  ['My cat is called Miso.', 'Oops, her name is Mocha, not Miso.', 'My cat is called Mocha.', 'Mocha'],
  ['I live in Lyon.', 'Sorry, I meant Nancy.', 'I live in Nancy.', 'user'],
])('[R110] “%s”, then “%s”: the value is replaced whole, and whom it is about follows', (known, said, text, subject) => {
  expect(correct(known, said)).toMatchObject([{ text, subject, corrects: known, rule: 'fact.correction' }])
})

test('[R110] a day that is corrected moves the event, also where nothing replaces it by a key', () => {
  const monday = extract('My appointment is on Monday.', at)[0]!
  const tuesday = extract('no, on Tuesday', at, { correcting: { key: monday.key, subject: monday.subject, text: monday.text } })[0]!
  expect(tuesday).toMatchObject({ text: 'My appointment is on Tuesday.', eventAt: new Date(2026, 4, 5, 12).getTime(), kind: 'episodic' })
  const old = merge(monday, [], at, () => 'y_1').memory
  expect(merge(tuesday, [old], at + 1000, () => 'y_2', { messageId: 'm', conversationId: 'c', at: at + 1000 }).superseded).toMatchObject({ id: 'y_1', state: 'superseded' })
})

test.each(['I live in Berlin. No wait, Lyon.', 'I live in Berlin, no wait, Lyon.', 'I live in Berlin – no, Lyon.', 'I live in Berlin, sorry, Lyon.', 'I live in Berlin. I have a dog. No, Lyon.'])('[R110] within one message: %s', (text) => {
  const texts = extract(text, at).map((one) => one.text.replace('.', ''))
  expect(texts).toContain('I live in Lyon')
  expect(texts.join()).not.toContain('Berlin')
})

test.each(['Correction: it\'s Carl.', 'No, it\'s Carl.', 'Actually it\'s Carl', 'Sorry, I meant Nancy.', 'it\'s Carl'])('[R110] without a fact before it this names nobody: %s', (text) => {
  expect(extract(text, at)).toEqual([])
  expect(extract('Hi, it\'s Anna!', at)[0]).toMatchObject({ key: 'user.name' })
})
