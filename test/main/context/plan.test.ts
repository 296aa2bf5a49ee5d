import { expect, test } from 'vitest'
import { planTurn, type PlanOptions } from '../../../src/main/context/plan.ts'
import type { Understanding } from '../../../src/shared/trace.ts'
import { plainReading } from '../../support/traceParts.ts'

const understood = (more: Partial<Understanding>): Understanding => ({ task: 'chat', confidence: 0.9, alternatives: [], topics: [], language: 'en', difficulty: 0.2, isQuestion: true, needsMemory: false, ...plainReading, ...more })
const plan = (text: string, task: Understanding['task'] = 'chat', options: Partial<PlanOptions> = {}) => planTurn(understood({ task, isQuestion: text.includes('?') }), text, { full: true, ...options })
const empty = { assumptions: [], questions: [], risks: [], tone: 'plain', keyPoints: [] }

test('[X89] a plan that is not wanted in full holds what recall needs and nothing else', () => {
  const text = 'Can I take ibuprofen with it tomorrow? And where does Nadia live?'
  expect(planTurn(understood({}), text)).toEqual({ providers: ['memories', 'messages'], query: text, shape: 'normal', lookFor: [], ...empty })
  expect(planTurn(understood({}), text, { full: false })).toEqual(planTurn(understood({}), text))
})

test('[X89] a simple message leaves all lists empty', () => {
  for (const [text, task] of [['hello', 'small-talk'], ['Why is the sky blue?', 'explain'], ['I like tea.', 'chat'], ['What is my sister called?', 'recall'], ['Is it raining?', 'chat'], ['What time is it?', 'chat'], ['Fix this: teh cat', 'write'], ['Wie heißt meine Schwester?', 'recall']] as const) {
    expect(plan(text, task), text).toMatchObject(empty)
  }
  expect(plan('hello', 'small-talk').lookFor).toEqual([])
})

test('[X89] each source is asked for what the message is about', () => {
  expect(plan('Where does Nadia live?', 'recall').lookFor).toEqual([
    { provider: 'memories', what: 'Facts that answer “Nadia”, “live”' }, { provider: 'messages', what: 'Earlier talk about “Nadia”, “live”' },
  ])
})

test('[X89] a word that points at something is an assumption where something was said before, else a question', () => {
  expect(plan('Can you shorten it?', 'write').questions).toEqual(['What does “it” stand for?'])
  expect(plan('Can you shorten it?', 'write', { recent: ['Here is my text.'] })).toMatchObject({ questions: [], assumptions: ['“it” means what was talked about just before.'] })
  expect(plan('He told me that the train was late. Why?').questions).toEqual(['Who is “he”?'])
  expect(plan('My sister said that she was late.').questions).toEqual([])
  expect(plan('Übersetze das ins Englische', 'translate').questions).toEqual(['What does “das” stand for?'])
})

test('[X89] a missing time, place, number or amount is asked for, and only then', () => {
  expect(plan('Remind me to call the dentist.', 'command').questions).toEqual(['For which day and time?'])
  expect(plan('Remind me tomorrow at 9 to call the dentist.', 'command')).toMatchObject({ questions: [], assumptions: ['“tomorrow” is counted from the day of this message.'] })
  expect(plan('Book a table at Luigi\'s.', 'command').questions).toEqual(['For when is the booking?', 'For how many people?'])
  expect(plan('Book a table for four on Friday.', 'command').questions).toEqual([])
  expect(plan('Plan our holiday', 'plan').questions).toEqual(['Where should it go?', 'What may it cost?'])
  expect(plan('Plan a trip to Porto for two in May with a budget of 900 euros.', 'plan').questions).toEqual([])
  expect(plan('How is the weather?').questions).toEqual(['For which place?'])
})

test('[X89] several questions in one become key points, in order', () => {
  expect(plan('Where does Nadia live and when was she born? What does she do?', 'recall').keyPoints).toEqual(['Answer: Where does Nadia live', 'Answer: when was she born?', 'Answer: What does she do?'])
  expect(plan('Please:\n1. Check the spelling\n2. Make it shorter', 'write').keyPoints).toEqual(['Answer: Check the spelling', 'Answer: Make it shorter'])
  expect(plan(Array.from({ length: 9 }, (_, at) => `What is number ${at}?`).join(' ')).keyPoints.at(-1)).toBe('Answer the other 3 as well.')
  expect(plan('Which flowers fit?', 'chat', { goal: 'Plan the wedding' }).keyPoints).toEqual(['Serve the goal: Plan the wedding'])
})

test('[X90] health, law and money make the tone careful; a day that is over is told', () => {
  expect(plan('Can I take ibuprofen with my tablets?')).toMatchObject({ tone: 'careful', risks: [expect.stringContaining('health')] })
  expect(plan('Darf mein Vermieter die Miete erhöhen? Mietrecht?')).toMatchObject({ tone: 'careful', risks: [expect.stringContaining('law')] })
  expect(plan('Should I invest in this?')).toMatchObject({ tone: 'careful', risks: [expect.stringContaining('money')] })
  const now = Date.UTC(2026, 5, 1)
  expect(plan('Schedule the dentist for 3 May 2020 at 10:00', 'command', { now }).risks).toEqual(['“3 May 2020” lies in the past: ask whether the day is right.'])
  expect(plan('Schedule the dentist for 2026-06-03 at 10:00', 'command', { now }).risks).toEqual([])
  expect(plan('I was born on 3 May 1980.', 'chat', { now }).risks).toEqual([])
})

test('[X90] personal data is named by its kind and never repeated', () => {
  const made = plan('My e-mail is ann@example.org, my account is DE89 3704 0044 0532 0130 00 and my phone is +49 170 1234567.')
  expect(made.risks).toEqual(['The message holds an e-mail address, an account number, a phone number: do not repeat it without need.'])
  const { query: _, ...rest } = made
  expect(JSON.stringify(rest)).not.toMatch(/example|3704|1234567/)
})

test('[X90] the tone follows what is to be written', () => {
  expect(plan('Write a cover letter for a bakery', 'write').tone).toBe('formal')
  expect(plan('Write a birthday card for Ann', 'write').tone).toBe('warm')
  expect(plan('In one sentence: why do cats purr?', 'explain').tone).toBe('brief')
})

test('[X90] a message of any length or kind is planned from its beginning and end', () => {
  for (const text of ['x '.repeat(1_000_000), '?'.repeat(100_000), '\0\uD800 it?', '“'.repeat(50_000), '1 '.repeat(50_000), 'A'.repeat(200_000)]) expect(plan(text).keyPoints.length).toBeLessThanOrEqual(7)
})
