import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openEmbedder } from '../models/embedder/openEmbedder.ts'
import { forkChild } from '../models/process/forkChild.ts'
import { createModelProcess } from '../models/process/modelProcessClient.ts'
import { systemClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import { readDifficultyHead, type DifficultyHead } from '../router/difficulty/difficultyHead.ts'
import { unpackHead } from '../router/difficulty/headFile.ts'
import { hashedScore } from '../router/difficulty/scorers.ts'
import { textHashes } from '../router/difficulty/textHashes.ts'
import { difficultyOf } from '../understand/difficulty.ts'
import { UsageError } from './benchArguments.ts'
import { benchEntries, resourcesFolder } from './places.ts'
import type { BenchArguments, BenchReport, Figure } from './registry.ts'
import { readJudgedQuestions, readRoutedPrompts, type JudgedQuestion, type RoutedPrompt } from './routeData.ts'
import { crossValidate, foldsByChance, foldsBySubject } from './train/difficulty/crossValidate.ts'
import { fitWords, rarityOf } from './train/difficulty/fitWords.ts'
import { examsOf, fingerprintOf, talksOf } from './train/difficulty/routeExams.ts'
import { aucOf, callsFor, gapClosed } from './train/difficulty/routeScores.ts'
import { openVectorCache } from './vectorCache.ts'

const [folds, seed, goal] = [4, 11, 0.95]
const [easyKinds, hardKinds] = [['writing', 'roleplay'], ['math', 'coding', 'reasoning']]
const ruleScore = (text: string) => difficultyOf(text, 'chat')

/**
 * `bench route --data FOLDER`: how well the difficulty head tells which prompts a weak model fails. On the prompts that the shipped
 * head was trained on, `ours` is cross-validated; on any others it is the shipped head as it is.
 */
export async function benchRoute(args: BenchArguments): Promise<BenchReport> {
  const data = args.text('data')
  if (data === null || !existsSync(data)) throw new UsageError('--data FOLDER is needed: where the stored outcomes of two models lie.')
  const { file, prompts } = readRoutedPrompts(data)
  const judged = readJudgedQuestions(statSync(data).isDirectory() ? data : dirname(data), /mixtral/iu, /gpt-4/iu)
  const scope = new Scope()
  try {
    const child = scope.own(createModelProcess({ duty: 'embed', entry: benchEntries.modelProcess, start: forkChild, clock: systemClock, log: silentLog }))
    const embedder = openVectorCache(openEmbedder({ process: child, folder: join(resourcesFolder, 'models/all-MiniLM-L6-v2') }), args.text('vectors'))
    const [exams, talks] = [await examsOf(prompts, embedder), await talksOf(embedder)]
    const bytes = readFileSync(join(resourcesFolder, 'difficulty.bin'))
    const shipped = readDifficultyHead(bytes, embedder.modelId)
    if (shipped === null) throw new UsageError('The difficulty head cannot be read. Run “npm run train:difficulty” first.')
    const isKnown = unpackHead(bytes)?.meta['trainedOn'] === fingerprintOf(prompts)
    const byChance = foldsByChance(prompts.length, folds, seed)
    const isSubject = prompts.map(({ subject }) => subject.startsWith('mmlu'))
    const bySubject = foldsBySubject(prompts.map(({ subject }) => subject), seed).map((fold, at) => (isSubject[at] ? fold : -1))
    const ours = isKnown ? crossValidate(exams, talks, byChance, embedder.modelId) : Float64Array.from(exams, ({ text, vector }) => shipped.difficultyOf(text, vector))
    const apart = crossValidate(exams, talks, bySubject, embedder.modelId)
    const baselines = { tfidf_lr: wordScores(prompts, byChance), subject_mean: subjectScores(prompts, byChance), rules: Float64Array.from(prompts, ({ text }) => ruleScore(text)), chance: new Float64Array(prompts.length) }
    const apartBaselines = { tfidf_lr: wordScores(prompts, bySubject), rules: baselines.rules, chance: baselines.chance }
    const figure = (measure: (scores: Float64Array) => number, scores: Float64Array, others: Record<string, Float64Array>, aim: number | null, better: Figure['better'], unit: string): Figure =>
      ({ ours: measure(scores), baselines: Object.fromEntries(Object.entries(others).map(([name, own]) => [name, measure(own)])), goal: aim, better, unit })
    const scored = (scores: Float64Array) => prompts.map(({ weak, strong }, at) => ({ weak, strong, score: scores[at]! }))
    const ofSubjects = (scores: Float64Array) => scored(scores).filter((_, at) => isSubject[at])
    const auc = (scores: Float64Array) => aucOf(scored(scores))
    const calls = (scores: Float64Array) => callsFor(scored(scores), goal)
    const perfect = Float64Array.from(prompts, ({ weak, strong }) => Number(strong) - Number(weak))
    return {
      bench: 'route',
      figures: {
        auc: figure(auc, ours, baselines, 0.78, 'higher', 'area'),
        strong_calls_at_95: figure(calls, ours, { ...baselines, perfect }, 0.4, 'lower', 'share'),
        apgr: figure((scores) => gapClosed(scored(scores)), ours, { ...baselines, perfect }, null, 'higher', 'share'),
        auc_by_subject: figure((scores) => aucOf(ofSubjects(scores)), apart, apartBaselines, null, 'higher', 'area'),
        strong_calls_at_95_by_subject: figure((scores) => callsFor(ofSubjects(scores), goal), apart, apartBaselines, null, 'lower', 'share'),
        ...(judged.length === 0 ? {} : { mt_bench_easy_hard: await judgedFigure(judged, shipped, embedder) }),
      },
      notes: [
        `${prompts.length} prompts of ${file}: the weak model alone gets ${percent(prompts, 'weak')} right, the strong one ${percent(prompts, 'strong')}.`,
        isKnown ? `The shipped head was trained on these very prompts, so “ours” is ${folds}-fold cross-validation of its training, never what it says of its own examples.` : 'The shipped head has not seen these prompts.',
        'By subject: trained on one half of the subjects and measured on the other, both ways, on the prompts given; what belongs to no subject is trained on and not measured.',
      ],
    }
  } finally {
    await scope.close()
  }
}

/** Share of pairs in which a question of maths, coding or reasoning is called harder than one of writing. */
async function judgedFigure(judged: readonly JudgedQuestion[], head: DifficultyHead, embedder: { embed(texts: readonly string[]): Promise<Float32Array[]> }): Promise<Figure> {
  const vectors = await embedder.embed(judged.map(({ text }) => text))
  const share = (scoreOf: (text: string, vector: Float32Array) => number) => {
    const of = (kinds: readonly string[]) => judged.flatMap(({ category, text }, at) => (kinds.includes(category) ? [scoreOf(text, vectors[at]!)] : []))
    const [easy, hard] = [of(easyKinds), of(hardKinds)]
    return hard.reduce((sum, one) => sum + easy.filter((other) => one > other).length, 0) / (easy.length * hard.length)
  }
  return { ours: share((text, vector) => head.difficultyOf(text, vector)), baselines: { rules: share(ruleScore), length: share((text) => text.length) }, goal: 0.9, better: 'higher', unit: 'share' }
}

function wordScores(prompts: readonly RoutedPrompt[], foldOf: readonly number[]): Float64Array {
  const buckets = prompts.map(({ text }) => textHashes(text))
  const scores = new Float64Array(prompts.length)
  for (const fold of new Set(foldOf.filter((one) => one >= 0))) {
    const kept = [...prompts.keys()].filter((at) => foldOf[at] !== fold)
    const rarity = rarityOf(kept.map((at) => buckets[at]!))
    const { weights, start } = fitWords(kept.map((at) => buckets[at]!), rarity, kept.map((at) => (prompts[at]!.weak ? 0 : 1)))
    foldOf.forEach((own, at) => { if (own === fold) scores[at] = hashedScore(weights, rarity, start, buckets[at]!) })
  }
  return scores
}

/** What knowing the exam alone is worth: its share of failures in the other folds. */
function subjectScores(prompts: readonly RoutedPrompt[], foldOf: readonly number[]): Float64Array {
  return Float64Array.from(prompts, ({ subject }, at) => {
    const others = prompts.filter((other, place) => other.subject === subject && foldOf[place] !== foldOf[at])
    return others.length === 0 ? 0.5 : others.filter(({ weak }) => !weak).length / others.length
  })
}

function percent(prompts: readonly RoutedPrompt[], which: 'weak' | 'strong'): string {
  return `${(prompts.filter((prompt) => prompt[which]).length / prompts.length * 100).toFixed(1)} %`
}
