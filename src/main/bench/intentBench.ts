import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openEmbedder } from '../models/embedder/openEmbedder.ts'
import type { Embedder } from '../models/ports.ts'
import { forkChild } from '../models/process/forkChild.ts'
import { createModelProcess } from '../models/process/modelProcessClient.ts'
import { systemClock } from '../platform/clock.ts'
import { stderrLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import { classifyIntent } from '../understand/intent/classifyIntent.ts'
import { readIntentHead } from '../understand/intent/intentFile.ts'
import { evidenceOf, scoreIntents, weigh, type IntentHead } from '../understand/intent/intentNet.ts'
import { noOwnIntents } from '../understand/intent/ownIntents.ts'
import { UsageError } from './benchArguments.ts'
import { scoreBaseline } from './intentBaseline.ts'
import { outsideName, readIntentSets, type IntentSet, type IntentSetName } from './intentData.ts'
import { scoreFewShots } from './intentFewShots.ts'
import { percentile } from './percentile.ts'
import { benchEntries, resourcesFolder } from './places.ts'
import type { BenchArguments, BenchReport, Figure } from './registry.ts'
import { scoreSlots } from './slotScores.ts'
import { refusedShare } from './train/intent/intentSplits.ts'
import { openVectorCache } from './vectorCache.ts'

const partOf: Readonly<Record<IntentSetName, string>> = { clinc150: 'everyday', banking77: 'banking', hwu64: 'assistant' }

/**
 * How often the head that ships names the right intent on texts that it was not trained on, and how often it refuses what belongs to
 * none, beside TF-IDF with a linear support vector machine that is trained in the same run.
 */
export async function benchIntent(options: BenchArguments): Promise<BenchReport> {
  const folder = options.text('data')
  if (folder === null || !existsSync(folder)) throw new UsageError('bench intent needs --data FOLDER: the folder that holds clinc150, banking77 and hwu64, or one of these.')
  const sets = readIntentSets(folder)
  const scope = new Scope()
  try {
    const child = scope.own(createModelProcess({ duty: 'embed', entry: benchEntries.modelProcess, start: forkChild, clock: systemClock, log: stderrLog }))
    const embedder = openVectorCache(openEmbedder({ process: child, folder: join(resourcesFolder, 'models/all-MiniLM-L6-v2') }), options.text('vectors'))
    const head = readIntentHead(readFileSync(join(resourcesFolder, 'intents.bin')), embedder.modelId)
    if (head === null) throw new UsageError('resources/intents.bin is stale: make it anew with npm run train:intent -- --data FOLDER.')
    const figures: Record<string, Figure> = {}
    const notes: string[] = []
    for (const set of sets) await measure(set, head, embedder, figures, notes)
    if (sets.some(({ name }) => name === 'hwu64')) {
      const { f1, baseline, fourTypes } = await scoreSlots(folder)
      figures['hwu64_slots_f1'] = { ours: f1, baselines: { most_frequent_label: baseline }, goal: 0.75, better: 'higher', unit: 'F1' }
      notes.push(`slots of the types date, time, place and person alone: F1 ${fourTypes.toFixed(3)}`)
    }
    const timed = sets.flatMap(({ test }) => test).slice(0, 2000)
    const vectors = await embedder.embed(timed.map(({ text }) => text))
    const times = timed.map(({ text }, at) => {
      const from = performance.now()
      classifyIntent(text, vectors[at]!, head, noOwnIntents)
      return performance.now() - from
    })
    figures['p95_ms'] = { ours: percentile(times, 95), baselines: {}, goal: 15, better: 'lower', unit: 'ms' }
    notes.push(`the time is that of one whole reading of the intent after embedding, over ${timed.length} texts, on one thread`)
    return { bench: 'intent', figures, notes }
  } finally {
    await scope.close()
  }
}

async function measure(set: IntentSet, head: IntentHead, embedder: Embedder, figures: Record<string, Figure>, notes: string[]): Promise<void> {
  const place = head.parts.findIndex(({ name }) => name === partOf[set.name])
  const part = head.parts[place]!
  const vectors = await embedder.embed(set.test.map(({ text }) => text))
  const said = set.test.map(({ text, intent }, at) => {
    const { best, evidence } = evidenceOf(scoreIntents(text, vectors[at]!, head)[place]!, part)
    return { intent, right: part.ids[best] === intent, kept: weigh(evidence, part.refusal) > 0, sure: 1 / (1 + Math.exp(-weigh(evidence, part.confidence))) >= 0.8, whole: classifyIntent(text, vectors[at]!, head, noOwnIntents) }
  })
  const [inside, foreign] = [said.filter(({ intent }) => intent !== outsideName), said.filter(({ intent }) => intent === outsideName)]
  const share = <T>(of: readonly T[], holds: (one: T) => boolean) => of.length === 0 ? 0 : of.filter(holds).length / of.length
  const accuracy = share(inside, ({ right }) => right)
  const theirs = scoreBaseline(set, refusedShare)
  const figure = (ours: number, baseline: number, goal: number): Figure => ({ ours, baselines: { tfidf_svm: baseline }, goal, better: 'higher', unit: 'share' })
  if (set.name === 'clinc150') {
    figures['clinc_in_scope'] = figure(share(inside, ({ right, kept }) => right && kept), theirs.inScope, 0.955)
    figures['clinc_oos_recall'] = figure(share(foreign, ({ kept }) => !kept), theirs.outsideRecall, 0.85)
    const few = await scoreFewShots(set, 10, embedder)
    figures['clinc_10_shot'] = figure(few.ours, few.baseline, 0.93)
    notes.push(`CLINC150 without refusal: ${accuracy.toFixed(4)} (TF-IDF + SVM ${theirs.accuracy.toFixed(4)}); ${inside.length} texts inside, ${foreign.length} outside; the margin of both sides refuses ${refusedShare} of the outside texts of the validation part`)
    notes.push(`with the language gate and the intents of voice assistants and banks behind it, a whole reading calls ${share(foreign, ({ whole }) => !whole.inScope).toFixed(4)} of the outside texts out of scope, and ${share(inside, ({ whole }) => !whole.inScope).toFixed(4)} of the others`)
  } else {
    figures[set.name === 'banking77' ? 'banking77' : 'hwu64_intent'] = figure(accuracy, theirs.accuracy, set.name === 'banking77' ? 0.945 : 0.93)
    notes.push(`${set.name}: ${inside.length} texts; the part refuses ${share(inside, ({ kept }) => !kept).toFixed(4)} of its own, which the accuracy does not count`)
  }
  const sure = said.filter(({ sure: is, kept }) => is && kept)
  notes.push(`${set.name}: of ${sure.length} readings with a confidence of 0.8 or more, ${share(sure, ({ right }) => right).toFixed(3)} are right`)
}
