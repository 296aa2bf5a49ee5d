import { join } from 'node:path'
import { compressText } from '../context/compress/compressText.ts'
import { shortenEnd, shortenMiddle } from '../context/shorten.ts'
import { openEmbedder } from '../models/embedder/openEmbedder.ts'
import { forkChild } from '../models/process/forkChild.ts'
import { createModelProcess } from '../models/process/modelProcessClient.ts'
import { counterFor } from '../models/tokens/counterFor.ts'
import { systemClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import { Scope } from '../platform/scope.ts'
import { hide, readEssays, singles, triples, type Needle } from './needleData.ts'
import { benchEntries, resourcesFolder } from './places.ts'
import type { BenchArguments, BenchReport, Figure } from './registry.ts'
import { rememberVectors } from './rememberVectors.ts'

const budget = 4000
const lengths = [8000, 32_000, 128_000]
const depths = Array.from({ length: 11 }, (_, at) => at / 10)
const ways = ['ours', 'lead', 'tail', 'head_and_tail'] as const

/**
 * Hides invented sentences in real essays, at eleven depths of texts of 8, 32 and 128 thousand tokens, compresses the text to 4,000 tokens for a question
 * that needs them, and looks whether they are still there to the letter. Three needles of one question count only together.
 */
export async function benchNeedle(args: BenchArguments): Promise<BenchReport> {
  const essays = readEssays(args.text('data'))
  const scope = new Scope()
  try {
    const process = scope.own(createModelProcess({ duty: 'embed', entry: benchEntries.modelProcess, start: forkChild, clock: systemClock, log: silentLog }))
    const embedder = openEmbedder({ process, folder: join(resourcesFolder, 'models/all-MiniLM-L6-v2') })
    const embed = rememberVectors((texts) => embedder.embed(texts))
    const count = (texts: string[]) => counterFor('gpt-4').count(texts)
    const results: { kind: string; way: (typeof ways)[number]; kept: boolean; over: boolean }[] = []
    for (const length of lengths.filter((one) => one <= args.number('longest', Infinity))) {
      const [all] = await count([essays]) as [number]
      const { text: hay } = await shortenEnd(essays, all, length, count)
      for (const [number, depth] of depths.entries()) {
        for (const needle of [singles[number % singles.length]!, triples[number % triples.length]!]) {
          const text = bury(hay, needle, depth)
          const [tokens] = await count([text]) as [number]
          const made = {
            ours: (await compressText({ text, target: budget, query: { text: needle.question, vector: (await embed([needle.question]))[0]! }, count, embed })).text,
            lead: (await shortenEnd(text, tokens, budget, count)).text,
            tail: [...text].slice(-Math.floor((text.length * budget) / tokens)).join(''),
            head_and_tail: (await shortenMiddle(text, tokens, budget, count)).text,
          }
          const [size] = await count([made.ours]) as [number]
          for (const way of ways) results.push({ kind: `${needle.sentences.length}_at_${length / 1000}k`, way, kept: needle.sentences.every((sentence) => made[way].includes(sentence)), over: way === 'ours' && size > budget })
        }
      }
    }
    return report(results)
  } finally {
    await scope.close()
  }
}

/** The first at the depth, the others a third and two thirds of the text further on, round the end. */
function bury(hay: string, needle: Needle, depth: number): string {
  const places = needle.sentences.map((sentence, at) => ({ sentence, depth: at === 0 ? depth : (depth + at / 3) % 1 }))
  // From the end, so that what is put in does not move the places before it.
  return places.sort((a, b) => b.depth - a.depth).reduce((text, one) => hide(text, one.sentence, one.depth), hay)
}

function report(results: readonly { kind: string; way: string; kept: boolean; over: boolean }[]): BenchReport {
  const share = (way: string, kind: string | null) => {
    const found = results.filter((one) => one.way === way && (kind === null || one.kind === kind))
    return found.filter((one) => one.kept).length / Math.max(1, found.length)
  }
  const figure = (kind: string | null): Figure => ({ ours: share('ours', kind), baselines: Object.fromEntries(ways.slice(1).map((way) => [way, share(way, kind)])), goal: kind === null ? 1 : null, better: 'higher', unit: 'share' })
  const kinds = [...new Set(results.map((one) => one.kind))].sort()
  return {
    bench: 'needle',
    figures: {
      kept: figure(null), ...Object.fromEntries(kinds.map((kind) => [`kept_${kind}`, figure(kind)])),
      over_budget: { ours: results.filter((one) => one.over).length / Math.max(1, results.length / ways.length), baselines: {}, goal: 0, better: 'lower', unit: 'share' },
    },
    notes: [`${results.length / ways.length} texts, ${depths.length} depths, one needle or three, ${budget} tokens of room`],
  }
}
