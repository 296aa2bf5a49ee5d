import type { Output } from '../../src/shared/contract.ts'
import type { Epoch } from '../../src/shared/epoch.ts'
import type { Metric } from '../../src/shared/insights.ts'
import { defaultStrategy, regions } from '../../src/shared/names.ts'
import type { BudgetPreset, Strategy, StrategyComparison, StrategyValues } from '../../src/shared/strategy.ts'
import { fixtureNow } from './inspectorFixtures.ts'

const day = 86_400_000

/** What the scripted engine knows of budgets, summaries, strategies, figures and profiles. */
export type ContextData = {
  presets: BudgetPreset[]
  epochs: Record<string, Epoch[]>
  sources: Record<string, Output<'epochs.get'>['messages']>
  strategies: Strategy[]
  current: string
  before: string[]
  comparison: StrategyComparison
  insights: Output<'insights.get'>
  profiles: Output<'profiles.list'>
  /** Milliseconds that a summary or a comparison takes. */
  slowMs: number
}

const shares: Record<string, [number | null, number, number]> = {
  core: [63, 200, 0], persona: [25, 0, 3], tools: [75, 0, 2], profile: [25, 0, 2], summary: [63, 120, 3], history: [null, 0, 5],
  memories: [188, 200, 2], documents: [188, 0, 3], results: [125, 0, 3], steering: [19, 0, 4], recent: [125, 200, 1], message: [63, 64, 0],
}

/** A preset over the usual shares; `times` stretches all of them. */
export function makePreset(id: BudgetPreset['id'], name: string, about: string, times = 1): BudgetPreset {
  return {
    id, name, about, total: id === 'seven-sections' ? 8000 : null, reserve: id === 'seven-priorities' ? 4096 : null,
    regions: Object.fromEntries(regions.map((region) => {
      const [share, floor, priority] = shares[region]!
      return [region, { share: share === null ? null : Math.round(share * times), floor, priority, compressible: !['core', 'message', 'tools'].includes(region) }]
    })) as BudgetPreset['regions'],
  }
}

/** A summary of the first messages of the conversation about Lisbon. */
export function makeEpoch(change: Partial<Epoch> = {}): Epoch {
  const text = 'The trip to Lisbon is 12 to 17 June. Flights are booked: out on Friday 12 June, landing at 21:00. The flat in Graça is reserved again for five nights; the budget is 1,100 €. Nadia comes along. Maren is allergic to peanuts.'
  return {
    id: 'epoch-1', conversationId: 'conv-lisbon', number: 1, upToMessageId: 'conv-lisbon-m0', afterMessageId: 'conv-lisbon-m1', previousId: null, kind: 'compaction', reason: 'share',
    why: 'Earlier turns took 72 % of the window', text, madeText: text, by: 'rules', messages: 24, tokensBefore: 3210, tokensAfter: 310,
    lost: [{ kind: 'number', text: '640 €' }, { kind: 'name', text: 'O Pitéu' }, { kind: 'name', text: 'Penha de França' }, { kind: 'quote', text: '“never before ten”' }],
    createdAt: fixtureNow - 3 * day, editedAt: null, undoneAt: null, turns: 0, label: 'personal', trust: 'derived', ...change,
  }
}

/** Values like the default ones, whatever those are of late, with parts replaced. */
export function makeValues(change: Partial<StrategyValues> = {}): StrategyValues {
  return { ...structuredClone(defaultStrategy) as StrategyValues, retrieval: { limit: 24, threshold: 0.14, redundancy: 0.93, feedback: true }, order: 'edges', ...change }
}

function makeMetric(name: Metric['name'], label: string, unit: Metric['unit'], better: Metric['better'], about: string, value: number | null, wave: (at: number) => number): Metric {
  const days = value === null ? [] : Array.from({ length: 26 }, (_, at) => ({ at: fixtureNow - (29 - at) * day - (at % 7 === 5 ? day / 3 : 0), value: wave(at), turns: 3 + ((at * 5) % 11) })).filter((_, at) => at % 6 !== 4)
  return { name, label, unit, better, about, value, turns: days.reduce((sum, one) => sum + one.turns, 0), days }
}

function makeInsights(): ContextData['insights'] {
  const round = (value: number) => Number(value.toFixed(3))
  return {
    since: fixtureNow - 30 * day, turns: 212, conversations: 17,
    metrics: [
      makeMetric('utilisation', 'Use of the window', 'share', 'neither', 'How much of the window the contexts filled.', 0.46, (at) => round(0.3 + 0.2 * Math.abs(Math.sin(at / 4)))),
      makeMetric('tokenSaving', 'Tokens saved', 'share', 'higher', 'Against sending the whole conversation every time.', 0.71, (at) => round(0.5 + at / 80)),
      makeMetric('relevance', 'Relevance', 'share', 'higher', 'How well what went along fitted the question.', 0.64, (at) => round(0.6 + 0.08 * Math.sin(at / 3))),
      makeMetric('precision', 'Precision', 'share', 'higher', 'How many of the recalled notes the answers used.', 0.38, (at) => round(0.35 + 0.1 * Math.sin(at / 2))),
      makeMetric('recall', 'Recall', 'share', 'higher', 'How many of the notes that were needed went along.', null, () => 0),
      makeMetric('latencyMs', 'First word', 'ms', 'lower', 'From sending to the first word of the answer.', 1240, (at) => Math.round(900 + 700 * Math.abs(Math.cos(at / 5)))),
      makeMetric('coherence', 'Coherence', 'share', 'higher', 'How well the pieces of a context fit together.', 0.81, (at) => round(0.78 + 0.04 * Math.sin(at))),
      makeMetric('footprintBytes', 'Kept on disk', 'bytes', 'lower', 'What one turn’s context takes in the store.', 18_400, (at) => 14_000 + at * 300),
      makeMetric('cacheHits', 'Read before', 'share', 'higher', 'Prompt tokens that the model still held.', 0.77, (at) => round(0.7 + 0.1 * Math.sin(at / 6))),
      makeMetric('costPerConversation', 'Cost of a conversation', 'money', 'lower', 'By the price list of each model.', 0.0042, (at) => round(0.001 + at / 6000)),
      makeMetric('satisfaction', 'Thumbs up', 'share', 'higher', 'Of all answers that got a thumb.', 0.88, (at) => at % 4 === 0 ? 0.5 : 1),
      makeMetric('fidelity', 'Fidelity', 'share', 'higher', 'How much of what was given the answers used.', 0.61, (at) => round(0.5 + 0.15 * Math.abs(Math.sin(at / 7)))),
    ],
    advice: ['Relevance is 64 %, below 70 %: raise the lowest score under Strategies, so that notes which fit little stay out.'],
  }
}

const figure = (name: StrategyComparison['figures'][number]['name'], better: 'higher' | 'lower', unit: string, a: number, b: number, spread: number, turns = 87): StrategyComparison['figures'][number] => ({
  name, better, unit, turns, a: { mean: a, low: a - spread, high: a + spread }, b: { mean: b, low: b - spread, high: b + spread }, difference: { mean: b - a, low: b - a - spread / 2, high: b - a + spread / 2 },
})

/** Three presets, two strategies, a month of figures and one measured model. */
export function makeContextData(change: Partial<ContextData> = {}): ContextData {
  return {
    presets: [
      makePreset('casement', 'Casement', 'For conversations with notes and files; history takes what the others leave.'),
      makePreset('seven-sections', 'Seven sections', '8,000 tokens in seven fixed sections.', 0.9),
      makePreset('seven-priorities', 'Seven priorities', 'For large windows: who survives is a matter of priority.', 0.6),
    ],
    epochs: { 'conv-lisbon': [makeEpoch()] },
    sources: { 'epoch-1': Array.from({ length: 12 }, (_, at) => ({ messageId: at === 0 ? 'conv-lisbon-m0' : `summed-up-${at}`, role: at % 2 === 0 ? 'user' as const : 'assistant' as const, text: at % 2 === 0 ? 'Which neighbourhood is quiet at night but has places open late?' : 'Graça and Penha de França are quiet after eleven. Graça has more kitchens that serve late, mostly around the viewpoint.', at: fixtureNow - 4 * day + at * 60_000 })) },
    strategies: [
      { id: 'strategy-standard', name: 'Standard', builtIn: true, values: makeValues(), createdAt: fixtureNow - 90 * day },
      { id: 'strategy-lean', name: 'Lean', builtIn: false, createdAt: fixtureNow - 8 * day, values: makeValues({ budget: { preset: 'seven-sections', total: null, reserve: null, regions: {} }, retrieval: { limit: 8, threshold: 0.3, redundancy: 0.9, feedback: true }, order: 'best-last' }) },
    ],
    current: 'Standard', before: [],
    comparison: {
      turns: 87, skipped: 13, skippedBecause: ['the texts of 13 contexts were let go'],
      figures: [
        figure('tokens', 'lower', 'tokens', 3120, 1840, 160), figure('cost', 'lower', '$', 0.0009, 0.0006, 0.0004), figure('firstTokenMs', 'lower', 'ms', 1900, 1150, 120),
        figure('evidence', 'higher', '', 0.94, 0.91, 0.08, 61), { ...figure('fidelity', 'higher', '', 0.6, 0.6, 0.1), a: null, b: null, difference: null, turns: 0 }, figure('redundancy', 'lower', '', 0.12, 0.06, 0.03),
      ],
      verdict: 'Lean sends 41 % fewer tokens and keeps about as many of the notes that answers used.',
    },
    insights: makeInsights(),
    profiles: {
      running: null,
      profiles: [{
        key: 'sha256:4f', modelId: 'local:qwen3-4b', modelName: 'Qwen3 4B', state: 'measured', windowTokens: 8192, notes: 3, place: 'before', trustedTokens: 6000, readTokensPerSecond: 160, writeTokensPerSecond: 21,
        margin: 1, marginFrom: 0, seconds: 96, calibratedAt: fixtureNow - 12 * day, words: 'Uses about 3 notes well, best right before the question; reads 160 tokens a second.',
        cells: [1, 2, 4, 8, 16].flatMap((notes) => (['first', 'middle', 'last'] as const).map((position) => ({ notes, position, place: 'before' as const, tokens: 300 + notes * 40, asked: 4, right: Math.max(0, 4 - Math.floor(notes / 4) - (position === 'middle' ? 1 : 0)) }))),
      }],
    },
    slowMs: 0, ...change,
  }
}
