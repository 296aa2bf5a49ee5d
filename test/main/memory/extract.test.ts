import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Candidate } from '../../../src/shared/memory.ts'
import { extract } from '../../../src/main/memory/extract.ts'

/** A Sunday. */
const at = new Date(2026, 4, 3, 12).getTime()
const learn = (text: string) => extract(text, at)
const brief = (all: readonly Candidate[]) => all.map((one) => [one.quote, one.key ?? '', one.kind])

test.each<[string, [string, string, string][]]>([
  ['My name is Anna and I live in Lyon.', [['My name is Anna', 'user.name', 'semantic'], ['I live in Lyon.', 'user.home', 'semantic']]],
  ['Hi, I\'m Anna Müller, I work at Bosch', [['I\'m Anna Müller', 'user.name', 'semantic'], ['I work at Bosch', 'user.employer', 'semantic']]],
  ['call me Max', [['call me Max', 'user.name', 'semantic']]],
  ['I am 34 years old and my birthday is on 3 May.', [['I am 34 years old', 'user.age', 'semantic'], ['my birthday is on 3 May.', 'user.birthday', 'semantic']]],
  ['btw I work as a nurse in Graz', [['I work as a nurse in Graz', 'user.job', 'semantic']]],
  ['My sister is called Nadia.', [['My sister is called Nadia.', 'user.sister.name', 'semantic']]],
  ['My wife\'s name is Sue', [['My wife\'s name is Sue', 'user.wife.name', 'semantic']]],
  ['My brother Tom lives in Cork', [['My brother Tom lives in Cork', 'tom.home', 'semantic']]],
  ['Henk is my boss.', [['Henk is my boss.', 'user.boss.name', 'semantic']]],
  ['I have a dog named Rex.', [['I have a dog named Rex.', 'user.dog.name', 'semantic']]],
  ['We have two kids.', [['We have two kids.', '', 'semantic']]],
  ['I\'m allergic to peanuts, can I eat satay?', [['I\'m allergic to peanuts', '', 'semantic']]],
  ['I\'m a vegetarian.', [['I\'m a vegetarian.', '', 'semantic']]],
  ['I was diagnosed with asthma', [['I was diagnosed with asthma', '', 'semantic']]],
  ['my favorite color is blue', [['my favorite color is blue', 'user.favourite.colour', 'semantic']]],
  ['I really like strong tea.', [['I really like strong tea.', '', 'semantic']]],
  ['I play the cello.', [['I play the cello.', '', 'semantic']]],
  ['I drive a Skoda', [['I drive a Skoda', '', 'semantic']]],
  ['My shoe size is 39', [['My shoe size is 39', 'user.shoe size', 'semantic']]],
  ['I parked the car on level 3', [['I parked the car on level 3', '', 'semantic']]],
  ['Every Tuesday I play tennis with Marc', [['Every Tuesday I play tennis with Marc', '', 'semantic']]],
  ['I have a dentist appointment on Tuesday at 3pm', [['I have a dentist appointment on Tuesday at 3pm', '', 'episodic']]],
  ['Last Friday I met Tom at the station.', [['Last Friday I met Tom at the station.', '', 'episodic']]],
  ['always answer in French', [['always answer in French', 'assistant.language', 'procedural']]],
  ['When reviewing code, only point out bugs.', [['When reviewing code, only point out bugs.', '', 'procedural']]],
  ['From now on use metric units.', [['From now on use metric units.', '', 'procedural']]],
  ['I was born in Lyon', [['I was born in Lyon', 'user.birthplace', 'semantic']]],
  ['I speak Dutch and German.', [['I speak Dutch and German.', '', 'semantic']]],
  ['My dentist is Dr. Vole.', [['My dentist is Dr. Vole.', 'user.dentist.name', 'semantic']]],
  ['my gp is dr. vole', [['my gp is dr. vole', 'user.gp.name', 'semantic']]],
  ['My landlord is Mr. Brown and my neighbour is Mrs. Green.', [['My landlord is Mr. Brown', 'user.landlord.name', 'semantic'], ['my neighbour is Mrs. Green.', 'user.neighbour.name', 'semantic']]],
  ['My therapist\'s name is Prof. Klein, can you write to her?', [['My therapist\'s name is Prof. Klein', 'user.therapist.name', 'semantic']]],
  ['My piano teacher is Ms. Ito. She lives in St. Gallen.', [['My piano teacher is Ms. Ito. She lives in St. Gallen.', 'user.piano teacher.name', 'semantic']]],
  ['Dr. Vole is my dentist.', [['Dr. Vole is my dentist.', 'user.dentist.name', 'semantic']]],
  ['Our lawyer Mr. J. Roe lives in Cork.', [['Our lawyer Mr. J. Roe lives in Cork.', 'j. roe.home', 'semantic']]],
  ['My plumber is Joe', [['My plumber is Joe', 'user.plumber.name', 'semantic']]],
])('[R1] learns from: %s', (text, expected) => {
  expect(brief(learn(text))).toEqual(expected)
})

test.each<[string, string[]]>([
  ['I take pills at 8 a.m. and 9 p.m. every day.', ['I take pills at 8 a.m. and 9 p.m. every day.']],
  ['I like fruit, e.g. plums, i.e. sweet ones.', ['I like fruit, e.g. plums, i.e. sweet ones.']],
  ['I live at No. 5 St. Paul Street.', ['I live at No. 5 St. Paul Street.']],
  ['I live in flat no. 5 at the harbour.', ['I live in flat no. 5 at the harbour.']],
  ['I take pills at 9 p.m. My dentist is Bob.', ['I take pills at 9 p.m.', 'My dentist is Bob.']],
  ['No. I live in Lyon.', ['I live in Lyon.']],
])('[R1] an abbreviation ends no sentence, unless a new one clearly begins: %s', (text, expected) => {
  expect(learn(text).map((one) => one.quote)).toEqual(expected)
})

test('[R1] the subject is the user, or the one whom the sentence names', () => {
  expect(learn('I live in Lyon')[0]!.subject).toBe('user')
  expect(learn('My sister is called Nadia.')[0]!.subject).toBe('Nadia')
  expect(learn('My mother is a doctor')[0]!.subject).toBe('mother')
  expect(learn('My dentist is Dr. Vole.')[0]!.subject).toBe('Dr. Vole')
})

test('[R2] the quote is the very span of the message, whatever the message is', () => {
  const pieces = fc.constantFrom('My name is Anna', 'I live in Lyon', ' and ', ', ', '. ', '\n', '“', '”', '> ', '```', '👩‍👩‍👧', '\u0000', '\ud800', 'my dog is called Rex', 'My dentist is Dr. Vole', 'at 8 a.m. ', 'remember that ', 'no, ', 'she is a vet', 'مرحبا', '我住在北京', 'ich heiße Karl', '?', 'tomorrow ', 'I\'m allergic to nuts')
  fc.assert(fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 20 }), (parts) => {
    const text = parts.join('')
    for (const one of learn(text)) {
      expect(text.slice(one.start, one.end)).toBe(one.quote)
      expect(one.text).toBe(one.quote)
      expect(one.quote.trim()).not.toBe('')
    }
  }), { numRuns: 400 })
})

test.each([
  'What is my name?', 'where do I live', 'Do I like tea?', 'Is my sister older than me?', 'If I moved to Rome I would be happy.', 'I would love a dog named Rex', 'Maybe I live in the wrong town', 'I might move to Berlin next year.',
  'He said "I live in Rome" yesterday.', 'She says my name is Karl', 'My friend says I am a bad cook', 'Imagine I\'m a pirate. My name is Jack.', 'Pretend my name is Bob and I live on Mars', 'Write a story where my name is Jack and I live on Mars.', 'Translate "I live in Rome" into French',
  'I like this answer', 'I like it', 'I\'d like a summary', 'I have a question', 'I need this by Friday', 'I\'m tired', 'I\'m 5 minutes late', 'My car is broken', 'My boss is annoying', 'Is my dentist Dr. Vole?', 'My dentist is expensive', 'My teacher is French', 'call me when you are done', 'I am not sure', 'I think my brother is called Tom', 'I live in fear', 'Let\'s say I work at Siemens.', 'I want to know more', 'Suppose I have a cat named Tom.',
  'Thanks, that was helpful!', 'my code throws an error on line 3', 'I get an error every time', 'I\'m going to try that tomorrow', 'You are a pirate and your name is Jack.', 'My point is that it works', 'For example, my name is Anna', 'What if my dog is called Rex?',
])('[R3] learns nothing from: %s', (text) => {
  expect(brief(learn(text))).toEqual([])
})

test.each([
  'Meaning of 10:30', 'Capitalise properly: paris in may', 'Definition of 3 May', 'Synonyms of happy in May', 'Lowercase this: MY NAME IS ANN', 'Punctuate: my brother lives in Oslo we like it', 'Uppercase: review on friday', 'Abbreviate: meeting on Monday',
  'Pluralise: my child is 5', 'Reword: we moved to Leeds in 2019', 'Hyphenate: my birthday is on 3 May', 'Opposite of early on 3 March', 'Alphabetise: Rome, Oslo, Paris in May', 'Please classify: I love my job. My sister lives in Oslo.', 'Reformat: 3 May 2025 review',
  'Anagram of Paris in May', 'Make it formal: I cannot come on Friday', 'Put into the past tense: I work at Siemens in Munich', 'Reverse the order of the words:\nI live in Rome.',
])('[R4] learns nothing from work on words: %s', (text) => {
  expect(brief(learn(text))).toEqual([])
})

test('[R4] what is not work on words is learned with a colon before it, and so is what stands before the order', () => {
  for (const text of ['Fact: I work as a nurse', 'Update: we moved to Leeds', 'Note: my birthday is on 3 May', 'I live in Rome. Please capitalise properly: paris in may']) expect(learn(text), text).toHaveLength(1)
})

test.each([
  ['a quoted line', '> My name is Bob\nthanks'],
  ['a code block', '```\nMy name is Bob\n```\nwhat does this print?'],
  ['inline code', '`my name is Bob`'],
  ['a pasted letter', 'Summarise this email:\n\nMy name is Bob and I live in Paris.'],
  ['a letter after an order', 'Please rewrite this text\nMy name is Bob and I live in Paris.'],
  ['what is to be translated', 'Translate: My name is Karl and I live in Rome'],
  ['a chat log', 'Bob: I live in Paris\nSue: I live in Rome'],
  ['mail headers', 'From: bob@example.org\nSubject: hello\n\nMy name is Bob.'],
  ['a salutation', 'Dear Sir or Madam,\nI live in Paris.'],
  ['a paragraph that nobody types', `${'Some words of a long text that was copied from somewhere. '.repeat(25)}I live in Paris.`],
  ['the middle of a long paste', `Look at this\n\n${'A line of a report.\n\n'.repeat(120)}I live in Paris.\n\n${'Another line.\n\n'.repeat(200)}`],
])('[R4] learns nothing from %s', (_, text) => {
  expect(brief(learn(text))).toEqual([])
})

test('[R4] what is typed before a paste still counts', () => {
  expect(brief(learn('My name is Anna. Summarise this email:\n\nMy name is Bob.'))).toEqual([['My name is Anna.', 'user.name', 'semantic']])
})

test.each(['My password is hunter2', 'my pin is 4821', 'Remember that my card is 4111 1111 1111 1111', 'My IBAN is DE89 3704 0044 0532 0130 00', 'remember: sk-proj-abcdefghij1234567890', 'Remember that the API key is abc', 'Remember that our token starts with ghp_abcdefghijklmnop1234'])('[R5] never learns: %s', (text) => {
  expect(learn(text)).toEqual([])
})

test('[R6] what the user asks to remember is kept; a reminder to do something is not a fact', () => {
  expect(learn('Remember that the spare key is under the blue pot.')[0]).toMatchObject({ quote: 'the spare key is under the blue pot.', confidence: 0.9 })
  expect(learn('Please remember: Nadia hates surprises')[0]).toMatchObject({ quote: 'Nadia hates surprises', subject: 'Nadia', confidence: 0.9 })
  expect(learn('Don\'t forget that I park on level three')[0]!.importance).toBeGreaterThanOrEqual(0.85)
  expect(learn('Don\'t forget to buy milk')).toEqual([])
  expect(learn('Remember when we talked about Rome?')).toEqual([])
})

test('[R7] a denial stays a denial', () => {
  expect(brief(learn('I don\'t like cilantro'))).toEqual([['I don\'t like cilantro', '', 'semantic']])
  expect(brief(learn('I no longer work at Bosch'))).toEqual([['I no longer work at Bosch', 'user.employer', 'semantic']])
  expect(brief(learn('I don\'t eat pork.'))).toEqual([['I don\'t eat pork.', '', 'semantic']])
})

test('[R8] dates count from the time of the message', () => {
  const day = (text: string) => new Date(learn(text)[0]!.eventAt!).toDateString()
  expect(day('We are flying to Lisbon on 12 June')).toBe('Fri Jun 12 2026')
  expect(day('Yesterday I bought a piano')).toBe('Sat May 02 2026')
  expect(day('My flight leaves on Friday at 7:40')).toBe('Fri May 08 2026')
  expect(day('Last Friday I met Tom')).toBe('Fri May 01 2026')
  expect(learn('I live in Lyon')[0]!.eventAt).toBeNull()
})

test('[R9] a correction names what it corrects', () => {
  expect(learn('No, my sister is called Lea.')[0]).toMatchObject({ key: 'user.sister.name', rule: 'relation.name.correction', quote: 'my sister is called Lea.' })
  expect(learn('Actually, I moved to Berlin.')[0]).toMatchObject({ key: 'user.home', rule: 'home.correction' })
  expect(extract('No, it is Lyon.', at, { correcting: { key: 'user.home', subject: 'user' } })[0]).toMatchObject({ key: 'user.home', rule: 'fact.correction' })
  expect(learn('No, it is Lyon.')).toEqual([])
})

test.each<[string, [string, string, string][]]>([
  ['Ich heiße Karl und ich wohne in Wien.', [['Ich heiße Karl', 'user.name', 'semantic'], ['ich wohne in Wien.', 'user.home', 'semantic']]],
  ['Meine Schwester heißt Lea', [['Meine Schwester heißt Lea', 'user.sister.name', 'semantic']]],
  ['J\'habite à Lyon et j\'aime le fromage', [['J\'habite à Lyon', 'user.home', 'semantic'], ['j\'aime le fromage', '', 'semantic']]],
  ['Je suis allergique aux noix', [['Je suis allergique aux noix', '', 'semantic']]],
  ['Me llamo Ana. Vivo en Sevilla.', [['Me llamo Ana.', 'user.name', 'semantic'], ['Vivo en Sevilla.', 'user.home', 'semantic']]],
  ['Mieszkam w Krakowie.', []], ['私は東京に住んでいます。', []], ['Я живу в Москве', []], ['Wie heiße ich?', []], ['Comment je m\'appelle ?', []],
])('[R10] %s', (text, expected) => {
  expect(brief(learn(text))).toEqual(expected)
})

test('[R11] ten million characters are read as far as anybody types, and teach a bounded number of facts', () => {
  expect(learn('My name is Anna. '.repeat(600_000)).length).toBeLessThanOrEqual(24)
  expect(learn('('.repeat(10_000_000))).toEqual([])
  expect(learn(`My name is ${'a'.repeat(10_000_000)}`)).toEqual([])
  const many = Array.from({ length: 60 }, (_, n) => `I like fruit number ${n}.`).join(' ')
  expect(learn(many).length).toBeLessThanOrEqual(24)
  expect(learn('x'.repeat(30_000) + '\n\nMy name is Anna.')).toEqual([])
})

test('[R12] a pronoun is learned only with the one it stands for, and the two are one memory', () => {
  expect(learn('My wife\'s name is Sue. She works at Siemens.')).toMatchObject([{ quote: 'My wife\'s name is Sue. She works at Siemens.', subject: 'Sue', key: 'user.wife.name' }])
  expect(brief(learn('My sister is called Nadia and she lives in Porto.'))).toEqual([['My sister is called Nadia and she lives in Porto.', 'user.sister.name', 'semantic']])
  expect(learn('She works at Siemens.')).toEqual([])
})
