import type { Output } from '../../src/shared/contract.ts'
import type { Health } from '../../src/shared/health.ts'
import type { ModelAbilities, PricedModel, Provider, ProviderTest } from '../../src/shared/model.ts'
import type { LimitState, SpendingReport } from '../../src/shared/spending.ts'
import { understanding, type OwnIntent, type Understanding } from '../../src/shared/understanding.ts'
import { fixtureNow as now } from './inspectorFixtures.ts'

const minute = 60_000

/** What the scripted engine knows of routes, providers, keys, health and intents. Plain data: it crosses into the page. */
export type RoutingData = {
  /** Rules (by id) that catch turns of the last month, and how many; a rule that is not named catches none. */
  caught: Record<string, { caught: number; changed: number }>
  turns: number
  /** What `policy.check` says beside two rules of one name. */
  problems: string[]
  warnings: string[]
  prices: Output<'providers.prices'>
  test: ProviderTest
  discovered: Output<'providers.discover'>
  /** What opens the kept keys. */
  passphrase: string
  health: Health[]
  cache: Output<'cache.get'>
  intents: Output<'intents.list'>
  reading: Understanding
  questions: Output<'turn.questions'>['questions']
  spending: SpendingReport
}

const plain: ModelAbilities = { images: false, tools: true, reasoning: false }
const priced = (kind: PricedModel['kind'], id: string, name: string, windowTokens: number, input: number | null, output: number | null, abilities = plain): PricedModel => ({
  kind, id, name, windowTokens, mostOutputTokens: 16_384, input, output, cachedInput: input === null ? null : input / 10, cacheWriteInput: null, abilities,
})

export function makeProvider(change: Partial<Provider> = {}): Provider {
  return { id: 'openai', name: 'OpenAI', kind: 'openai', baseUrl: null, models: [{ id: 'large', windowTokens: 128_000, inputPrice: null, outputPrice: null, abilities: null }], enabled: true, keyTail: 'x7Qa', loopback: false, ...change }
}

export function makeHealth(change: Partial<Health> = {}): Health {
  return { id: 'openai', name: 'OpenAI', kind: 'provider', state: 'closed', failures: 0, retryAt: null, last: null, lastAt: null, lastOkAt: now - 4 * minute, ...change }
}

export function makeOwnIntent(change: Partial<OwnIntent> = {}): OwnIntent {
  return {
    id: 'own-boat', name: 'The boat', task: 'recall', taskClass: null, loaders: ['memories'],
    examples: ['When does the boat need its next varnish?', 'How long is the mooring paid for?', 'Who has the spare key of the boat?', 'What did the new sail cost?', 'Which winch was it that sticks?'], ...change,
  }
}

const sums = (costUsd: number, calls: number, unpricedCalls = 0) => ({ costUsd, promptTokens: calls * 3200, outputTokens: calls * 240, cachedTokens: calls * 1900, calls, unpricedCalls })
const dayName = (daysAgo: number) => new Date(now - daysAgo * 24 * 60 * minute).toISOString().slice(0, 10)

/** One limit: of all that leaves, 20 dollars a month, 62 % used. */
export function makeLimit(change: Partial<LimitState> = {}): LimitState {
  return {
    limit: { id: 'limit-month', scope: { kind: 'all' }, period: 'month', usd: 20, tokens: null }, name: 'This month', usedUsd: 12.4, reservedUsd: 0.8, usedTokens: 1_900_000, reservedTokens: 6000,
    share: 0.62, resetsAt: Date.UTC(2026, 11, 1), projectedUsd: 17.9, ...change,
  }
}

/** What a month of answers cost: some on two thirds of its days, two models, one of them without a price for a while. */
export function makeSpending(change: Partial<SpendingReport> = {}): SpendingReport {
  const days = Array.from({ length: 30 }, (_, at) => ({ day: dayName(29 - at), ...sums(at % 3 === 1 ? 0 : 0.12 + ((at * 37) % 90) / 100, at % 3 === 1 ? 0 : 3 + (at % 5)) })).filter((one) => one.calls > 0)
  const costUsd = days.reduce((sum, one) => sum + one.costUsd, 0)
  const calls = days.reduce((sum, one) => sum + one.calls, 0)
  return {
    from: now - 30 * 24 * 60 * minute, until: now, total: { ...sums(costUsd, calls), unpricedCalls: 2 }, days,
    models: [{ modelId: 'cloud:openai:large', modelName: 'large (OpenAI)', ...sums(costUsd - 1.2, calls - 14) }, { modelId: 'cloud:openai:large-mini', modelName: 'large-mini (OpenAI)', ...sums(1.2, 12) }, { modelId: 'cloud:openrouter:open/any', modelName: 'open/any (OpenRouter)', ...sums(0, 2, 2) }],
    conversations: [{ conversationId: 'conv-lisbon', title: 'Lisbon in June', ...sums(costUsd * 0.6, 41) }, { conversationId: 'conv-rust', title: 'Rust lifetimes, gently', ...sums(costUsd * 0.4, 20) }, { conversationId: 'conv-gone', title: '', ...sums(0, 2, 2) }],
    purposes: [{ purpose: 'answer', ...sums(costUsd * 0.9, calls - 8) }, { purpose: 'summary', ...sums(costUsd * 0.1, 6) }, { purpose: 'test', ...sums(0, 2) }],
    limits: [], alerts: [],
    saved: { localUsd: 4.31, localAnswers: 212, promptCacheUsd: 1.06, responseCacheUsd: 0.22, cachedAnswers: 17, optimisedTokens: 8420 }, unsettled: { calls: 0, usd: 0 }, ...change,
  }
}

export function makeRoutingData(change: Partial<RoutingData> = {}): RoutingData {
  return {
    caught: { 'rule-notes': { caught: 38, changed: 0 }, 'rule-code': { caught: 61, changed: 4 } }, turns: 214, problems: [], warnings: [],
    prices: {
      date: '2026-11-02',
      models: [
        priced('openai', 'large', 'Large', 128_000, 2, 8, { images: true, tools: true, reasoning: false }), priced('openai', 'large-mini', 'Large mini', 128_000, 0.25, 1), priced('openai', 'thinker', 'Thinker', 400_000, 10, 40, { images: true, tools: true, reasoning: true }),
        priced('anthropic', 'poet', 'Poet', 200_000, 3, 15), priced('google', 'star', 'Star', 1_000_000, 1.25, 10, { images: true, tools: true, reasoning: true }),
        priced('mistral', 'gust', 'Gust', 128_000, 0.4, 2), priced('openrouter', 'open/any', 'Any', 32_000, null, null),
      ],
      addresses: { 'openai': 'https://api.openai.com/v1', 'anthropic': 'https://api.anthropic.com', 'google': 'https://generativelanguage.googleapis.com', 'mistral': 'https://api.mistral.ai', 'openrouter': 'https://openrouter.ai/api/v1', 'openai-compatible': null },
    },
    test: {
      ok: true, modelId: 'large', destination: 'api.openai.com', bytesOut: 412, bytesIn: 1_120, costUsd: 0.000_031, failure: null,
      steps: [
        { sentence: 'The address is api.openai.com.', ok: true, ms: 0 }, { sentence: 'A key ending in x7Qa is kept.', ok: true, ms: 1 }, { sentence: 'Connected to api.openai.com.', ok: true, ms: 84 },
        { sentence: 'It answered with status 200.', ok: true, ms: 210 }, { sentence: 'large wrote “OK.”', ok: true, ms: 402 },
      ],
    },
    discovered: { found: [{ name: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1', models: [{ id: 'llama3.2:3b', windowTokens: 131_072 }, { id: 'qwen3:8b', windowTokens: 40_960 }] }], looked: ['Ollama at 127.0.0.1:11434', 'LM Studio at 127.0.0.1:1234'] },
    passphrase: 'seven quiet boats',
    cache: {
      answers: { entries: 31, hits: 12, misses: 68, savedUsd: 0.22, savedMs: 95_000 },
      others: [{ name: 'Token counts', entries: 900, bytes: 240_000, mostBytes: 6_291_456, hits: 4000, misses: 900 }],
    },
    health: [makeHealth(), makeHealth({ id: 'memories', name: 'Memories', kind: 'source' }), makeHealth({ id: 'documents', name: 'Documents', kind: 'source', lastOkAt: null })],
    intents: {
      builtIn: [
        { id: 'recall.person', name: 'Something about a person', task: 'recall' }, { id: 'plan.trip', name: 'Planning a trip', task: 'plan' }, { id: 'code.debug', name: 'Finding a mistake in code', task: 'code' },
        { id: 'translate.text', name: 'Translating a text', task: 'translate' }, { id: 'calculate.money', name: 'Working out an amount', task: 'calculate' },
      ],
      own: [],
      loaders: [
        { id: 'memories', name: 'Memories', about: 'What you told before.', required: true, timeLimitMs: 400, activatedBy: ['Asking what you told before', 'Planning'] },
        { id: 'documents', name: 'Documents', about: 'Files that you attached.', required: false, timeLimitMs: 1500, activatedBy: ['Summarising', 'The boat'] },
        { id: 'clock', name: 'Date and time', about: 'What day and hour it is here.', required: false, timeLimitMs: 20, activatedBy: ['Planning'] },
      ],
      packs: [],
    },
    reading: understanding.parse({
      task: 'plan', confidence: 0.91, alternatives: [{ task: 'recall', score: 0.06 }], topics: ['travel'], language: 'en', difficulty: 0.34, isQuestion: true, needsMemory: true,
      intent: { id: 'plan.trip', name: 'Planning a trip', confidence: 0.88, by: 'built-in' }, inScope: true, isFollowUp: false, taskClass: 'medium',
      entities: [{ text: 'Lisbon', kind: 'place', start: 22, end: 28 }], times: [{ text: 'in June', start: 29, end: 36, from: Date.UTC(2027, 5, 1), until: Date.UTC(2027, 6, 1) }],
      needs: { memory: true, files: false, tools: false, fresh: false, arithmetic: false },
    }),
    questions: [], spending: makeSpending(), ...change,
  }
}
