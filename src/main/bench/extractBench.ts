import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { extract } from '../memory/extract.ts'
import { reviewBelow } from '../memory/merge.ts'
import { UsageError } from './benchArguments.ts'
import { asLearned, readLabelledLines, scoreLines, type LabelledLine, type LearnedText, type LineScores } from './extractLines.ts'
import { projectFolder } from './places.ts'
import type { BenchArguments, BenchReport, Figure } from './registry.ts'

type Way = (line: LabelledLine) => LearnedText[]

const ways: Readonly<Record<string, Way>> = {
  ours: (line) => line.role === 'assistant' ? [] : extract(line.text, line.at).map((one) => asLearned(one, reviewBelow)),
  every_sentence: (line) => line.role === 'assistant' ? [] : sentencesIn(line.text),
  sentences_with_i_or_my: (line) => line.role === 'assistant' ? [] : sentencesIn(line.text).filter((one) => /\b(?:i|my|we|our|i['’]m)\b/iu.test(one.text)),
}

/**
 * What is learned from messages, on the project's own labelled lines, a file in the same form (`--data FILE.jsonl`), or a
 * folder of a public set (`--data FOLDER`).
 */
export async function benchExtract(args: BenchArguments): Promise<BenchReport> {
  const data = args.text('data')
  if (data !== null && !existsSync(data)) throw new UsageError(`There is nothing at ${data}.`)
  if (data !== null && statSync(data).isDirectory()) {
    const external = await (await import('./extractSets.ts')).scoreExternalSet(data)
    if (external !== null) return { bench: 'extract', figures: external, notes: [`Measured on ${data}.`] }
  }
  const lines = readLabelledLines(data ?? fixtures)
  const learned = lines.map(ways.ours!)
  const scores = scoresOf(lines)
  if (args.flag('list')) listMisses(lines, learned)
  const ours = scores.ours!
  const heldOut = data === null ? scoresOf(heldOutLines()) : null
  return {
    bench: 'extract',
    figures: {
      coverage: figure(scores, (one) => share(one.found, one.wanted), 0.9, 'higher'),
      junk: figure(scores, (one) => share(one.junk, one.learned), 0.02, 'lower'),
      invention: figure(scores, (one) => share(one.invented, one.learned + one.waiting), 0, 'lower'),
      coverage_with_review: figure(scores, (one) => share(one.foundOrWaiting, one.wanted), null, 'higher'),
      beyond_expected: figure(scores, (one) => share(one.extra, one.learned), null, 'lower'),
      ...heldOut === null ? {} : {
        heldout_coverage: figure(heldOut, (one) => share(one.found, one.wanted), 0.9, 'higher'),
        heldout_junk: figure(heldOut, (one) => share(one.junk, one.learned), 0.02, 'lower'),
        heldout_invention: figure(heldOut, (one) => share(one.invented, one.learned + one.waiting), 0, 'lower'),
      },
    },
    notes: [
      `${ours.lines} messages, ${ours.wanted} facts to find; ${ours.learned} memories learned, ${ours.waiting} more wait for review.`,
      'coverage: facts found in one active memory, of all; junk: active memories from messages that hold nothing to learn, of all active ones; invention: memories that say what was not said or quote no span, of all.',
      ...heldOut === null ? [] : [`held out: ${heldOut.ours!.lines} of them were written last; the heldout figures are theirs alone. No weight was ever fitted to them, but who wrote the rules may have seen their families, and errors seen in them were mended in general.`],
      ...perFamily(lines, learned),
    ],
  }
}

const fixtures = join(projectFolder, 'test/fixtures/extract')

function heldOutLines(): LabelledLine[] {
  return readLabelledLines(join(fixtures, 'heldout.jsonl'))
}

function scoresOf(lines: readonly LabelledLine[]): Record<string, LineScores> {
  return Object.fromEntries(Object.entries(ways).map(([name, way]) => [name, scoreLines(lines, lines.map(way))]))
}

function figure(scores: Readonly<Record<string, LineScores>>, value: (one: LineScores) => number, goal: number | null, better: 'higher' | 'lower'): Figure {
  const { ours, ...others } = scores
  return { ours: value(ours!), baselines: Object.fromEntries(Object.entries(others).map(([name, one]) => [name, value(one)])), goal, better, unit: 'share' }
}

function perFamily(lines: readonly LabelledLine[], learned: readonly (readonly LearnedText[])[]): string[] {
  const families = [...new Set(lines.map((line) => line.family))].sort()
  if (families.length < 2) return []
  return families.map((family) => {
    const at = lines.flatMap((line, index) => line.family === family ? [index] : [])
    const one = scoreLines(at.map((index) => lines[index]!), at.map((index) => learned[index]!))
    const precision = share(one.learned - one.junk - one.extra, one.learned)
    return `${family}: ${one.lines} messages, recall ${one.wanted === 0 ? 'none wanted' : share(one.found, one.wanted).toFixed(2)}, precision ${one.learned === 0 ? 'nothing learned' : precision.toFixed(2)}, junk ${one.junk}, invented ${one.invented}`
  })
}

/** With `--list`: each miss and each thing learned where nothing may be, for whoever improves the rules. */
function listMisses(lines: readonly LabelledLine[], learned: readonly (readonly LearnedText[])[]): void {
  for (const [at, line] of lines.entries()) {
    const one = scoreLines([line], [learned[at]!])
    const wrong = [one.found < one.wanted ? 'missed' : '', one.junk > 0 ? 'junk' : '', one.invented > 0 ? 'invented' : ''].filter((word) => word !== '')
    if (wrong.length > 0) process.stdout.write(`${wrong.join(', ')} [${line.family}] ${JSON.stringify(line.text.slice(0, 300))}\n  wanted ${JSON.stringify(line.expect)}, learned ${JSON.stringify(learned[at]!.map((found) => `${found.waits ? '(waits) ' : ''}${found.text}`))}\n`)
  }
}

function sentencesIn(text: string): LearnedText[] {
  return [...text.matchAll(/[^.!?\n]+[.!?]*/gu)].map((match) => ({ text: match[0], quote: match[0], start: match.index, end: match.index + match[0].length, waits: false }))
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
