import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PromptMessage } from '../../shared/piece.ts'
import type { TurnTrace } from '../../shared/trace.ts'
import { createEngine } from '../engine/createEngine.ts'
import type { Engine } from '../engine/engine.ts'
import type { GenerateRequest, Models } from '../models/ports.ts'
import { ask, sayAndWait, unwrap } from './askEngine.ts'
import { percentile } from './percentile.ts'
import { benchEntries, resourcesFolder, setUpModelsFolder } from './places.ts'
import type { BenchArguments, BenchReport } from './registry.ts'
import { sampleSentence, seeded } from './sampleProfile.ts'

/** Long enough to be an answer, short enough that twenty of them take a minute. */
const answerTokens = 24
const turnsOfTalk = 20
const goalShare = 0.95
const goalRatio = 10

/**
 * How much of a prompt stays byte-identical from turn to turn, and what that saves with the real small model: a cold prompt of
 * about so many tokens against the follow-up on a kept context, in the same conversation and the same run.
 */
export async function benchPrefix(options: BenchArguments): Promise<BenchReport> {
  const tokens = options.number('tokens', 1000)
  const repeats = options.number('repeats', 3)
  const profile = mkdtempSync(join(tmpdir(), 'casement-bench-'))
  const engine = unwrap(await createEngine({
    host: 'test', profile, resources: resourcesFolder, sharedModels: [setUpModelsFolder], entries: benchEntries, models: capAnswers,
  }))
  try {
    const { models } = await ask<{ models: { place: string; state: string }[] }>(engine, 'models.list', {})
    if (!models.some((model) => model.place === 'local' && ['ready', 'not-loaded'].includes(model.state))) throw new Error('bench prefix needs the small chat model: run npm start once, or put a GGUF file into .cache/models')
    const prompts = await talk(engine)
    const shares = prompts.slice(1).map((prompt, at) => keptShare(prompts[at]!, prompt))
    const naive = prompts.slice(1).map((prompt, at) => keptShare(clockFirst(prompts[at]!, at), clockFirst(prompt, at + 1)))
    const cold: number[] = []
    const warm: number[] = []
    for (let at = 0; at < repeats; at++) {
      const pair = await coldAndWarm(engine, tokens, at)
      cold.push(pair.cold)
      warm.push(pair.warm)
    }
    const ratio = percentile(cold, 50) / percentile(warm, 50)
    return {
      bench: 'prefix',
      figures: {
        stable_share: { ours: average(shares), baselines: { clock_in_the_rules: average(naive) }, goal: goalShare, better: 'higher', unit: 'share' },
        cold_over_warm: { ours: ratio, baselines: { nothing_kept: 1 }, goal: goalRatio, better: 'higher', unit: 'times' },
        cold_first_token_ms: { ours: percentile(cold, 50), baselines: {}, goal: null, better: 'lower', unit: 'ms' },
        warm_first_token_ms: { ours: percentile(warm, 50), baselines: {}, goal: null, better: 'lower', unit: 'ms' },
      },
      notes: [`${turnsOfTalk} turns with memories on; cold and warm at about ${tokens} tokens, median of ${repeats}`],
    }
  } finally {
    await engine.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

async function talk(engine: Engine): Promise<PromptMessage[][]> {
  for (const text of ['The user has a sister called Nadia in Porto.', 'The user likes strong tea.', 'The boat is called Albatross.']) await ask(engine, 'memories.add', { text })
  const { id } = await ask<{ id: string }>(engine, 'conversations.create', {})
  const questions = ['Who is Nadia?', 'Name a drink for the morning.', 'What is the boat called?', 'Say something kind.', 'Which city should I visit?']
  const prompts: PromptMessage[][] = []
  for (let at = 0; at < turnsOfTalk; at++) {
    const turnId = await sayAndWait(engine, id, `${questions[at % questions.length]} (${at + 1})`)
    prompts.push((await ask<TurnTrace>(engine, 'trace.get', { turnId })).context!.prompt)
  }
  return prompts
}

/** Share of the stable and append-only characters of one prompt that the next one begins with. */
export function keptShare(before: readonly PromptMessage[], after: readonly PromptMessage[]): number {
  // The last message holds the volatile regions: notes and the question. All before it is stable or append-only.
  const fixed = before.slice(0, -1).map(line).join('')
  const next = after.map(line).join('')
  let same = 0
  while (same < fixed.length && fixed[same] === next[same]) same++
  return fixed.length === 0 ? 1 : same / fixed.length
}

const line = (message: Pick<PromptMessage, 'role' | 'text'>) => `${message.role}\n${message.text}\n`

/** What many apps do: the time of day in the first line. */
function clockFirst(prompt: readonly PromptMessage[], turn: number): PromptMessage[] {
  return prompt.map((message, at) => at === 0 ? { ...message, text: `It is 10:${String(turn).padStart(2, '0')}. ${message.text}` } : message)
}

async function coldAndWarm(engine: Engine, tokens: number, at: number): Promise<{ cold: number; warm: number }> {
  const next = seeded(100 + at)
  const messages: { role: 'user' | 'assistant'; text: string; at: number }[] = []
  // A made-up sentence holds about twenty tokens.
  for (let i = 0; i < tokens / 20 - 4; i++) messages.push({ role: i % 2 === 0 ? 'user' : 'assistant', text: sampleSentence(next, i), at: Date.now() + i })
  if (messages.length % 2 === 1) messages.pop()
  const { id } = await ask<{ id: string }>(engine, 'conversations.import', { title: `talk ${at}`, messages })
  const first = async (text: string): Promise<number> => {
    const trace = await ask<TurnTrace>(engine, 'trace.get', { turnId: await sayAndWait(engine, id, text) })
    return trace.firstTokenMs! - trace.stages.find((stage) => stage.name === 'generate')!.startMs
  }
  // Loading the model is not reading the prompt: another conversation has loaded it by now.
  return { cold: await first('What did we talk about?'), warm: await first('And what else?') }
}

/** The real models, with short answers. */
function capAnswers(real: Models): Models {
  return {
    ...real,
    async open(modelId) {
      const opened = await real.open(modelId)
      if (!opened.ok || opened.value.place !== 'local') return opened
      const local = opened.value
      return { ok: true, value: { ...local, generate: (request: GenerateRequest) => local.generate({ ...request, maxOutputTokens: answerTokens }) } }
    },
  }
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
