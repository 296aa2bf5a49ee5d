import { afterEach, expect, test } from 'vitest'
import type { PromptMessage } from '../../src/shared/piece.ts'
import { keptShare } from '../../src/main/bench/prefixBench.ts'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import { openTestEngine, type TestEngine } from '../support/testEngine.ts'

let engine: TestEngine | null = null
afterEach(async () => { await engine?.close(); engine = null })

const turns = 20

/** The least share of a prompt's stable and append-only part that the next one begins with, over a chat with memories on. */
async function leastShare(beforeTurn: (test: TestEngine, turn: number) => Promise<void>): Promise<number> {
  engine = await openTestEngine({ chat: [scriptedModel({ answers: ['That is good to know, thank you.'], windowTokens: 8192 })] })
  for (const text of ['My sister is called Nadia and lives in Porto.', 'The user likes strong tea.', 'The boat is called Albatross.']) await engine.ask('memories.add', { text })
  const { id } = await engine.newConversation()
  const questions = ['Who is Nadia?', 'Name a drink for the morning.', 'What is the boat called?', 'I moved to Lisbon last week.', 'Which city should I visit?']
  const prompts: PromptMessage[][] = []
  for (let turn = 0; turn < turns; turn++) {
    await beforeTurn(engine, turn)
    prompts.push((await engine.say(id, `${questions[turn % questions.length]} (${turn + 1})`)).context!.prompt)
  }
  return Math.min(...prompts.slice(1).map((prompt, at) => keptShare(prompts[at]!, prompt)))
}

test('[T36] over 20 turns with memories on, at least 95 % of what is stable stays at the front byte for byte', async () => {
  expect(await leastShare(async () => {})).toBeGreaterThanOrEqual(0.95)
}, 60_000)

test('[T36] a clock in the system text is caught by the same measure', async () => {
  expect(await leastShare(async (test, turn) => { await test.ask('settings.set', { persona: `It is 10:${String(turn).padStart(2, '0')} now.` }) })).toBeLessThan(0.95)
}, 60_000)
