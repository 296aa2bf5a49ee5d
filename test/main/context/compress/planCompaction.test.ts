import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lastToSumUp, planCompaction, targetTokens, type CompactionMessage } from '../../../../src/main/context/compress/planCompaction.ts'
import { defaultStrategy } from '../../../../src/shared/names.ts'
import type { CompressionPlan } from '../../../../src/shared/strategy.ts'

const policy: CompressionPlan = defaultStrategy.compression
const turns = (number: number, tokens: number): CompactionMessage[] => Array.from({ length: number * 2 }, (_, at) => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', tokens }))
const ask = { policy, messages: turns(12, 100), summaryTokens: 0, budgetTokens: 7000, used: 3000, newestText: 'And then?' }

test('[X74] at 70 % of the budget the older turns are summed up, and the last ten messages stay', () => {
  expect(planCompaction({ ...ask, used: 4899 })).toBeNull()
  expect(planCompaction({ ...ask, used: 4900 })).toEqual({ reason: 'share', why: 'The conversation took 70 % of the window', kind: 'compaction', upTo: 13 })
  expect(planCompaction({ ...ask, used: 9000 })).toMatchObject({ reason: 'window', upTo: 13 })
})

test('[X74] more than 15 turns with more than 4,000 tokens are summed up; working memory and decay where they are on', () => {
  expect(planCompaction({ ...ask, messages: turns(16, 100), budgetTokens: 100_000 })).toBeNull()
  expect(planCompaction({ ...ask, messages: turns(16, 200), budgetTokens: 100_000 })).toMatchObject({ reason: 'turns', upTo: 21 })
  expect(planCompaction({ ...ask, policy: { ...policy, workingMemory: true }, messages: turns(11, 50), budgetTokens: 100_000 })).toMatchObject({ reason: 'working-memory', upTo: 11 })
  expect(planCompaction({ ...ask, policy: { ...policy, workingMemory: true }, messages: turns(8, 300), budgetTokens: 100_000 })).toMatchObject({ reason: 'working-memory', upTo: 5 })
  expect(planCompaction({ ...ask, policy: { ...policy, decayTurns: 12 }, messages: turns(13, 50), budgetTokens: 100_000 })).toMatchObject({ reason: 'decay', upTo: 7 })
})

test('[X74] a message that states a decision or a result makes a checkpoint once there is enough new talk', () => {
  for (const newestText of ['We decided to use the blue one.', 'Great, it works now!', 'Ok, let\'s go with plan B.', 'Das ist erledigt.']) {
    expect(planCompaction({ ...ask, newestText })).toMatchObject({ reason: 'milestone', kind: 'checkpoint', upTo: 13 })
    expect(planCompaction({ ...ask, messages: turns(6, 20), newestText })).toBeNull()
  }
  expect(planCompaction({ ...ask, newestText: 'Have we decided on a colour?' })).toBeNull()
})

test('[X75] a question stays with its answer, the newest messages stay, and nothing is done that is not worth it', () => {
  const roles = fc.array(fc.record({ role: fc.constantFrom('user' as const, 'assistant' as const), tokens: fc.integer({ min: 0, max: 900 }) }), { maxLength: 60 })
  fc.assert(fc.property(roles, fc.integer({ min: 2, max: 20 }), fc.integer({ min: 100, max: 20_000 }), fc.boolean(), (list, keepMessages, used, workingMemory) => {
    const messages = list.map((one, at) => ({ id: `m${at}`, ...one }))
    const found = planCompaction({ ...ask, policy: { ...policy, keepMessages, workingMemory, decayTurns: 8 }, messages, used })
    if (found === null) return
    expect(messages[found.upTo + 1]?.role).toBe('user')
    expect(messages.length - found.upTo - 1).toBeGreaterThanOrEqual(workingMemory ? Math.min(keepMessages, 10) : keepMessages)
    expect(messages.slice(0, found.upTo + 1).reduce((sum, one) => sum + one.tokens, 0)).toBeGreaterThanOrEqual(96)
  }))
  expect(planCompaction({ ...ask, messages: turns(12, 2), used: 6000 })).toBeNull()
  expect(planCompaction({ ...ask, messages: turns(5, 900), used: 6900 })).toBeNull()
  expect(planCompaction({ ...ask, policy: { ...policy, automatic: false }, used: 6900 })).toBeNull()
  expect(lastToSumUp(turns(3, 1), 0)).toBe(5)
})

test('[X75] a summary has at most a quarter of what it sums up and what the table of regions gives', () => {
  expect(targetTokens(policy, 7000, 10_000)).toBe(500)
  expect(targetTokens(policy, 7000, 800)).toBe(200)
  expect(targetTokens(policy, 120_000, 100_000)).toBe(1500)
  expect(targetTokens({ ...policy, workingMemory: true, workingTokens: 1000 }, 120_000, 100_000)).toBe(250)
  expect(targetTokens(policy, 300, 10)).toBe(48)
})
