import { z } from 'zod'
import type { Quality } from './trace.ts'
import { time } from './words.ts'

/** The success metrics of a context engine, each over real turns. */
export const metricNames = [
  'utilisation', 'tokenSaving', 'relevance', 'precision', 'recall', 'latencyMs', 'coherence', 'footprintBytes', 'cacheHits', 'costPerConversation', 'satisfaction', 'fidelity',
] as const

export const metric = z.object({
  name: z.enum(metricNames), label: z.string(), unit: z.enum(['share', 'ms', 'bytes', 'money', 'tokens']), better: z.enum(['higher', 'lower', 'neither']),
  /** One sentence: what it says. */
  about: z.string(),
  /** Over the whole time; null where nothing is known yet. */
  value: z.number().nullable(), turns: z.number().int(),
  /** One point per day with turns. */
  days: z.array(z.object({ at: time, value: z.number(), turns: z.number().int() })),
})
export type Metric = z.infer<typeof metric>

export const insights = z.object({
  since: time, turns: z.number().int(), conversations: z.number().int(),
  metrics: z.array(metric),
  /** What falls short, as sentences with the next step. */
  advice: z.array(z.string()),
})
export type Insights = z.infer<typeof insights>

/** What the store keeps of one turn in figures, for sums over many; it stays when the texts of the context are let go. */
export interface TurnFigures {
  readonly turnId: string
  readonly conversationId: string
  readonly at: number
  readonly status: 'done' | 'interrupted' | 'failed'
  readonly destination: string
  readonly modelId: string
  readonly strategy: string
  readonly promptTokens: number
  readonly outputTokens: number
  readonly cachedTokens: number
  /** Null where the whole conversation was not counted. */
  readonly fullHistoryTokens: number | null
  readonly window: number
  readonly reserve: number
  readonly used: number
  readonly firstTokenMs: number | null
  readonly totalMs: number
  /** Time of the model alone; the rest of `totalMs` is Casement's own. */
  readonly generateMs: number
  readonly cost: number
  readonly thumb: 'up' | 'down' | null
  /** Context Fidelity Score; null where unknown. */
  readonly fidelity: number | null
  readonly quality: Quality | null
  /** Recalled notes and documents that stood in the prompt, those the answer used, and those it should have used and did not. */
  readonly given: number
  readonly usedPieces: number
  readonly ignoredPieces: number
  /** Bytes that this turn's kept context takes in the store, shared texts counted once. */
  readonly contextBytes: number
}
