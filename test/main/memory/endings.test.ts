import { expect, test } from 'vitest'
import type { Memory } from '../../../src/shared/memory.ts'
import { extract } from '../../../src/main/memory/extract.ts'
import { merge } from '../../../src/main/memory/merge.ts'

const told = new Date(2026, 1, 3, 12).getTime()
const later = new Date(2026, 4, 3, 12).getTime()

/** Learns sentences in turn, the last one three months after the first. */
function tell(...sentences: string[]): Memory[] {
  const known = new Map<string, Memory>()
  let last = 0
  sentences.forEach((text, index) => {
    const at = index === sentences.length - 1 && index > 0 ? later : told + index
    for (const candidate of extract(text, at)) {
      const merged = merge(candidate, [...known.values()], at, () => `y_${++last}`, { messageId: `m_${last}`, conversationId: 'c', at })
      for (const one of [merged.memory, ...merged.superseded === null ? [] : [merged.superseded], ...merged.alsoSuperseded.map((other) => other.memory)]) known.set(one.id, one)
    }
  })
  return [...known.values()]
}
const active = (all: readonly Memory[]) => all.filter((one) => one.state === 'active').map((one) => one.text).sort()

test.each([
  ['I work as a welder at Bosch.', 'I don\'t work at Bosch any more.'], ['I work as a welder at Bosch.', 'I no longer work for Bosch.'], ['I work as a welder at Bosch.', 'I quit Bosch.'],
  ['I work as a welder at Bosch.', 'I left Bosch last month.'], ['I work as a welder at Bosch.', 'I was laid off by Bosch.'], ['I work at Bosch.', 'I quit my job.'], ['I work at Bosch.', 'I stopped working at Bosch.'],
  ['I work as a welder at Bosch.', 'Ich arbeite nicht mehr bei Bosch.'], ['Ich arbeite bei Bosch.', 'Ich habe bei Bosch gekündigt.'], ['Je travaille chez Bosch.', 'Je ne travaille plus chez Bosch.'], ['Trabajo en Bosch.', 'Ya no trabajo en Bosch.'], ['Lavoro per Bosch.', 'Non lavoro più per Bosch.'], ['Trabalho na Bosch.', 'Não trabalho mais na Bosch.'],
  ['I live in Lyon.', 'I no longer live in Lyon.'], ['I live in Lyon.', 'We moved out of Lyon last month.'],
  ['I am married.', 'I am not married any more.'], ['I\'m married to Tom.', 'I\'m no longer married.'], ['We are married.', 'We got divorced last month.'],
  ['I have a dog.', 'I don\'t have a dog any more.'], ['I have a dog named Rex.', 'We no longer have a dog.'], ['We have a car.', 'We sold the car last week.'], ['I drive a Skoda.', 'We sold the car.'],
  ['I play the cello.', 'I stopped playing the cello.'], ['Ich bin Vegetarier.', 'Ich bin kein Vegetarier mehr.'],
  ['My brother works at Bosch.', 'My brother no longer works at Bosch.'], ['My brother Tom lives in Cork', 'My brother Tom no longer lives in Cork.'], ['Nadia works at Bosch.', 'Nadia doesn\'t work at Bosch any more.'],
  ['I work as a welder at Bosch.', 'I work at Siemens now.'], ['I work at Bosch.', 'I work as a welder at Siemens.'],
])('[R51] “%s” is over after “%s”', (before, end) => {
  const all = tell(before, end)
  expect(active(all)).toEqual([end])
  expect(all.find((one) => one.text === before)).toMatchObject({ state: 'superseded', supersededBy: all.find((one) => one.text === end)!.id })
})

test.each([
  ['I work at Siemens.', 'I left Bosch last month.'], ['I live in Bonn.', 'I no longer live in Lyon.'], ['I have a cat named Tom.', 'I don\'t have a dog any more.'], ['I own a bike.', 'We sold the car.'], ['I am a nurse.', 'I quit my job.'], ['My brother Tom works at Siemens', 'My brother Tom no longer works at Bosch.'], ['My sister works at Bosch.', 'My brother no longer works at Bosch.'],
  ['I work at Bosch.', 'I work as a welder at Bosch.'], ['I live in Lyon.', 'I left Tom at the station last week.'],
])('[R51] “%s” stays beside “%s”', (before, end) => {
  expect(active(tell(before, end))).toEqual([before, end].sort())
})

test('[R51] it ended on the day that was named, else when the end was told; every memory that says it ends', () => {
  const day = (text: string, ...before: string[]) => tell(...before, text).filter((one) => one.state === 'superseded').map((one) => new Date(one.validUntil!).toDateString())
  expect(day('I quit Bosch.', 'I work at Bosch.')).toEqual(['Sun May 03 2026'])
  expect(day('I left Bosch last month.', 'I work at Bosch.')).toEqual(['Fri Apr 03 2026'])
  expect(day('I left Bosch last month.', 'I work at Bosch.', 'I work as a welder at Bosch.')).toEqual(['Fri Apr 03 2026', 'Fri Apr 03 2026'])
  // What was left long before somebody said to be there is told of another time.
  expect(day('I left Bosch in 2019.', 'I work at Bosch.')).toEqual(['Sun May 03 2026'])
})

test('[R51] what came back after its end is no end any more', () => {
  expect(active(tell('I no longer work at Bosch.', 'I work at Bosch again.'))).toEqual(['I work at Bosch again.'])
})

test('[R112] the end of a marriage told late ended when it says', () => {
  const said = new Date(2026, 10, 21, 17).getTime()
  const origin = { messageId: 'm', conversationId: 'c', at: said }
  const old = merge(extract('I\'m married to Ana.', said)[0]!, [], said, () => 'y_1', origin).memory
  const { superseded } = merge(extract('I got divorced last year.', said)[0]!, [old], said, () => 'y_2', origin)
  expect(new Date(superseded!.validUntil!).getFullYear()).toBe(2025)
})

test.each([['I have a dog named Rex.', 'Rex died last week.'], ['My dog is called Rex.', 'My dog died last week.'], ['My cat is called Miso.', 'Miso passed away yesterday.']])('[R112] “%s”, then “%s”: the animal’s memory ends, the event is kept', (known, over) => {
  const now = new Date(2026, 10, 21, 17).getTime()
  const old = merge(extract(known, now)[0]!, [], now, () => 'y_1').memory
  const merged = merge(extract(over, now)[0]!, [old], now, () => 'y_2', { messageId: 'm', conversationId: 'c', at: now })
  expect(merged).toMatchObject({ superseded: { id: 'y_1', state: 'superseded' }, memory: { kind: 'episodic', state: 'active', text: over } })
})

test.each([['I love steak.', 'I stopped eating meat.', 'superseded'], ['I stopped eating meat.', 'I love steak.', 'conflict'], ['I love cheese.', 'I\'m vegan now.', 'superseded'], ['I love tofu.', 'I stopped eating meat.', 'learned']])('[R112] “%s”, then “%s”: %s', (known, then, outcome) => {
  const now = new Date(2026, 10, 21, 17).getTime()
  const old = merge(extract(known, now)[0]!, [], now, () => 'y_1').memory
  expect(merge(extract(then, now + 1000)[0]!, [old], now + 1000, () => 'y_2', { messageId: 'm', conversationId: 'c', at: now + 1000 }).outcome).toBe(outcome)
})

test.each([
  ['I used to live in Rome, now I live in Turin.', 'user.home', 'I live in Turin.'], ['I used to work at Bosch, but now I work at Siemens.', 'user.employer', 'I work at Siemens.'], ['My name is not Bob, it\'s Rob.', 'user.name', 'My name is not Bob, it\'s Rob.'],
])('[R112] what takes the place of what was: %s', (text, key, quote) => {
  expect(extract(text, 0).find((one) => one.key === key)?.quote).toBe(quote)
})
