import { z } from 'zod'
import { id, time } from './words.ts'

/** What a limit counts. `all` counts everything that leaves for money. */
export const limitScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('provider'), providerId: id }),
  z.object({ kind: z.literal('model'), modelId: z.string().max(200) }),
  z.object({ kind: z.literal('conversation'), conversationId: id }),
])
export type LimitScope = z.infer<typeof limitScope>

/** A budget. Days and months are those of the user's own calendar; `always` counts from the beginning. */
export const spendLimit = z.object({
  id, scope: limitScope, period: z.enum(['day', 'month', 'always']),
  /** US dollars; null: money is not limited. */
  usd: z.number().min(0).max(1_000_000).nullable(),
  /** Prompt and answer together; null: tokens are not limited. */
  tokens: z.number().int().min(0).max(1_000_000_000_000).nullable(),
})
export type SpendLimit = z.infer<typeof spendLimit>
/** So many budgets stand at once. */
export const mostLimits = 50

/** How far a budget is used. Reserved is what running calls may cost at worst. */
export const limitState = z.object({
  limit: spendLimit, name: z.string(),
  usedUsd: z.number(), reservedUsd: z.number(), usedTokens: z.number(), reservedTokens: z.number(),
  /** Share used of what is nearest to its end, 0 to 1 or more. */
  share: z.number(), resetsAt: time.nullable(),
  /** Where this period ends if it goes on like this; null while too little is known. */
  projectedUsd: z.number().nullable(),
})
export type LimitState = z.infer<typeof limitState>

/** `limitId`: the budget, or a mark that no budget can have as its id. */
export const spendAlert = z.object({ id, limitId: z.string().min(1).max(64), level: z.enum(['warning', 'critical', 'reached']), at: time, sentence: z.string(), seen: z.boolean() })
export type SpendAlert = z.infer<typeof spendAlert>

const sums = {
  costUsd: z.number(), promptTokens: z.number(), outputTokens: z.number(), cachedTokens: z.number(), calls: z.number().int(),
  /** Calls whose price nobody knows: their money is in no sum. */
  unpricedCalls: z.number().int(),
}
export const spendSums = z.object(sums)
export type SpendSums = z.infer<typeof spendSums>

export const spendingReport = z.object({
  from: time, until: time, total: spendSums,
  days: z.array(z.object({ day: z.string(), ...sums })),
  models: z.array(z.object({ modelId: z.string(), modelName: z.string(), ...sums })),
  conversations: z.array(z.object({ conversationId: id, title: z.string(), ...sums })),
  purposes: z.array(z.object({ purpose: z.string(), ...sums })),
  limits: z.array(limitState), alerts: z.array(spendAlert),
  /** What answers would have cost at the price of the cloud model of the settings (null: none with a price). */
  saved: z.object({
    localUsd: z.number().nullable(), localAnswers: z.number().int(),
    promptCacheUsd: z.number(), responseCacheUsd: z.number(), cachedAnswers: z.number().int(),
    optimisedTokens: z.number().int(),
  }),
  /** Of the sums, what counts at its worst because the program ended in the middle of it. */
  unsettled: z.object({ calls: z.number().int(), usd: z.number() }).optional(),
})
export type SpendingReport = z.infer<typeof spendingReport>

/** How a model is chosen from what is left of the money, and when prompts are made smaller. */
export const thriftSettings = z.object({
  /** `by-difficulty`: the steps decide which cloud model answers where none was named or picked. */
  choose: z.enum(['off', 'by-difficulty']).default('off'),
  /** From hardest to easiest; the first whose difficulty is reached and whose budget has so much left is taken. Empty: the usual ladder over all cloud models with a price. */
  steps: z.array(z.object({ modelId: z.string().max(200), difficultyAbove: z.number().min(0).max(1), leftUsd: z.number().min(0).max(1_000_000) })).max(10).default([]),
  /** Share of a budget from which prompts for the cloud are made smaller; null: never. */
  squeezeFrom: z.number().min(0).max(1).nullable().default(0.75),
  /** A call whose price nobody knows while a money limit stands. */
  unpriced: z.enum(['ask', 'allow', 'refuse']).default('ask'),
})
export type ThriftSettings = z.infer<typeof thriftSettings>
