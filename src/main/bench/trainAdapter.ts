import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packAssociations, readAssociations } from '../memory/meaning/associations.ts'
import { questionMeaning } from '../memory/meaning/questionViews.ts'
import { openEmbedder } from '../models/embedder/openEmbedder.ts'
import { forkChild } from '../models/process/forkChild.ts'
import { createModelProcess } from '../models/process/modelProcessClient.ts'
import { systemClock } from '../platform/clock.ts'
import { stderrLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import { benchEntries, resourcesFolder } from './places.ts'
import { buildAssociations, pairsOf, type VectorOf } from './train/buildAssociations.ts'
import { adaptWith, dot, trainByContrast, type Adapter } from './train/contrast.ts'
import { answerGroups, preferenceGroups, type PreferenceGroup } from './train/preferencePairs.ts'
import { otherTexts } from './train/preferences/others.ts'

/** Writes `resources/associations.json` from the texts in `train/`: run `npm run train:adapter` after editing them. The same texts give the same file. */
const mostEpochs = 12
/** Every fifth domain is left out when the number of epochs is chosen. */
const folds = 5
const seed = 1

const say = (text: string) => { globalThis.process.stdout.write(`${text}\n`) }
const scope = new Scope()
try {
  const process = scope.own(createModelProcess({ duty: 'embed', entry: benchEntries.modelProcess, start: forkChild, clock: systemClock, log: stderrLog }))
  const embedder = openEmbedder({ process, folder: join(resourcesFolder, 'models/all-MiniLM-L6-v2') })
  const groups = preferenceGroups(4)
  const answers = answerGroups(3)
  const texts = [...new Set([
    ...groups.flatMap((group) => [...group.preferences, ...group.questions.flat()]),
    ...answers.flatMap((group) => [...group.questions.flat(), ...group.contents.flatMap(({ preferences }) => preferences)]), ...otherTexts,
  ])]
  say(`${groups.length} preferences with ${groups.reduce((sum, group) => sum + group.questions.length, 0)} questions in ${new Set(groups.map(({ domain }) => domain)).size} domains; ${answers.length} subjects of answers; ${texts.length} texts.`)
  const vectors = await embedder.embed(texts)
  const places = new Map(texts.map((text, at) => [text, at]))
  const vectorOf: VectorOf = (text) => vectors[places.get(text)!]!
  const others = otherTexts.map(vectorOf)

  const domains = [...new Set(groups.map(({ domain }) => domain))]
  const isLeftOut = (domain: string) => domains.indexOf(domain) % folds === 0
  const [kept, left] = [groups.filter(({ domain }) => !isLeftOut(domain)), groups.filter(({ domain }) => isLeftOut(domain))]
  let best = { epoch: 0, share: shareFound(left, groups, vectorOf, (_, vector) => (__, other) => dot(vector, other!)) }
  say(`left-out domains, share of questions whose preference is among the first five: plain ${best.share.toFixed(3)}`)
  const trained = pairsOf(kept, vectorOf)
  let keptAdapter: Adapter | null = null
  trainByContrast(trained.pairs, trained.preferences, others, mostEpochs, seed, (adapter, epoch) => {
    const share = shareFound(left, groups, vectorOf, (_, vector) => { const moved = adaptWith(adapter, vector); return (__, other) => dot(moved, other!) })
    if (share > best.share) { best = { epoch, share }; keptAdapter = structuredClone(adapter) }
    return epoch - best.epoch >= 3
  })
  say(`adapter after ${best.epoch} epochs: ${best.share.toFixed(3)}`)
  if (keptAdapter !== null) {
    const without = buildAssociations(kept, answers, keptAdapter, vectorOf)
    say(`with what answers speak of: ${shareFound(left, groups, vectorOf, (text, vector) => questionMeaning(text, vector, without).fit).toFixed(3)}`)
  }

  const all = pairsOf(groups, vectorOf)
  const adapter = trainByContrast(all.pairs, all.preferences, others, mostEpochs, seed, (_, epoch) => epoch >= Math.max(1, best.epoch))
  const packed = packAssociations(buildAssociations(groups, answers, adapter, vectorOf), embedder.modelId)
  if (readAssociations(JSON.parse(JSON.stringify(packed)), embedder.modelId) === null) throw new Error('what was packed cannot be read')
  const file = join(resourcesFolder, 'associations.json')
  writeFileSync(file, `${JSON.stringify(packed)}\n`)
  say(`${file} written.`)
} finally {
  await scope.close()
}

function shareFound(asked: readonly PreferenceGroup[], all: readonly PreferenceGroup[], vectorOf: VectorOf, fitOf: (text: string, vector: Float32Array) => (text: string, vector: Float32Array | null) => number): number {
  const stored = all.map((group) => ({ group, text: group.preferences[0]!, vector: vectorOf(group.preferences[0]!) }))
  let [found, count] = [0, 0]
  for (const group of asked) {
    for (const [question] of group.questions) {
      const fit = fitOf(question!, vectorOf(question!))
      const scores = stored.map((one) => fit(one.text, one.vector))
      const own = scores[all.indexOf(group)]!
      if (scores.filter((score) => score > own).length < 5) found++
      count++
    }
  }
  return found / Math.max(1, count)
}
