import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateIn, timeRangeIn } from '../../../src/main/memory/dates.ts'
import { extract } from '../../../src/main/memory/extract.ts'

/** A Wednesday. */
const at = new Date(2026, 4, 13, 15).getTime()
const day = (year: number, month: number, date: number) => new Date(year, month - 1, date).getTime()
const shown = (value: number | null) => value === null ? null : new Date(value).toLocaleString('sv')

test.each<[string, [number, number, number], [number, number, number]]>([
  ['what did I do in May 2023?', [2023, 5, 1], [2023, 6, 1]],
  ['what did we talk about last week?', [2026, 5, 4], [2026, 5, 11]],
  ['What happened between March and June?', [2025, 3, 1], [2025, 7, 1]],
  ['from March to June 2024', [2024, 3, 1], [2024, 7, 1]],
  ['What did I say yesterday?', [2026, 5, 12], [2026, 5, 13]],
  ['Where was I last Friday?', [2026, 5, 8], [2026, 5, 9]],
  ['What do I have on Friday?', [2026, 5, 15], [2026, 5, 16]],
  ['two weeks ago', [2026, 4, 27], [2026, 5, 4]],
  ['in the last two weeks', [2026, 4, 29], [2026, 5, 14]],
  ['Where did I go in the summer of 2019?', [2019, 6, 1], [2019, 9, 1]],
  ['the 1990s were strange', [1990, 1, 1], [2000, 1, 1]],
  ['What did I do in 2022?', [2022, 1, 1], [2023, 1, 1]],
  ['since Easter', [2026, 4, 5], [2026, 5, 14]],
  ['What did I do over Christmas 2024?', [2024, 12, 24], [2024, 12, 27]],
  ['from 3 to 7 May', [2026, 5, 3], [2026, 5, 8]],
  ['on 2023-02-28', [2023, 2, 28], [2023, 3, 1]],
  ['Was habe ich im letzten Sommer gemacht?', [2025, 6, 1], [2025, 9, 1]],
  ['Wo war ich vorgestern?', [2026, 5, 11], [2026, 5, 12]],
  ['Wo war ich zwischen dem 3. und 7. Mai?', [2026, 5, 3], [2026, 5, 8]],
  ['Qu\'est-ce que j\'ai fait il y a deux jours ?', [2026, 5, 11], [2026, 5, 12]],
  ['du 3 au 7 mai', [2026, 5, 3], [2026, 5, 8]],
  ['¿Qué hice hace tres semanas?', [2026, 4, 20], [2026, 4, 27]],
  ['el martes que viene', [2026, 5, 19], [2026, 5, 20]],
  ['Cosa ho fatto a marzo?', [2026, 3, 1], [2026, 4, 1]],
  ['sabato scorso', [2026, 5, 9], [2026, 5, 10]],
  ['O que fiz em março de 2024?', [2024, 3, 1], [2024, 4, 1]],
  ['na próxima segunda', [2026, 5, 18], [2026, 5, 19]],
])('[R64] a question about a time: %s', (text, from, until) => {
  const range = timeRangeIn(text, at)
  expect([shown(range?.from ?? null), shown(range?.until ?? null)]).toEqual([shown(day(...from)), shown(day(...until))])
})

test('[R64] "before" and "after" leave one side open', () => {
  expect(timeRangeIn('What did I write before June 2025?', at)!.until).toBe(day(2025, 6, 1))
  expect(timeRangeIn('What did I write after 3 March 2026?', at)).toEqual({ from: day(2026, 3, 4), until: day(2026, 5, 14) })
})

test.each(['may I ask you something?', 'march on', 'I have 3 cats and 2024 stamps', 'every Tuesday I play tennis', 'dienstags spiele ich', 'le mardi je joue', 'los martes juego', '31 February', 'in the year 9999', 'in year 0', 'the second one', 'I fall asleep', '99/99/9999', 'hello'])('[R65] names no time: %s', (text) => {
  expect(timeRangeIn(text, at)).toBeNull()
  expect(dateIn(text, at, true)).toBeNull()
})

test.each<[string, boolean, string]>([
  ['Yesterday I bought a piano', true, '2026-05-12'], ['My flight leaves on Friday at 7:40', false, '2026-05-15'], ['We met at Christmas 2024', true, '2024-12-2'],
  ['Am Freitag um 15 Uhr habe ich einen Termin beim Zahnarzt.', false, '2026-05-15 15:00'], ['Gestern habe ich ein Klavier gekauft', false, '2026-05-12'], ['In drei Wochen ziehe ich um', false, '2026-06-01'],
  ['J\'ai rendez-vous mardi à 14h30', false, '2026-05-19 14:30'], ['Hier, j\'ai vendu ma voiture', false, '2026-05-12'],
  ['Tengo cita el martes a las 10', false, '2026-05-19 10:00'], ['El viernes compré una bici', false, '2026-05-08'],
  ['Ho un appuntamento venerdì alle 9.', false, '2026-05-15 09:00'], ['Na próxima sexta viajo para Salvador', false, '2026-05-15'],
])('[R66] %s', (text, isPast, expected) => {
  expect(shown(dateIn(text, at, isPast))).toContain(expected)
})

test('[R66] several days that are named are known to their end', () => {
  expect(timeRangeIn('Where will we be from 3 to 7 June?', at)).toEqual({ from: day(2026, 6, 3), until: day(2026, 6, 8) })
  expect(timeRangeIn('Wo werden wir vom 3. bis 7. Juni sein?', at)).toEqual({ from: day(2026, 6, 3), until: day(2026, 6, 8) })
})

test('[R67] whatever the words and the clock say, a date is a number of the years that people mean, or none', () => {
  const words = fc.constantFrom('on ', '31 ', 'February ', '0000 ', '9999', '29.02.', '2023', '/', '-', 'last ', 'next ', 'Friday ', '99', 'years ago ', 'in ', 'between ', 'and ', 'to ', '999 ', 'weeks ', 'depuis ', 'vor ', 'Jahren ', 'mañana ', 'from ', 'Easter ', '24:60 ')
  const times = fc.constantFrom(0, at, -1, 8.64e15, -8.64e15, Number.NaN, new Date(2026, 2, 29, 2, 30).getTime(), new Date(2026, 11, 31, 23, 59).getTime(), new Date(2024, 1, 29).getTime())
  for (const when of [8.64e15, -8.64e15, Number.NaN]) expect(timeRangeIn('last winter and this summer', when)).toBeNull()
  fc.assert(fc.property(fc.array(words, { maxLength: 12 }), times, fc.boolean(), (parts, when, isPast) => {
    const text = parts.join('')
    const range = timeRangeIn(text, when)
    if (range !== null) expect(range.from < range.until && Number.isFinite(range.from) && Number.isFinite(range.until)).toBe(true)
    const date = dateIn(text, when, isPast)
    if (date !== null) expect(Number.isFinite(date)).toBe(true)
  }), { numRuns: 500 })
})

test('[R67] days are whole when the clock is changed, and weeks and months cross the year', () => {
  const summer = new Date(2026, 2, 29, 12).getTime()
  expect(timeRangeIn('what did I do today?', summer)).toEqual({ from: day(2026, 3, 29), until: day(2026, 3, 30) })
  const newYear = new Date(2026, 0, 1, 12).getTime()
  expect(timeRangeIn('what did I do last week?', newYear)).toEqual({ from: day(2025, 12, 22), until: day(2025, 12, 29) })
  expect(timeRangeIn('what did I do last month?', newYear)).toEqual({ from: day(2025, 12, 1), until: day(2026, 1, 1) })
  expect(timeRangeIn('what did I do last winter?', newYear)).toEqual({ from: day(2024, 12, 1), until: day(2025, 3, 1) })
})

test.each([
  ['My daughter Mila turned seven last Friday.', 'relation.fact', new Date(2026, 10, 20)], ['My son Ben was born two weeks ago.', 'relation.fact', new Date(2026, 10, 7)], ['I moved to Grenoble in March 2024.', 'home', new Date(2024, 2, 1)],
  ['I\'ve been vegan since 2015.', 'health.diet', new Date(2015, 0, 1)], ['I have lived in Lyon since May 2020.', 'home', new Date(2020, 4, 1)], ['I have to renew my passport before May 2027.', 'plan', new Date(2027, 4, 1)],
])('[R113] what came about, began or is due on a named day carries that day: %s', (text, rule, day) => {
  const [fact] = extract(text, new Date(2026, 10, 21, 17).getTime())
  expect(fact).toMatchObject({ rule, kind: rule === 'plan' ? 'episodic' : 'semantic' })
  expect(new Date(fact!.eventAt!).toDateString()).toBe(day.toDateString())
})
