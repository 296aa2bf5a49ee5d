import { expect, test } from 'vitest'
import { nearestQuestion } from '../../../src/main/cache/nearQuestion.ts'

/** Unit vectors at a given cosine to the first axis. */
const at = (cosine: number) => new Float32Array([cosine, Math.sqrt(1 - cosine * cosine)])
const nearest = (question: string, others: [string, number][]) =>
  nearestQuestion({ vector: at(1), question }, others.map(([text, cosine]) => ({ question: text, vector: at(cosine) })))?.candidate.question ?? null

test('[G9] of several that ask the same, the nearest is found; none below the threshold', () => {
  expect(nearest('How do I boil an egg?', [['How can I boil an egg?', 0.93], ['How should eggs be cooked, boiled egg style?', 0.91], ['How would you boil an egg?', 0.97]])).toBe('How would you boil an egg?')
  expect(nearest('How do I boil an egg?', [['How can I boil an egg?', 0.8]])).toBeNull()
  expect(nearest('How do I boil an egg?', [])).toBeNull()
})

test.each([
  ['How long do I boil 2 eggs?', 'How long do I boil 3 eggs?'], ['What should I see in Lisbon?', 'What should I see in Porto?'], ['Can dogs eat grapes?', 'Can dogs not eat grapes?'], ['What do I do before a storm?', 'What do I do after a storm?'],
  ['How do I add a user?', 'How do I delete a user?'], ['Is it more than enough?', 'Is it less than enough?'], ['How far is it in miles?', 'How far is it in kilometres?'], ['Who invented the radio?', 'When was the radio invented?'],
  ['What does list.sort do?', 'What does list.sorted do?'], ['How do all birds fly?', 'How do some birds fly?'], ['Who beat whom, Ajax or Porto?', 'Who beat whom, Porto or Ajax?'], ['What is the news?', 'What is the new?'], ['a\nb', 'a\nb'], ['What does x == y do?', 'What does x = y do?'],
])('[G9] %j is never like %j, however near', (a, b) => expect(nearest(a, [[b, 0.999]])).toBeNull())

test.each([
  ['How does a sewing machine work?', 'Explain how a sewing machine works.'], ['What causes thunder?', 'What is the cause of thunder?'], ['How do I clean a pan?', 'What is the best way to clean a pan?'], ['Which symptoms has a cold?', 'What symptoms has a cold?'],
])('[G9] %j is like %j, where their vectors are', (a, b) => {
  expect(nearest(a, [[b, 0.95]])).toBe(b)
  expect(nearest(a, [[b, 0.85]])).toBeNull()
})

test('[G9] vectors of another model are not compared', () => {
  expect(nearestQuestion({ vector: at(1), question: 'Tea?' }, [{ question: 'Tea?', vector: new Float32Array([1, 0, 0]) }])).toBeNull()
})
