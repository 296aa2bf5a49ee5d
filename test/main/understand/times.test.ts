import { expect, test } from 'vitest'
import { readTimes } from '../../../src/main/understand/times/readTimes.ts'

/** A Saturday at noon. */
const now = new Date(2026, 10, 21, 12).getTime()
const at = (year: number, month: number, day: number, hour = 0) => new Date(year, month - 1, day, hour).getTime()

const single: readonly (readonly [text: string, language: string, said: string, from: number, until: number])[] = [
  ['See you next Friday', 'en', 'next Friday', at(2026, 11, 27), at(2026, 11, 28)],
  ['We meet in March', 'en', 'March', at(2027, 3, 1), at(2027, 4, 1)],
  ['Call me 3 pm tomorrow', 'en', '3 pm tomorrow', at(2026, 11, 22, 15), at(2026, 11, 22, 16)],
  ['What happened last week?', 'en', 'last week', at(2026, 11, 9), at(2026, 11, 16)],
  ['the 5th of May', 'en', '5th of May', at(2027, 5, 5), at(2027, 5, 6)],
  ['2019', 'en', '2019', at(2019, 1, 1), at(2020, 1, 1)],
  ['I bought it in 2019', 'en', '2019', at(2019, 1, 1), at(2020, 1, 1)],
  ['What did I do on Friday?', 'en', 'on Friday', at(2026, 11, 20), at(2026, 11, 21)],
  ['wake me tomorrow at ten', 'en', 'tomorrow at ten', at(2026, 11, 22, 10), at(2026, 11, 22, 11)],
  ['Anything on tomorrow morning?', 'en', 'tomorrow morning', at(2026, 11, 22, 6), at(2026, 11, 22, 12)],
  ['plans for this weekend', 'en', 'this weekend', at(2026, 11, 21), at(2026, 11, 23)],
  ['two days ago', 'en', 'two days ago', at(2026, 11, 19), at(2026, 11, 20)],
  ['March 2020 was odd', 'en', 'March 2020', at(2020, 3, 1), at(2020, 4, 1)],
  ['Treffen wir uns nächsten Freitag', 'de', 'nächsten Freitag', at(2026, 11, 27), at(2026, 11, 28)],
  ['im März', 'de', 'März', at(2027, 3, 1), at(2027, 4, 1)],
  ['morgen um 15 Uhr', 'de', 'morgen um 15 Uhr', at(2026, 11, 22, 15), at(2026, 11, 22, 16)],
  ['letzte Woche', 'de', 'letzte Woche', at(2026, 11, 9), at(2026, 11, 16)],
  ['vor drei Tagen', 'de', 'vor drei Tagen', at(2026, 11, 18), at(2026, 11, 19)],
  ['vendredi prochain', 'fr', 'vendredi prochain', at(2026, 11, 27), at(2026, 11, 28)],
  ['demain à 15h', 'fr', 'demain à 15h', at(2026, 11, 22, 15), at(2026, 11, 22, 16)],
  ['en mars', 'fr', 'mars', at(2027, 3, 1), at(2027, 4, 1)],
  ['el próximo viernes', 'es', 'próximo viernes', at(2026, 11, 27), at(2026, 11, 28)],
  ['la semana pasada', 'es', 'semana pasada', at(2026, 11, 9), at(2026, 11, 16)],
  ['el 5 de mayo', 'es', '5 de mayo', at(2027, 5, 5), at(2027, 5, 6)],
]

test.each(single)('[U34] %s (%s)', (text, language, said, from, until) => {
  const found = readTimes(text, language, now)
  expect(found).toEqual([{ text: said, start: text.indexOf(said), end: text.indexOf(said) + said.length, from, until }])
})

test('[U34] an hour by itself is the next one, in words too, and stands where the words stand', () => {
  expect(readTimes('half past six', 'en', now)).toEqual([{ text: 'half past six', start: 0, end: 13, from: new Date(2026, 10, 22, 6, 30).getTime(), until: new Date(2026, 10, 22, 7, 30).getTime() }])
  expect(readTimes('set an alarm at seven', 'en', now)).toMatchObject([{ text: 'at seven', start: 13, end: 21 }])
})

test('[U35] since and until leave an end open', () => {
  expect(readTimes('since 2019', 'en', now)).toMatchObject([{ text: '2019', from: at(2019, 1, 1), until: null }])
  expect(readTimes('until Friday', 'en', now)).toMatchObject([{ text: 'Friday', from: null, until: at(2026, 11, 28) }])
  expect(readTimes('seit 2019', 'de', now)).toMatchObject([{ from: at(2019, 1, 1), until: null }])
})

test.each(['every Monday', 'for two hours', 'the second one', 'I may go', 'the sun shines', 'it costs 2019 euros', 'What is 17 times 24?', 'taxi 12, lunch 9', 'call 555 0134', 'we march on', 'Compare it over ten years', ''])('[U35] %j names no time', (text) => {
  expect(readTimes(text, 'en', now)).toEqual([])
})
