import { expect, test } from 'vitest'
import { cutText } from '../../../src/main/storage/forgetting/cut.ts'
import { echoFinder } from '../../../src/main/storage/forgetting/echoes.ts'
import { tellingWordsOf } from '../../../src/main/storage/forgetting/tellingWords.ts'

test('[S76] a sentence that holds one word of the matter goes, also where the word is misspelt or cut in two; others stay', () => {
  const find = echoFinder(['I am allergic to peanuts.', 'My sister Ada lives in Ghent now.'])
  const clean = (text: string): string => cutText(text, find(text)).text
  for (const told of ['Avoid anything with a peanut-s sign.', 'Because of the pea-nuts, ask first.', 'Penuts are in it.', 'Mind your allergie!', 'Say hello to Ada.', 'GHENT is flat.']) expect(clean(`Fine. ${told} It rains.`), told).toBe('Fine. [forgotten] It rains.')
  for (const kept of ['I really like this question.', 'The bread is good.', 'It lives on.', 'Nothing is lost.']) expect(clean(kept), kept).toBe(kept)
})

test('[S76] words that stand in any sentence say nothing alone, in six languages; names and numbers do', () => {
  expect(tellingWordsOf('I would always prefer something better, please.')).toEqual([])
  expect(tellingWordsOf('Ich möchte immer etwas lieber machen.')).toEqual([])
  expect(tellingWordsOf('My locker is 48213 since 1999, says Bo Ek.')).toEqual(['locker', '48213'])
  expect(tellingWordsOf('We met Zoë in Łódź')).toEqual(expect.arrayContaining([expect.stringMatching(/^zo/), expect.stringMatching(/^(ł|l)/)]))
})
