import { expect, test } from 'vitest'
import type { Memory } from '../../../src/shared/memory.ts'
import { extract } from '../../../src/main/memory/extract.ts'
import { labelOf } from '../../../src/main/memory/labelOf.ts'
import { merge, type Merged } from '../../../src/main/memory/merge.ts'

let last = 0
const from = (text: string) => extract(text, 1000)[0]!
const add = (text: string, existing: readonly Memory[] = [], now = 1000): Merged => merge(from(text), existing, now, () => `y_${++last}`, { messageId: `m_${now}`, conversationId: 'c', at: now })

test('[R14] the same fact in another spelling strengthens what is known', () => {
  const { memory } = add('My sister is called Nadia.')
  const again = add('my sister is called  Nadia!', [memory], 2000)
  expect(again.outcome).toBe('strengthened')
  expect(again.memory).toMatchObject({ id: memory.id, text: memory.text, updatedAt: 2000 })
  expect(again.memory.confidence).toBeGreaterThan(memory.confidence)
  expect(again.memory.sources).toHaveLength(2)
  expect(again.change).toMatchObject({ action: 'strengthened', before: memory.text, author: 'rule' })
})

test('[R14] the same value in other words strengthens; the same span twice adds no source', () => {
  const { memory } = add('I live in Lyon.')
  expect(add('I moved to Lyon', [memory], 2000).outcome).toBe('strengthened')
  const name = add('My name is Anna').memory
  expect(add('call me Anna', [name], 2000).outcome).toBe('strengthened')
  expect(add('My name is Anna', [name], 1000).memory.sources).toHaveLength(1)
})

test('[R15] another value of the same key supersedes, and the old one keeps when and by what', () => {
  const { memory } = add('I live in Lyon.')
  const moved = add('I live in Berlin now.', [memory], 5000)
  expect(moved.outcome).toBe('superseded')
  expect(moved.superseded).toMatchObject({ id: memory.id, state: 'superseded', validUntil: 5000, supersededBy: moved.memory.id, text: memory.text })
  expect(moved.memory).toMatchObject({ state: 'active', validFrom: 5000, text: 'I live in Berlin now.' })
  expect(moved.supersededChange).toMatchObject({ action: 'superseded', before: 'I live in Lyon.' })
})

test('[R15] what is already superseded or forgotten is left alone', () => {
  const old = { ...add('I live in Lyon.').memory, state: 'superseded' as const }
  expect(add('I live in Lyon.', [old], 3000).outcome).toBe('learned')
  expect(add('I live in Berlin.', [{ ...old, state: 'forgotten' as const }], 3000).superseded).toBeNull()
})

test('[R15] a pinned fact stays pinned through its successor', () => {
  const { memory } = add('I work at Bosch')
  expect(add('I work at Siemens', [{ ...memory, pinned: true }], 2000).memory.pinned).toBe(true)
})

test('[R16] two sisters stand side by side; a correction replaces', () => {
  const { memory } = add('My sister is called Nadia.')
  expect(add('My sister is called Lea.', [memory], 2000)).toMatchObject({ outcome: 'learned', superseded: null })
  expect(add('No, my sister is called Lea.', [memory], 2000)).toMatchObject({ outcome: 'superseded', superseded: { id: memory.id } })
})

test('[R17] a doubtful fact waits for review, names what it may contradict, and replaces nothing', () => {
  const { memory } = add('I live in Lyon.')
  const doubtful = merge({ ...from('I live in Berlin.'), confidence: 0.4 }, [memory], 2000, () => 'y_x')
  expect(doubtful).toMatchObject({ outcome: 'conflict', memory: { state: 'candidate', conflictsWith: memory.id, sources: [] }, superseded: null })
})

test.each([
  ['I\'m allergic to peanuts', 'local'], ['I have diabetes', 'local'], ['My salary is 4,000 a month', 'local'], ['Remember that my passport number is XK12', 'local'], ['Ich bin allergisch gegen Nüsse', 'local'], ['I take medication every morning', 'local'],
  ['I take 20 mg of citalopram', 'local'], ['Remember that my locker code is 4711', 'local'], ['The code for our bike shed is 88', 'local'], ['My phone number is 0151 2345678', 'local'], ['My number is +49 151 234567', 'local'], ['My email is a@b.org', 'local'],
  ['I live in Lyon', 'personal'], ['My dog is called Rex', 'personal'], ['always answer in French', 'personal'],
] as const)('[R13] %s starts as %s', (text, label) => {
  expect(labelOf({ text })).toBe(label)
  expect(merge({ ...from('I live in Lyon'), text }, [], 1, () => 'y').memory.label).toBe(label)
})
