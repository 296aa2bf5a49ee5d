import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { featuresOf } from '../../memory/statement/features.ts'
import { projectFolder } from '../places.ts'
import { ownExamples, requestExamples, talkExamples, type StatementExample } from './statementExamples.ts'

/**
 * Fits the model of statements by logistic regression with a ridge (gradient descent with momentum) and writes
 * `src/main/memory/statement/weights.ts`: `node src/main/bench/train/fitStatements.ts --data FOLDER_WITH_THE_PUBLIC_SETS`.
 * With `--list`, the project's own sentences that are judged wrongly when their group is left out.
 */
const ridge = 1.5
const folds = 5
const rounds = 600
/** A word counts when so many sentences hold it. */
const leastWords = 14

interface Row { readonly example: StatementExample; readonly features: readonly string[] }
type Weights = Map<string, number>

function fit(rows: readonly Row[]): Weights {
  const names = ['always', ...new Set(rows.flatMap((one) => one.features))]
  const place = new Map(names.map((name, at) => [name, at]))
  const indexed = rows.map(({ example, features }) => ({ example, at: Int32Array.from([0, ...features.map((name) => place.get(name)!)]) }))
  const total = rows.reduce((sum, one) => sum + one.example.weight, 0)
  const weights = new Float64Array(names.length)
  const speed = new Float64Array(names.length)
  const pull = new Float64Array(names.length)
  for (let round = 0; round < rounds; round++) {
    for (let at = 0; at < weights.length; at++) pull[at] = at === 0 ? 0 : -ridge * weights[at]!
    for (const { example, at } of indexed) {
      let sum = 0
      for (const name of at) sum += weights[name]!
      const miss = example.weight * (Number(example.worth) - 1 / (1 + Math.exp(-sum)))
      for (const name of at) pull[name]! += miss
    }
    for (let at = 0; at < weights.length; at++) {
      speed[at] = 0.9 * speed[at]! + (0.8 / total) * pull[at]!
      weights[at]! += speed[at]!
    }
  }
  return new Map(names.map((name, at) => [name, weights[at]!]))
}

function judge(weights: Weights, features: readonly string[]): number {
  return 1 / (1 + Math.exp(-features.reduce((sum, name) => sum + (weights.get(name) ?? 0), weights.get('always')!)))
}

function report(title: string, judged: readonly { example: StatementExample; likely: number }[]): void {
  for (const from of [0.45, 0.6, 0.7]) {
    const taken = judged.filter((one) => one.likely >= from)
    const right = taken.filter((one) => one.example.worth).length
    process.stdout.write(`${title}, from ${from}: precision ${(right / Math.max(1, taken.length)).toFixed(3)}, recall ${(right / judged.filter((one) => one.example.worth).length).toFixed(3)}\n`)
  }
}

const data = process.argv[process.argv.indexOf('--data') + 1]
const own = ownExamples()
const examples = [...own, ...process.argv.includes('--data') && data !== undefined ? [...talkExamples(data), ...requestExamples(data)] : []]
const counts = new Map<string, number>()
for (const one of examples) for (const word of new Set(one.text.toLowerCase().replaceAll('’', "'").match(/[a-z]+(?:'[a-z]+)?/g) ?? [])) counts.set(word, (counts.get(word) ?? 0) + 1)
const words = [...counts].filter(([, count]) => count >= leastWords).map(([word]) => word).sort()
const among = new Set(words)
const rows: Row[] = examples.map((example) => ({ example, features: featuresOf(example.text, example.sentence.around, among) }))
const judged = Array.from({ length: folds }, (_, fold) => {
  const weights = fit(rows.filter(({ example }) => example.group % folds !== fold))
  return rows.filter(({ example }) => example.group % folds === fold).map((one) => ({ ...one, likely: judge(weights, one.features) }))
}).flat()
const isOwn = new Set(own)
report('own sentences', judged.filter(({ example }) => isOwn.has(example)))
report('talks', judged.filter(({ example }) => !isOwn.has(example)))
if (process.argv.includes('--list')) for (const one of judged.filter(({ example, likely }) => isOwn.has(example) && example.worth !== likely >= 0.6).sort((a, b) => b.likely - a.likely)) process.stdout.write(`${one.example.worth ? '+' : '-'} ${one.likely.toFixed(2)} ${one.example.text}\n`)
const weights = [...fit(rows)].map(([name, weight]) => [name, Math.round(weight * 100) / 100] as const).filter(([, weight]) => Math.abs(weight) >= 0.03)
const kept = weights.flatMap(([name]) => name.startsWith('word.') ? [name.slice('word.'.length)] : []).sort()
const lines = (all: readonly string[], size: number) => Array.from({ length: Math.ceil(all.length / size) }, (_, at) => `  ${all.slice(at * size, at * size + size).join(', ')},`).join('\n')
writeFileSync(join(projectFolder, 'src/main/memory/statement/weights.ts'), `/** Written by \`src/main/bench/train/fitStatements.ts\`; do not edit by hand. */\nexport const statementWeights: Readonly<Record<string, number>> = {\n${lines(weights.map(([name, weight]) => `'${name.replaceAll("'", "\\'")}': ${weight}`), 8)}\n}\n\n/** The frequent words that have a weight. */\nexport const statementWords: readonly string[] = [\n${lines(kept.map((word) => `'${word.replaceAll("'", "\\'")}'`), 20)}\n]\n`)
process.stdout.write(`${examples.length} sentences, ${examples.filter((one) => one.worth).length} worth keeping; ${weights.length} weights written, ${kept.length} of them for words.\n`)
