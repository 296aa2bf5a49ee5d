import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { createEgress } from '../models/egress.ts'
import { createModels } from '../models/models.ts'
import type { TokenCounter } from '../models/ports.ts'
import { forkChild } from '../models/process/forkChild.ts'
import { counterFor } from '../models/tokens/counterFor.ts'
import { loadPlainTiktoken } from '../models/tokens/plainTiktoken.ts'
import { systemClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import { UsageError } from './benchArguments.ts'
import { percentile } from './percentile.ts'
import { benchEntries, resourcesFolder, setUpModelsFolder } from './places.ts'
import type { BenchArguments, BenchReport, Figure } from './registry.ts'
import { seeded } from './sampleProfile.ts'

interface GoldenRow { readonly text: string; readonly o200k: number; readonly cl100k: number }

/** A talk: so many turns, each with so many pieces that were not there before, and all of them counted in every turn. */
const turns = 40
const piecesPerTurn = 10
const goals = { equal: 1, perSecond: 150_000, wordMs: 200 }
const wordLength = 100_000

/**
 * Token counts against counts of the reference implementation, and how fast they come: as turns ask for them, where
 * only new pieces are measured, beside js-tiktoken as it comes, in the same run.
 */
export async function benchTokens(options: BenchArguments): Promise<BenchReport> {
  const rows = readGolden(options.text('data'))
  const o200k = counterFor('gpt-4o')
  const cl100k = counterFor('gpt-4')
  // Reading a vocabulary is no counting.
  await Promise.all([o200k.count(['a']), cl100k.count(['a'])])

  const texts = rows.slice(0, turns * piecesPerTurn).map((row) => row.text)
  const talk = await countTalk(o200k, texts)
  const plain = await countPlain(texts)
  const words: number[] = []
  for (let at = 0; at < 5; at++) words.push(await timed(() => o200k.count([randomWord(at)])))

  const ours = [await o200k.count(rows.map((row) => row.text)), await cl100k.count(rows.map((row) => row.text))]
  const equal = rows.filter((row, at) => row.o200k === ours[0]![at]).length + rows.filter((row, at) => row.cl100k === ours[1]![at]).length
  const local = await countLocally(texts)

  const figures: Record<string, Figure> = {
    golden_equal: { ours: equal / (rows.length * 2), baselines: {}, goal: goals.equal, better: 'higher', unit: 'share' },
    tokens_per_s: { ours: talk.effective, baselines: { js_tiktoken: plain }, goal: goals.perSecond, better: 'higher', unit: 'tokens/s' },
    fresh_tokens_per_s: { ours: talk.fresh, baselines: { js_tiktoken: plain }, goal: null, better: 'higher', unit: 'tokens/s' },
    speedup: { ours: talk.effective / plain, baselines: { nothing_kept: talk.fresh / plain }, goal: null, better: 'higher', unit: 'times' },
    word_100k_ms: { ours: percentile(words, 50), baselines: {}, goal: goals.wordMs, better: 'lower', unit: 'ms' },
  }
  if (local !== null) {
    figures['local_tokens_per_s'] = { ours: local.effective, baselines: { nothing_kept: local.fresh }, goal: goals.perSecond, better: 'higher', unit: 'tokens/s' }
    figures['local_chat_ms'] = { ours: local.chatMs, baselines: { first_time: local.firstChatMs }, goal: null, better: 'lower', unit: 'ms' }
  }
  return {
    bench: 'tokens', figures,
    notes: [
      `${equal} of ${rows.length * 2} counts equal (cl100k and o200k); the talk has ${turns} turns with ${piecesPerTurn} new pieces each, ${talk.tokens} tokens asked for`,
      local === null ? 'the small chat model is not here, so its own tokenizer was not measured' : `a chat of ${local.chatTokens} tokens is counted whole, with the template of the model, after one message was added`,
    ],
  }
}

function readGolden(data: string | null): GoldenRow[] {
  if (data === null) throw new UsageError('bench tokens needs --data with the folder or file of golden counts.')
  const path = existsSync(data) && statSync(data).isDirectory() ? join(data, 'golden.jsonl.gz') : data
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`)
  return gunzipSync(readFileSync(path)).toString().trim().split('\n').map((line) => JSON.parse(line) as GoldenRow)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** Tokens per second over all that the turns ask for, and over the pieces that were new. */
async function countTalk(counter: TokenCounter, texts: readonly string[]): Promise<{ effective: number; fresh: number; tokens: number }> {
  let asked = 0
  let fresh = 0
  const ms = await timed(async () => {
    for (let turn = 1; turn <= turns; turn++) {
      const counts = await counter.count(texts.slice(0, turn * piecesPerTurn))
      asked += counts.reduce((sum, count) => sum + count, 0)
      fresh += counts.slice((turn - 1) * piecesPerTurn).reduce((sum, count) => sum + count, 0)
    }
  })
  return { effective: asked / ms * 1000, fresh: fresh / ms * 1000, tokens: asked }
}

/** The library as it comes keeps nothing, so it is measured once over each text. */
async function countPlain(texts: readonly string[]): Promise<number> {
  const count = await loadPlainTiktoken('o200k_base')
  count('a')
  let tokens = 0
  const ms = await timed(async () => { for (const text of texts) tokens += count(text) })
  return tokens / ms * 1000
}

function randomWord(seed: number): string {
  const next = seeded(seed)
  return Array.from({ length: wordLength }, () => String.fromCharCode(97 + Math.floor(next() * 26))).join('')
}

async function countLocally(texts: readonly string[]): Promise<{ effective: number; fresh: number; chatTokens: number; firstChatMs: number; chatMs: number } | null> {
  const folder = mkdtempSync(join(tmpdir(), 'casement-bench-'))
  const models = await createModels({
    resources: resourcesFolder, modelFolder: folder, sharedFolders: [setUpModelsFolder], addedFiles: [], onAddedFiles: () => {}, quarantined: [], onQuarantine: () => {}, onRelease: () => {},
    processEntry: benchEntries.modelProcess, startChild: forkChild, egress: createEgress({ isOffline: () => true }), clock: systemClock, log: silentLog, prefixFolder: null, prefixBytes: () => 0,
  })
  try {
    const found = (await models.list()).find((model) => model.duty === 'chat' && model.state === 'not-loaded')
    const opened = found === undefined ? null : await models.open(found.id)
    if (opened === null || !opened.ok) return null
    const { counter } = opened.value
    await counter.count(['a'])
    const { effective, fresh } = await countTalk(counter, texts)
    const chat = texts.slice(0, 20).map((text, at) => ({ role: at % 2 === 0 ? 'user' as const : 'assistant' as const, text }))
    const firstChatMs = await timed(() => counter.countChat(chat))
    let chatTokens = 0
    const chatMs = await timed(async () => { chatTokens = await counter.countChat([...chat, { role: 'user', text: 'And what else?' }]) })
    return { effective, fresh, chatTokens, firstChatMs, chatMs }
  } finally {
    await models.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
