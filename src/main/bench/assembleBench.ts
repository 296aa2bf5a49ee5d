import type { Piece } from '../../shared/piece.ts'
import { defaultStrategy } from '../../shared/names.ts'
import type { Region } from '../../shared/words.ts'
import { assemble, type AssembleInput } from '../context/assemble.ts'
import { coreText } from '../context/coreText.ts'
import { countPieces } from '../context/countPieces.ts'
import { regionRules } from '../context/regions.ts'
import { counterFor } from '../models/tokens/counterFor.ts'
import { percentile } from './percentile.ts'
import type { BenchArguments, BenchReport, Figure } from './registry.ts'
import { sampleSentence, seeded } from './sampleProfile.ts'

const sizes = [[200, 5], [2000, 15], [20_000, 60]] as const
/** Of a hundred candidates so many are of these regions: most of what recall brings is notes. */
const mixture: readonly (readonly [Region, number])[] = [['memories', 50], ['documents', 24], ['history', 20], ['results', 4], ['profile', 2]]
const warmUps = 5
/** Counting every prefix anew takes seconds: a few runs show it. */
const naiveRuns = 3

/**
 * How long a context takes to make from so many candidates, with the exact counter of a large model family. The texts are counted
 * before, as in a real conversation; the question and all scores are new in every run, so no prompt is known. Beside it what
 * many apps do: sort, then pack piece by piece and count the whole prefix anew each time.
 */
export async function benchAssemble(options: BenchArguments): Promise<BenchReport> {
  const runs = options.number('runs', 60)
  const window = options.number('window', 8192)
  const counter = counterFor('gpt-4')
  const figures: Record<string, Figure> = {}
  const medians: number[] = []
  for (const [size, goal] of sizes) {
    const pieces = await countPieces(makePieces(size), (texts) => counter.count(texts))
    const times: number[] = []
    for (let run = -warmUps; run < runs; run++) {
      const fresh = await freshen(pieces, run, counter)
      const start = performance.now()
      const made = await assemble(inputOf(fresh, window, counter))
      if (run >= 0) times.push(performance.now() - start)
      if (!made.ok) throw new Error(made.error.message)
      if (made.value.used > window - made.value.reserve) throw new Error(`${made.value.used} tokens are above the limit`)
    }
    const naive: number[] = []
    for (let run = 0; run < naiveRuns; run++) {
      const fresh = await freshen(pieces, 1000 + run, counter)
      const start = performance.now()
      await packNaively(fresh, window - window / 8, counter)
      naive.push(performance.now() - start)
    }
    medians.push(percentile(times, 50))
    figures[`p95_ms_${size}`] = { ours: percentile(times, 95), baselines: { prefix_counted_anew: percentile(naive, 95) }, goal, better: 'lower', unit: 'ms' }
  }
  const growth = medians.slice(1).map((median, at) => (median / medians[at]!).toFixed(1))
  return {
    bench: 'assemble', figures,
    notes: [
      `window ${window}, cl100k, ${runs} runs; median ${medians.map((median) => `${median.toFixed(2)} ms`).join(', ')} for ${sizes.map(([size]) => size).join(', ')} candidates`,
      `ten times the candidates take ${growth.join(' and ')} times as long`,
    ],
  }
}

type Counter = AssembleInput['counter']

function inputOf(pieces: readonly Piece[], window: number, counter: Counter): AssembleInput {
  return {
    pieces, window, plan: { ...defaultStrategy.budget }, counter, notes: { place: 'before', limit: null, plain: false }, order: defaultStrategy.order,
    previousPrompt: null, destinationCeiling: 'local', time: null, trustedTokens: null,
  }
}

function makePieces(size: number): Piece[] {
  const next = seeded(size)
  const wheel = mixture.flatMap(([region, share]) => Array<Region>(share).fill(region))
  const pieces = [makePiece('core', 0, coreText())]
  for (let at = 0; at < size; at++) pieces.push(makePiece(wheel[Math.floor(next() * wheel.length)]!, at, sampleSentence(next, at)))
  return [...pieces, makePiece('message', size, '')]
}

function makePiece(region: Region, at: number, text: string): Piece {
  const id = `${region}-${at}`
  return {
    id, region, text, tokens: 0, label: 'open', trust: 'user', score: null, scores: {}, stability: regionRules[region].stability, marks: [],
    source: region === 'core' ? { kind: 'rule', name: 'core' } : { kind: 'message', messageId: id, conversationId: 'c', role: at % 2 === 0 ? 'user' : 'assistant', at },
  }
}

/** The same candidates for another question: their scores are others, their texts are known. */
async function freshen(pieces: readonly Piece[], run: number, counter: Counter): Promise<Piece[]> {
  const next = seeded(run + 7)
  const question = `${sampleSentence(next, run + 100)} What follows from that, and when?`
  const [tokens] = await counter.count([question]) as [number]
  return pieces.map((piece) => piece.region === 'message' ? { ...piece, text: question, tokens }
    : piece.region === 'core' || piece.region === 'history' ? piece : { ...piece, score: next() })
}

async function packNaively(pieces: readonly Piece[], limit: number, counter: Counter): Promise<string> {
  let prompt = ''
  for (const piece of pieces.toSorted((a, b) => (b.score ?? 1) - (a.score ?? 1))) {
    const longer = `${prompt}${piece.text}\n`
    if ((await counter.count([longer]))[0]! > limit) break
    prompt = longer
  }
  return prompt
}
