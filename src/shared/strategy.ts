import { z } from 'zod'
import { budgetPresetIds, defaultStrategy } from './names.ts'
import { id, region, time } from './words.ts'

/** What one region is promised. What is absent keeps the preset's own value. */
export const regionBudget = z.object({
  /** Thousandths of the whole budget; null takes what the others leave. */
  share: z.number().int().min(0).max(1000).nullable().optional(),
  /** Tokens that are granted before any share is looked at, by priority. */
  floor: z.number().int().min(0).max(1_000_000).optional(),
  /** Who survives: 0 is served first, 6 last. It says nothing about the place in the prompt. */
  priority: z.number().int().min(0).max(6).optional(),
  /** False: its pieces stay whole or leave whole. */
  compressible: z.boolean().optional(),
})
export type RegionBudget = z.infer<typeof regionBudget>

/** How a window is shared out: a named preset and what the person changed of it. */
export const budgetPlan = z.object({
  preset: z.enum(budgetPresetIds),
  /** Tokens of prompt and answer together; null: the preset's own, or the window of the model where it has none. More than the window counts as the window. */
  total: z.number().int().min(512).max(10_000_000).nullable(),
  /** Tokens kept free for the answer; null: the preset's own. */
  reserve: z.number().int().min(1).max(1_000_000).nullable(),
  regions: z.partialRecord(region, regionBudget),
})
export type BudgetPlan = z.infer<typeof budgetPlan>

/** A preset with every value said, for a window of so many tokens. */
export const budgetPreset = z.object({
  id: z.enum(budgetPresetIds), name: z.string(),
  /** One sentence: for whom it is. */
  about: z.string(),
  total: z.number().int().nullable(), reserve: z.number().int().nullable(),
  regions: z.record(region, z.object({ share: z.number().int().nullable(), floor: z.number().int(), priority: z.number().int(), compressible: z.boolean() })),
})
export type BudgetPreset = z.infer<typeof budgetPreset>

/** When and how earlier turns are summed up. */
export const compressionPlan = z.object({
  automatic: z.boolean(),
  method: z.enum(['rules', 'local-model', 'cloud-model']),
  /** Part of the budget, 0.3 to 1, from which on older turns are summed up. */
  compactAt: z.number().min(0.3).max(1),
  /** Messages that always stay verbatim. */
  keepMessages: z.number().int().min(2).max(200),
  /** Sliding window: with more turns than this since the last summary, and more than `workingTokens` in them, the older ones are summed up; null: never for their number. */
  windowTurns: z.number().int().min(2).max(10_000).nullable(),
  /** The working memory: with more messages or more tokens than this it is summed up, where `workingMemory` is on. */
  workingMemory: z.boolean(),
  workingMessages: z.number().int().min(4).max(10_000),
  workingTokens: z.number().int().min(256).max(1_000_000),
  /** Turns after which an earlier exchange leaves the window by itself, summed up first; null: never. */
  decayTurns: z.number().int().min(2).max(10_000).nullable(),
})
export type CompressionPlan = z.infer<typeof compressionPlan>

/** All choices of how a context is made. Strategies of a name are compared with each other over past turns. */
export const strategyValues = z.object({
  budget: budgetPlan,
  retrieval: z.object({
    /** Candidates that are looked at. */
    limit: z.number().int().min(1).max(200),
    /** Lowest score, 0 to 1, with which a recalled note may go in; an exact match always may. */
    threshold: z.number().min(0).max(1),
    /** Cosine from which on two notes say the same. */
    redundancy: z.number().min(0.5).max(1),
    /** Notes that past answers never used rank lower for like turns. */
    feedback: z.boolean(),
  }),
  compression: compressionPlan,
  /** Where the best notes stand among the notes: models read edges better than the middle. */
  order: z.enum(['edges', 'best-last', 'best-first']),
  focus: z.boolean(), plan: z.boolean(),
})
export type StrategyValues = z.infer<typeof strategyValues>

export { defaultStrategy }

export const strategy = z.object({
  id, name: z.string().min(1).max(80), builtIn: z.boolean(), values: strategyValues, createdAt: time,
})
export type Strategy = z.infer<typeof strategy>

/** A mean over turns with the interval that holds the true one in 95 of 100 cases (bootstrap). */
export const estimate = z.object({ mean: z.number(), low: z.number(), high: z.number() })
export type Estimate = z.infer<typeof estimate>

export const strategyFigureNames = ['tokens', 'cost', 'firstTokenMs', 'evidence', 'fidelity', 'redundancy'] as const

/** Two strategies over the same past turns, without any model: what each would have sent. */
export const strategyComparison = z.object({
  turns: z.number().int(),
  /** Past turns that could not be looked at, with the reason. */
  skipped: z.number().int(), skippedBecause: z.array(z.string()),
  figures: z.array(z.object({
    name: z.enum(strategyFigureNames), better: z.enum(['higher', 'lower']), unit: z.string(),
    /** Null where no turn had a value ("evidence" where no past answer used a note). */
    a: estimate.nullable(), b: estimate.nullable(),
    /** b minus a, turn by turn. */
    difference: estimate.nullable(),
    turns: z.number().int(),
  })),
  /** One sentence: which is better in what, or that nothing can be said yet. */
  verdict: z.string(),
})
export type StrategyComparison = z.infer<typeof strategyComparison>

/** Who answers, in RICE form: role, instructions, constraints, examples. */
export const persona = z.object({
  id, name: z.string().min(1).max(80),
  role: z.string().max(1000), instructions: z.string().max(4000),
  constraints: z.string().max(2000), examples: z.string().max(4000),
})
export type Persona = z.infer<typeof persona>

/** A stored strategy of an older version lacks the choices that came since: they take their defaults, and the rest stays. Not checked yet; undefined for what is no strategy at all. */
export function fillStrategy(stored: unknown): Record<string, unknown> | undefined {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return undefined
  const own = asRecord(stored)
  return {
    ...defaultStrategy, ...own,
    budget: { ...defaultStrategy.budget, ...asRecord(own['budget']) },
    retrieval: { ...defaultStrategy.retrieval, ...asRecord(own['retrieval']) },
    compression: { ...defaultStrategy.compression, ...asRecord(own['compression']) },
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
