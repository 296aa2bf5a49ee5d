import { expect, test } from 'vitest'
import { listDetails, lostDetails } from '../../../../src/main/context/compress/details.ts'

const textsOf = (text: string, kind: string) => listDetails(text).filter((one) => one.kind === kind).map((one) => one.text)

test('[X66] names, numbers, dates, paths, addresses, code and quoted words are found, each once and in order', () => {
  const text = 'I met Anna Schmidt at 14:30 on 3 May 2024 in Lisbon. She paid 1,200 € to Dr. Weber, see https://example.org/a?b=1. Look at src/main/foo.ts and `npm run x`. Then she said "never again" to Anna Schmidt. The fooBar() call fails with ERR_42 in C:\\Users\\me\\a.txt by 12.5 %.\n```ts\nconst a = 1\n```\nThey moved to Rio de Janeiro.'
  expect(listDetails(text).map(({ kind, text: found }) => `${kind}: ${found}`)).toEqual([
    'name: Anna Schmidt', 'date: 14:30', 'date: 3 May 2024', 'name: Lisbon', 'number: 1,200 €', 'name: Weber', 'url: https://example.org/a?b=1', 'path: src/main/foo.ts', 'code: npm run x',
    'quote: never again', 'code: fooBar()', 'code: ERR_42', 'path: C:\\Users\\me\\a.txt', 'number: 12.5 %', 'code: ```ts\nconst a = 1\n```', 'name: Rio de Janeiro',
  ])
})

test('[X66] details of other languages are found, and a German noun is no name', () => {
  const german = 'Ich habe gestern den Vertrag mit Frau Keller in Hamburg unterschrieben. Die Wohnung kostet 1.250 € im Monat und der Einzug ist am 1. März 2025. Er sagte: „ganz bestimmt“.'
  expect(textsOf(german, 'name')).toEqual(['Frau Keller', 'Hamburg'])
  expect(textsOf(german, 'date')).toEqual(['1. März 2025'])
  expect(textsOf(german, 'quote')).toEqual(['ganz bestimmt'])
  expect(textsOf('La cita es el 3 de mayo de 2024 con María Pérez.', 'date')).toEqual(['3 de mayo de 2024'])
  expect(textsOf('会議は2024年5月3日です。', 'date')).toEqual(['2024年5月3日'])
  expect(textsOf('Встреча с Анной Петровой 12 мая 2024 в Москве.', 'name')).toEqual(['Анной Петровой', 'Москве'])
})

test('[X67] a detail in another writing is not lost; a missing or contradicted one is', () => {
  const lost = (source: string, summary: string) => lostDetails(source, summary).map((one) => one.text)
  expect(lost('She paid 1,200 € on 3 May 2024.', 'Paid 1200 on 2024-05-03.')).toEqual([])
  expect(lost('Sie zahlte 1.250,50 € am 1. März.', 'paid 1,250.50 on March 1st, 2025')).toEqual([])
  expect(lost('It takes 12 days from 14:30 on.', 'twelve days from 2:30 pm')).toEqual([])
  expect(lost('We met in Lisbon on 3 May 2024.', 'They met in LISBON on 4 May 2024.')).toEqual(['3 May 2024'])
  expect(lost('On 3 May 2024 it rained.', 'On 3 May it rained.')).toEqual([])
  expect(lost('Open src/main/foo.ts at line 12 and see https://example.org/x.', 'Open the file.')).toEqual(['src/main/foo.ts', '12', 'https://example.org/x'])
})
