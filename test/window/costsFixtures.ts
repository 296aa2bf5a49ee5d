import type { AttemptRecord, SourceRecord } from '../../src/shared/health.ts'
import type { RouteQuestion } from '../../src/shared/policy.ts'
import type { TurnTrace } from '../../src/shared/trace.ts'
import { fixtureNow, makeTurn } from './inspectorFixtures.ts'
import type { WindowData } from './scriptedClient.ts'
import { makeSummary } from './windowData.ts'

/** A rule of the conversation "Lisbon in June" that asks whether a message may go out. */
export function makeQuestion(change: Partial<RouteQuestion> = {}): RouteQuestion {
  return {
    turnId: 'turn-asked', conversationId: 'conv-lisbon', reason: 'Your rule “Long letters” asks you before this goes to large (OpenAI).', ruleName: 'Long letters',
    cloud: { modelId: 'cloud:openai:large', modelName: 'large (OpenAI)', destination: 'api.openai.com', cost: 0.0123 }, local: { modelId: 'local:qwen3-4b', modelName: 'Qwen3 4B' },
    leaves: { tokens: 2140, notes: 3, heldBack: 1 }, ...change,
  }
}

/** Puts a second answer, by a model in the cloud, beside the first one of "Lisbon in June"; the newest answer is one that is kept. */
export function makeAnswers(data: WindowData): void {
  const first = data.messages['conv-lisbon-m1']!
  data.messages['lisbon-other'] = {
    ...first, id: 'lisbon-other', turnId: 'turn-other', createdAt: first.createdAt + 30_000, text: 'Book **O Pitéu** for half past ten. It is ten minutes on foot from the flat, and the kitchen is open until half past eleven.\n\n- no satay for you\n- bean stew for Nadia',
    summary: makeSummary({ destination: 'cloud', model: 'large (OpenAI)', cost: 0.0087, totalMs: 3400, firstTokenMs: 820 }),
  }
  const last = data.messages['conv-lisbon-m3']!
  last.text = 'You paid 640 € for five nights.'
  last.summary = makeSummary({ destination: 'cloud', model: 'large (OpenAI)', cost: 0, cached: { at: fixtureNow - 4 * 86_400_000 - 4 * 3_600_000, messageId: 'conv-rust-m1' }, near: { at: fixtureNow - 9 * 86_400_000, messageId: 'gone' } })
}

const failed = { kind: 'provider-silent', message: 'api.openai.com did not answer.', next: 'Look at your network.' } as const
const attempt = (change: Partial<AttemptRecord>): AttemptRecord => ({ modelId: 'cloud:openai:large', modelName: 'large (OpenAI)', strategy: 'primary', startMs: 40, ms: 2100, outcome: 'failed', failure: failed, breaker: 'open', retries: 2, ...change })
const source = (change: Partial<SourceRecord>): SourceRecord => ({ id: 'memories', name: 'Memories', because: 'Planning', required: true, state: 'delivered', ms: 23, pieces: 12, note: '', ...change })

/** A turn whose first choice failed, that another model answered, with every source in another state. */
export function makeRouted(): TurnTrace {
  const turn = makeTurn()
  return {
    ...turn, cost: 0.0041,
    understanding: { ...turn.understanding!, intent: { id: 'plan.trip', name: 'Planning a trip', confidence: 0.88, by: 'built-in' }, isFollowUp: true, taskClass: 'medium', entities: [{ text: 'Nadia', kind: 'person', start: 40, end: 45 }], times: [{ text: 'the first night', start: 23, end: 38, from: Date.UTC(2027, 5, 12), until: Date.UTC(2027, 5, 13) }], needs: { memory: true, files: false, tools: false, fresh: true, arithmetic: false } },
    route: {
      ...turn.route!, destination: 'cloud', modelId: 'cloud:openai:large-mini', modelName: 'large-mini (OpenAI)', rule: 'policy', reason: 'Your rule “Trips go out” sends it to large (OpenAI).', label: 'open', policyRule: { id: 'rule-trips', name: 'Trips go out' }, taskClass: 'medium', difficulty: 0.71, expectedCost: 0.0123, asked: 'cloud',
      alternatives: [
        { modelId: 'local:qwen3-4b', modelName: 'Qwen3 4B', place: 'local', cost: 0, why: 'Could have answered here; the rule sends it out.' },
        { modelId: 'cloud:openai:thinker', modelName: 'Thinker (OpenAI)', place: 'cloud', cost: 0.11, why: 'The rule names another model.' }, { modelId: 'cloud:open:any', modelName: 'Any', place: 'cloud', cost: null, why: 'Nobody knows its price, and a budget stands.' },
      ],
    },
    attempts: [attempt({}), attempt({ strategy: 'backup', modelName: 'large-mini (OpenAI)', outcome: 'answered', failure: null, breaker: 'closed', retries: 0, ms: 1800 })],
    sources: [source({}), source({ id: 'documents', name: 'Documents', required: false, state: 'late', ms: 1500, pieces: 0, note: 'It took longer than its 1.5 s.' }), source({ id: 'clock', name: 'Date and time', required: false, state: 'skipped', ms: 0, pieces: 0, because: '' }), source({ id: 'talk', name: 'Earlier messages', state: 'reconstructed', ms: 4, pieces: 2, note: 'Made up for from the working memory.' })],
    squeezed: [{ step: 'compressed', tokens: 420 }, { step: 'references', tokens: 90 }],
    cached: { turnId: 'turn-56', messageId: 'conv-rust-m1', at: fixtureNow - 2 * 86_400_000, savedUsd: 0.004 },
  }
}
