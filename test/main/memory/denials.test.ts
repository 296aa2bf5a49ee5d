import { expect, test } from 'vitest'
import { isDenialOf } from '../../../src/main/memory/polarity.ts'

test('a sentence that takes back another one is its denial, also where both deny something else', () => {
  const pairs: [string, string, boolean][] = [
    ['I no longer dislike tools that don’t help.', 'I dislike tools that don’t help.', true],
    ['I don’t drive on Sundays.', 'I drive on Sundays.', true],
    ['I no longer avoid places that have no garden.', 'I avoid places that have no garden.', true],
    ['I avoid places that have no garden.', 'I avoid places that have no garden.', false],
    ['I no longer avoid places that have no garden.', 'I avoid places that have no lift.', false],
    ['I drive on Sundays now.', 'I drive on Sundays.', false],
  ]
  for (const [one, other, denies] of pairs) expect([one, isDenialOf(one, other)]).toEqual([one, denies])
})
