import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../places.ts'
import { statementExamples, type StatementExample } from './statementExamples.ts'

/**
 * Fits the model of statements by logistic regression with a ridge (gradient descent with momentum, to the end) and writes
 * `src/main/memory/statement/weights.ts`: `node src/main/bench/train/fitStatements.ts`. With `--list`, sentences that are
 * judged wrongly when their group is left out.
 */
const ridge = 1.2
const folds = 10
const rounds = 1500

type Weights = Map<string, number>

function fit(examples: readonly StatementExample[]): Weights {
  const names = ['always', ...new Set(examples.flatMap((one) => one.features))]
  const place = new Map(names.map((name, at) => [name, at]))
  const rows = examples.map((one) => [0, ...one.features.map((name) => place.get(name)!)])
  const weights = new Float64Array(names.length)
  const speed = new Float64Array(names.length)
  const pull = new Float64Array(names.length)
  for (let round = 0; round < rounds; round++) {
    for (let at = 0; at < weights.length; at++) pull[at] = at === 0 ? 0 : -ridge * weights[at]!
    for (const [at, row] of rows.entries()) {
      const sum = row.reduce((total, name) => total + weights[name]!, 0)
      const miss = Number(examples[at]!.worth) - 1 / (1 + Math.exp(-sum))
      for (const name of row) pull[name]! += miss
    }
    for (let at = 0; at < weights.length; at++) {
      speed[at] = 0.9 * speed[at]! + (1.2 / examples.length) * pull[at]!
      weights[at]! += speed[at]!
    }
  }
  return new Map(names.map((name, at) => [name, weights[at]!]))
}

function judge(weights: Weights, features: readonly string[]): number {
  return 1 / (1 + Math.exp(-features.reduce((sum, name) => sum + (weights.get(name) ?? 0), weights.get('always')!)))
}

const examples = statementExamples()
const judged = Array.from({ length: folds }, (_, fold) => {
  const weights = fit(examples.filter((one) => one.group % folds !== fold))
  return examples.filter((one) => one.group % folds === fold).map((one) => ({ ...one, likely: judge(weights, one.features) }))
}).flat()
for (const from of [0.45, 0.5, 0.6, 0.7]) {
  const taken = judged.filter((one) => one.likely >= from)
  const right = taken.filter((one) => one.worth).length
  process.stdout.write(`from ${from}: precision ${(right / taken.length).toFixed(3)}, recall ${(right / judged.filter((one) => one.worth).length).toFixed(3)}\n`)
}
if (process.argv.includes('--list')) for (const one of judged.filter(({ likely, worth }) => worth !== likely >= 0.6).sort((a, b) => b.likely - a.likely)) process.stdout.write(`${one.worth ? '+' : '-'} ${one.likely.toFixed(2)} ${one.text}   [${one.features.join(' ')}]\n`)
const lines = [...fit(examples)].map(([name, weight]) => [name, Math.round(weight * 100) / 100] as const).filter(([, weight]) => weight !== 0).map(([name, weight]) => `  '${name}': ${weight},`)
writeFileSync(join(projectFolder, 'src/main/memory/statement/weights.ts'), `/** Written by \`node src/main/bench/train/fitStatements.ts\`; do not edit by hand. */\nexport const statementWeights: Readonly<Record<string, number>> = {\n${lines.join('\n')}\n}\n`)
process.stdout.write(`${examples.length} sentences, ${examples.filter((one) => one.worth).length} worth keeping; ${lines.length} weights written.\n`)
