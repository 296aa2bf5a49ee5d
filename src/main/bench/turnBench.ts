import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TurnTrace } from '../../shared/trace.ts'
import { createEngine } from '../engine/createEngine.ts'
import type { Engine } from '../engine/engine.ts'
import { scriptedModel, withScriptedModels } from '../models/scripted/scriptedModel.ts'
import { silentLog } from '../platform/log.ts'
import { openStore } from '../storage/openStore.ts'
import { ask, sayAndWait, unwrap, waitForIndex } from './askEngine.ts'
import { percentile } from './percentile.ts'
import { benchEntries, resourcesFolder } from './places.ts'
import type { BenchArguments, BenchReport, Figure } from './registry.ts'
import { fillProfile } from './sampleProfile.ts'

const stages = ['understand', 'plan', 'recall', 'screen', 'select', 'route', 'open', 'compact', 'assemble', 'learn', 'keep'] as const
const warmUpTurns = 5
const goalMs = 50

/** What people write: facts, questions about them, tasks, small talk. Each turn takes the next one. */
const messages = [
  'My sister is called Nadia and she lives in Porto.', 'Where does Nadia live?', 'Write a short thank-you note to my neighbour for lending me a ladder.',
  'What did the piano cost?', 'I prefer trains to planes whenever the trip takes less than a day.', 'How do I prefer to travel?', 'Good morning, how are you today?',
  'Explain what a prime number is to a ten-year-old.', 'Who lent me the telescope?', 'Plan a quiet weekend in Lyon for two people who like music.',
  'Translate "the garden shed is locked" into French.', 'What is 17 % of 2,340?', 'Summarise what I told you about Porto.', 'Next Friday I have a dentist appointment at 9.',
  'When is my dentist appointment?', 'No, the appointment is on Thursday.',
]

/** Time that a turn takes beside the model: each stage apart, over a profile with memories, next to an empty profile in the same run. */
export async function benchTurn(options: BenchArguments): Promise<BenchReport> {
  const memories = options.number('memories', 1000)
  const turns = options.number('turns', 120)
  const full = await measure(memories, turns)
  const empty = await measure(0, turns)
  const figures: Record<string, Figure> = {
    overhead_p95_ms: figure(full.totals, empty.totals, 95, goalMs),
    overhead_p50_ms: figure(full.totals, empty.totals, 50, null),
  }
  for (const stage of stages) {
    figures[`${stage}_p95_ms`] = figure(full.byStage[stage], empty.byStage[stage], 95, null)
    figures[`${stage}_p50_ms`] = figure(full.byStage[stage], empty.byStage[stage], 50, null)
  }
  return { bench: 'turn', figures, notes: [`${memories} memories and ${memories * 2} messages, ${turns} turns after ${warmUpTurns} to warm up; generation is left out`] }
}

function figure(ours: readonly number[], empty: readonly number[], share: number, goal: number | null): Figure {
  return { ours: percentile(ours, share), baselines: { empty_profile: percentile(empty, share) }, goal, better: 'lower', unit: 'ms' }
}

interface Measured { readonly totals: number[]; readonly byStage: Record<(typeof stages)[number], number[]> }

async function measure(memories: number, turns: number): Promise<Measured> {
  const profile = mkdtempSync(join(tmpdir(), 'casement-bench-'))
  try {
    if (memories > 0) {
      const store = unwrap(await openStore({ folder: profile, holder: { host: 'bench', pid: process.pid, since: Date.now() }, now: Date.now, log: silentLog }))
      fillProfile(store.write!, { memories, messages: memories * 2 }, Date.now())
      store.close()
    }
    const model = scriptedModel({ answers: ['This is a short answer of some ten words or so.'], windowTokens: 8192 })
    const engine = unwrap(await createEngine({
      host: 'test', profile, resources: resourcesFolder, sharedModels: [], entries: benchEntries, calibrateAfterMs: null, models: (real) => withScriptedModels(real, [model]),
    }))
    try {
      await waitForIndex(engine)
      return await runTurns(engine, turns)
    } finally {
      await engine.close()
    }
  } finally {
    rmSync(profile, { recursive: true, force: true })
  }
}

async function runTurns(engine: Engine, turns: number): Promise<Measured> {
  const measured: Measured = { totals: [], byStage: Object.fromEntries(stages.map((stage) => [stage, []])) as unknown as Measured['byStage'] }
  let conversationId = ''
  for (let at = 0; at < turns + warmUpTurns; at++) {
    if (at % messages.length === 0) conversationId = (await ask<{ id: string }>(engine, 'conversations.create', {})).id
    const began = performance.now()
    const turnId = await sayAndWait(engine, conversationId, messages[at % messages.length]!)
    const wall = performance.now() - began
    const trace = await ask<TurnTrace>(engine, 'trace.get', { turnId })
    if (trace.status !== 'done') throw new Error(`a turn of the benchmark ended as ${trace.status}`)
    if (at < warmUpTurns) continue
    const spent = (name: string) => trace.stages.filter((stage) => stage.name === name).reduce((sum, stage) => sum + stage.ms, 0)
    measured.totals.push(wall - spent('generate'))
    for (const stage of stages) {
      // A trace cannot hold the end of its own keeping: what the wall clock saw and no stage claims is the keeping.
      measured.byStage[stage].push(stage === 'keep' ? Math.max(0, wall - trace.totalMs) : spent(stage))
    }
  }
  return measured
}
