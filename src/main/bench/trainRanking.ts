import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { featureNames } from '../memory/ranking/features.ts'
import { openEmbedder } from '../models/embedder/openEmbedder.ts'
import { forkChild } from '../models/process/forkChild.ts'
import { createModelProcess } from '../models/process/modelProcessClient.ts'
import { systemClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import { readArguments } from './benchArguments.ts'
import { benchEntries, projectFolder, resourcesFolder } from './places.ts'
import { fitRanking, type Example } from './train/fitRanking.ts'
import { haystackExamples, madeExamples } from './train/rankingExamples.ts'
import { openVectorCache } from './vectorCache.ts'

/**
 * `npm run train:ranking -- --data FOLDER`: fits the weights of recall's ranking anew and writes `memory/ranking/weights.ts`.
 * FOLDER holds the first half of LongMemEval S (MIT); the talks between people are made here. No other set is read.
 */
const ridge = 0.4
/** Of the learned share, so much is left out in turn to say what the weights reach on questions that they did not see. */
const folds = 4

const { args } = readArguments(process.argv.slice(2))
const scope = new Scope()
try {
  const child = scope.own(createModelProcess({ duty: 'embed', entry: benchEntries.modelProcess, start: forkChild, clock: systemClock, log: silentLog }))
  const embedder = openVectorCache(openEmbedder({ process: child, folder: join(resourcesFolder, 'models/all-MiniLM-L6-v2') }), args.text('vectors'))
  const chats = await haystackExamples(args.text('data'), embedder)
  const talks = await madeExamples(embedder)
  const unseen = [chats, talks].map((examples, which) => {
    let [hits, questions] = [0, 0]
    for (let fold = 0; fold < folds; fold++) {
      const train = [chats, talks].flatMap((some, at) => (at === which ? some.filter((_, place) => place % folds !== fold) : some))
      const weights = fitRanking(train, featureNames.length, ridge)
      for (const example of examples.filter((_, place) => place % folds === fold)) { hits += recallAt10(example, weights); questions++ }
    }
    return hits / questions
  })
  const weights = fitRanking([...chats, ...talks], featureNames.length, ridge)
  const reached = `${chats.length} questions over chats: turn recall@10 ${unseen[0]!.toFixed(3)}; ${talks.length} over talks: ${unseen[1]!.toFixed(3)}`
  writeFileSync(join(projectFolder, 'src/main/memory/ranking/weights.ts'), asSource(weights, reached))
  console.log(`Written. On questions left out of the fit: ${reached}.`)
} finally {
  await scope.close()
}

function recallAt10({ rows, gold, needed }: Example, weights: Float64Array): number {
  const sums = rows.map((row) => row.reduce((sum, value, at) => sum + value * weights[at]!, 0))
  const best = new Set([...sums.keys()].sort((a, b) => sums[b]! - sums[a]!).slice(0, 10))
  return [...best].filter((at) => gold[at]).length / needed
}

function asSource(weights: Float64Array, reached: string): string {
  return `import type { FeatureName } from './features.ts'

/**
 * Made by \`npm run train:ranking\`; not to be edited by hand. A linear ranker, trained by listwise softmax with a ridge of ${ridge},
 * half on LongMemEval's first half (MIT) and half on talks made for it (bench/train). On questions left out of the fit:
 * ${reached}.
 */
export const rankWeights: Readonly<Record<FeatureName, number>> = {
${featureNames.map((name, at) => `  ${name}: ${Number(weights[at]!.toFixed(3))},`).join('\n')}
}
`
}
