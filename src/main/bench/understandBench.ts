import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openEmbedder } from '../models/embedder/openEmbedder.ts'
import { forkChild } from '../models/process/forkChild.ts'
import { createModelProcess } from '../models/process/modelProcessClient.ts'
import { systemClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import { readIntentHead } from '../understand/intent/intentFile.ts'
import { noOwnIntents } from '../understand/intent/ownIntents.ts'
import { readPrototypes } from '../understand/prototypes.ts'
import { understand } from '../understand/understand.ts'
import type { BenchArguments } from './benchArguments.ts'
import { percentile } from './percentile.ts'
import { benchEntries, resourcesFolder } from './places.ts'
import type { BenchReport, Figure } from './registry.ts'
import { findSlotFiles, readSlotRows } from './slotData.ts'
import { readShippedSlots, scoreSlots } from './slotScores.ts'
import { openVectorCache } from './vectorCache.ts'

const goalMs = 15
const [messages, warmUp] = [2000, 200]
const pasteChars = 100_000

/**
 * `bench understand --data FOLDER`: how long one reading takes beside the embedding, on one thread, over messages of HWU64's
 * training split and over the same with a long paste behind them; and the slots of the shown half.
 */
export async function benchUnderstand(options: BenchArguments): Promise<BenchReport> {
  const path = options.text('data') ?? ''
  const rows = readSlotRows(findSlotFiles(path).train)
  const texts = Array.from({ length: messages }, (_, at) => rows[Math.floor(at * rows.length / messages)]!.text)
  const scope = new Scope()
  try {
    const child = scope.own(createModelProcess({ duty: 'embed', entry: benchEntries.modelProcess, start: forkChild, clock: systemClock, log: silentLog }))
    const embedder = openVectorCache(openEmbedder({ process: child, folder: join(resourcesFolder, 'models/all-MiniLM-L6-v2') }), options.text('vectors'))
    const prototypes = readPrototypes(JSON.parse(readFileSync(join(resourcesFolder, 'prototypes.json'), 'utf8')), embedder.modelId)
    if (prototypes === null) throw new Error('resources/prototypes.json is stale: run npm run build:prototypes')
    const intentFile = join(resourcesFolder, 'intents.bin')
    const heads = { intent: existsSync(intentFile) ? readIntentHead(new Uint8Array(readFileSync(intentFile)), embedder.modelId) : null, own: noOwnIntents, slots: readShippedSlots(), difficulty: null }
    const vectors = await embedder.embed(texts)
    const time = (given: readonly string[]) => given.map((text, at) => {
      const before = performance.now()
      understand({ text, vector: vectors[at]!, previousUserText: texts[at - 1] ?? null, previousAnswer: null, now: before }, prototypes, heads)
      return performance.now() - before
    })
    time(texts.slice(0, warmUp))
    const ordinary = time(texts)
    const paste = texts.slice(0, 200).map((text, at) => `${text}\n${texts.slice(at).join(' ').repeat(4).slice(0, pasteChars)}`)
    const long = time(paste)
    const slots = await scoreSlots(path)
    const ms = (times: readonly number[], share: number, goal: number | null): Figure => ({ ours: percentile(times, share), baselines: {}, goal, better: 'lower', unit: 'ms' })
    return {
      bench: 'understand',
      figures: {
        p95_ms: ms(ordinary, 95, goalMs), p50_ms: ms(ordinary, 50, null), paste_p95_ms: ms(long, 95, goalMs),
        slots_f1: { ours: slots.f1, baselines: { most_frequent_label: slots.baseline }, goal: 0.75, better: 'higher', unit: '' },
        slots_f1_four_types: { ours: slots.fourTypes, baselines: { most_frequent_label: slots.baselineFourTypes }, goal: null, better: 'higher', unit: '' },
      },
      notes: [`${messages} messages one after the other after ${warmUp} to warm up; a paste has ${pasteChars} characters; slots over ${slots.messages} messages`],
    }
  } finally {
    await scope.close()
  }
}
