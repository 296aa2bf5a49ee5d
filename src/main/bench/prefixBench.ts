import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PromptMessage } from '../../shared/piece.ts'
import type { TurnTrace } from '../../shared/trace.ts'
import { createEngine } from '../engine/createEngine.ts'
import type { Engine } from '../engine/engine.ts'
import type { GenerateRequest, Models, PrepareRequest } from '../models/ports.ts'
import { ask, sayAndWait, unwrap } from './askEngine.ts'
import { percentile } from './percentile.ts'
import { benchEntries, resourcesFolder, setUpModelsFolder } from './places.ts'
import type { BenchArguments, BenchReport, Figure } from './registry.ts'
import { sampleSentence, seeded } from './sampleProfile.ts'

/** Long enough to be an answer, short enough that twenty of them take a minute. */
const answerTokens = 24
const turnsOfTalk = 20
const goalShare = 0.95
const goalRatio = 20
/** A person who reads an answer and writes the next message takes longer; past this the next message is sent anyway. */
const longestWaitMs = 15_000
/** More conversations than a model keeps in memory. */
const othersBetween = 3

/**
 * How much of a prompt stays byte-identical from turn to turn, and what that saves with the real small model: a cold
 * prompt of about so many tokens against the follow-up on a kept context, in the same conversation and the same run;
 * then against coming back after other conversations took its place, and after a restart.
 */
export async function benchPrefix(options: BenchArguments): Promise<BenchReport> {
  const sizes = options.text('tokens') === null ? [1000, 4000] : [options.number('tokens', 1000)]
  const repeats = options.number('repeats', 3)
  const profile = mkdtempSync(join(tmpdir(), 'casement-bench-'))
  const quiet = createQuiet()
  const open = async () => unwrap(await createEngine({
    host: 'test', profile, resources: resourcesFolder, sharedModels: [setUpModelsFolder], entries: benchEntries, models: quiet.watch, calibrateAfterMs: null,
  }))
  let engine = await open()
  try {
    const { models } = await ask<{ models: { place: string; state: string; duty: string }[] }>(engine, 'models.list', {})
    if (!models.some((model) => model.duty === 'chat' && model.place === 'local' && ['ready', 'not-loaded'].includes(model.state))) throw new Error('bench prefix needs the small chat model: run npm start once, or put a GGUF file into .cache/models')
    // Reading is measured, so nothing may be left out to spare it.
    await ask(engine, 'settings.set', { firstTokenSeconds: null })
    const prompts = await talk(engine, quiet)
    const shares = prompts.slice(1).map((prompt, at) => keptShare(prompts[at]!, prompt))
    const naive = prompts.slice(1).map((prompt, at) => keptShare(clockFirst(prompts[at]!, at), clockFirst(prompt, at + 1)))
    const measured: Measured[] = []
    for (const tokens of sizes) {
      const talks = []
      for (let at = 0; at < repeats; at++) talks.push(await measureTalk(engine, quiet, tokens, at))
      await engine.close()
      engine = await open()
      // Loading the model is not reading the prompt.
      await sayOnce(engine, quiet, await newTalk(engine), 'Hello there.')
      const restarted = []
      for (const { id } of talks) restarted.push((await sayOnce(engine, quiet, id, 'Where were we?')).firstMs)
      const middle = (values: readonly number[]) => percentile(values, 50)
      measured.push({
        tokens, cold: middle(talks.map((one) => one.cold)), warm: middle(talks.map((one) => one.warm)), switched: middle(talks.map((one) => one.switched)), restarted: middle(restarted),
        read: middle(talks.map((one) => one.read)), promptTokens: middle(talks.map((one) => one.promptTokens)), aheadMs: middle(talks.map((one) => one.aheadMs)),
      })
    }
    const worst = (of: (one: Measured) => number, pick: (...values: number[]) => number) => pick(...measured.map(of))
    const figures: Record<string, Figure> = {
      stable_share: { ours: average(shares), baselines: { clock_in_the_rules: average(naive) }, goal: goalShare, better: 'higher', unit: 'share' },
      cold_over_warm: { ours: worst((one) => one.cold / one.warm, Math.min), baselines: { nothing_kept: 1 }, goal: goalRatio, better: 'higher', unit: 'times' },
    }
    for (const one of measured) {
      figures[`cold_over_warm_${one.tokens}`] = { ours: one.cold / one.warm, baselines: { nothing_kept: 1 }, goal: goalRatio, better: 'higher', unit: 'times' }
      figures[`cold_first_token_ms_${one.tokens}`] = { ours: one.cold, baselines: {}, goal: null, better: 'lower', unit: 'ms' }
      figures[`warm_first_token_ms_${one.tokens}`] = { ours: one.warm, baselines: {}, goal: null, better: 'lower', unit: 'ms' }
    }
    figures['switch_over_warm'] = { ours: worst((one) => one.switched / one.warm, Math.max), baselines: { nothing_kept: worst((one) => one.cold / one.warm, Math.max) }, goal: null, better: 'lower', unit: 'times' }
    figures['restart_over_warm'] = { ours: worst((one) => one.restarted / one.warm, Math.max), baselines: { nothing_kept: worst((one) => one.cold / one.warm, Math.max) }, goal: null, better: 'lower', unit: 'times' }
    return {
      bench: 'prefix', figures,
      notes: [
        `${turnsOfTalk} turns with memories on; median of ${repeats} talks of each size`,
        ...measured.map((one) => `${one.tokens}: the warm prompt has ${one.promptTokens} tokens, of which ${one.read} were read; reading ahead took ${Math.round(one.aheadMs)} ms after the answer before it`),
        'between two messages the engine may read ahead until it is idle, as it does while a person reads and writes',
      ],
    }
  } finally {
    await engine.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

interface Measured { readonly tokens: number; readonly cold: number; readonly warm: number; readonly switched: number; readonly restarted: number; readonly read: number; readonly promptTokens: number; readonly aheadMs: number }

async function talk(engine: Engine, quiet: Quiet): Promise<PromptMessage[][]> {
  for (const text of ['The user has a sister called Nadia in Porto.', 'The user likes strong tea.', 'The boat is called Albatross.']) await ask(engine, 'memories.add', { text })
  const id = await newTalk(engine)
  const questions = ['Who is Nadia?', 'Name a drink for the morning.', 'What is the boat called?', 'Say something kind.', 'Which city should I visit?']
  const prompts: PromptMessage[][] = []
  for (let at = 0; at < turnsOfTalk; at++) {
    prompts.push((await sayOnce(engine, quiet, id, `${questions[at % questions.length]} (${at + 1})`)).trace.context!.prompt)
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

async function newTalk(engine: Engine): Promise<string> {
  return (await ask<{ id: string }>(engine, 'conversations.create', {})).id
}

/** Says one thing, and waits until what follows the answer is over. */
async function sayOnce(engine: Engine, quiet: Quiet, conversationId: string, text: string): Promise<{ firstMs: number; aheadMs: number; trace: TurnTrace }> {
  const ahead = quiet.afterNext(conversationId)
  const trace = await ask<TurnTrace>(engine, 'trace.get', { turnId: await sayAndWait(engine, conversationId, text) })
  if (trace.status !== 'done' || trace.firstTokenMs === null) throw new Error(`a turn of the benchmark ended as ${trace.status}: ${trace.failure?.message ?? 'no token came'}`)
  let timer: ReturnType<typeof setTimeout> | undefined
  const aheadMs = await Promise.race([ahead, new Promise<number>((resolve) => { timer = setTimeout(() => resolve(0), longestWaitMs) })])
  clearTimeout(timer)
  return { firstMs: trace.firstTokenMs - trace.stages.find((stage) => stage.name === 'generate')!.startMs, aheadMs, trace }
}

async function measureTalk(engine: Engine, quiet: Quiet, tokens: number, at: number) {
  const next = seeded(100 + at)
  const messages: { role: 'user' | 'assistant'; text: string; at: number }[] = []
  // A made-up sentence holds about twenty tokens.
  for (let i = 0; i < tokens / 20 - 4; i++) messages.push({ role: i % 2 === 0 ? 'user' : 'assistant', text: sampleSentence(next, i), at: Date.now() + i })
  if (messages.length % 2 === 1) messages.pop()
  const { id } = await ask<{ id: string }>(engine, 'conversations.import', { title: `talk ${at}`, messages })
  // Loading the model is not reading the prompt: another conversation has loaded it by now.
  const cold = await sayOnce(engine, quiet, id, 'What did we talk about?')
  const warm = await sayOnce(engine, quiet, id, 'And what else?')
  for (let other = 0; other < othersBetween; other++) await sayOnce(engine, quiet, await newTalk(engine), 'Say something kind.')
  const switched = await sayOnce(engine, quiet, id, 'What was the first thing?')
  return { id, cold: cold.firstMs, warm: warm.firstMs, switched: switched.firstMs, read: warm.trace.usage!.evaluatedTokens, promptTokens: warm.trace.usage!.promptTokens, aheadMs: cold.aheadMs }
}

/** The real models, with short answers, and an ear for when nothing is read ahead any more. */
interface Quiet {
  watch(real: Models): Models
  /** Resolves with the milliseconds that reading ahead took after the next answer, when it is over. */
  afterNext(conversationId: string): Promise<number>
}

function createQuiet(): Quiet {
  const waiting = new Map<string, (ms: number) => void>()
  return {
    afterNext: (conversationId) => new Promise((resolve) => { waiting.set(conversationId, resolve) }),
    watch: (real) => ({
      ...real,
      async open(modelId) {
        const opened = await real.open(modelId)
        if (!opened.ok || opened.value.place !== 'local') return opened
        const local = opened.value
        return { ok: true, value: {
          ...local,
          generate: (request: GenerateRequest) => local.generate({ ...request, maxOutputTokens: answerTokens }),
          async prepare(request: PrepareRequest) {
            const began = performance.now()
            await local.prepare?.(request)
            waiting.get(request.conversationId)?.(performance.now() - began)
          },
        } }
      },
    }),
  }
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
