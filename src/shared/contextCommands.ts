import { z } from 'zod'
import { cursor, limit, nothing, page } from './commandParts.ts'
import { epoch, epochSources } from './epoch.ts'
import { insights } from './insights.ts'
import { conversation } from './message.ts'
import { modelProfile, notePlace } from './model.ts'
import { context, regionUse } from './piece.ts'
import { settings } from './settings.ts'
import { budgetPlan, budgetPreset, strategy, strategyComparison, strategyValues } from './strategy.ts'
import { contextChange, contextDiff, contextRun, contextVersion } from './versions.ts'
import { id } from './words.ts'

/** The part of the contract that is about what stands in a prompt: budgets, summaries of earlier turns, contexts of before, strategies, and how models were measured. */
export const contextCommands = {
  'budget.presets': { input: nothing, output: z.object({ presets: z.array(budgetPreset) }) },
  /** What a budget would have done to the last turn of a conversation, or of all; nothing is saved. */
  'budget.preview': {
    input: z.object({ conversationId: id.nullable(), plan: budgetPlan }),
    output: z.object({
      /** Why the plan cannot be saved, one sentence each; empty when it can. */
      problems: z.array(z.string()),
      window: z.number().int(), reserve: z.number().int(),
      /** Tokens that each region is granted. */
      budgets: z.array(z.object({ region: regionUse.shape.region, tokens: z.number().int(), floor: z.number().int(), priority: z.number().int() })),
      turnId: id.nullable(), before: z.array(regionUse), after: z.array(regionUse), diff: contextDiff.nullable(),
    }),
  },

  /** The epochs that the shown branch rests on, oldest first, those that were undone included. */
  'epochs.list': { input: z.object({ conversationId: id }), output: z.object({ epochs: z.array(epoch) }) },
  'epochs.get': { input: z.object({ epochId: id }), output: epochSources },
  'epochs.edit': { input: z.object({ epochId: id, text: z.string().min(1).max(20_000) }), output: epoch },
  /** Sums up now; `checkpoint` writes decisions, findings and state. */
  'epochs.make': { input: z.object({ conversationId: id, kind: z.enum(['compaction', 'checkpoint']) }), output: epoch },
  /** `asBranch`: turns rest on it already, so the conversation goes back to where it was made, and they stay on their branch. */
  'epochs.undo': { input: z.object({ epochId: id }), output: z.object({ conversation, asBranch: z.boolean() }) },

  /** What a person decided on one piece for all further turns of a conversation. */
  'pieces.rules': { input: z.object({ conversationId: id }), output: z.object({ rules: z.array(z.object({ pieceId: z.string(), rule: z.enum(['pin', 'leave-out']) })) }) },
  'pieces.rule': { input: z.object({ conversationId: id, pieceId: z.string().min(1).max(200), rule: z.enum(['pin', 'leave-out']).nullable() }), output: nothing },

  'contexts.list': { input: z.object({ conversationId: id.nullable().default(null), cursor, limit }), output: page(contextVersion) },
  'contexts.compare': { input: z.object({ turnId: id, otherTurnId: id }), output: contextDiff },
  /** Makes a past context again under a change; asks no model to answer. */
  'contexts.again': { input: z.object({ turnId: id, change: contextChange }), output: z.object({ context, diff: contextDiff }) },
  /** Lets a model answer such a context. The answer comes as events and is read by `contexts.run`. */
  'contexts.ask': { input: z.object({ turnId: id, change: contextChange }), output: z.object({ runId: id }) },
  'contexts.run': { input: z.object({ runId: id }), output: contextRun },
  'contexts.runs': { input: z.object({ turnId: id }), output: z.object({ runs: z.array(contextRun) }) },
  'contexts.stop': { input: z.object({ runId: id }), output: nothing },

  'strategies.list': { input: nothing, output: z.object({ strategies: z.array(strategy), current: z.string(), canRollBack: z.boolean() }) },
  'strategies.save': { input: z.object({ strategyId: id.nullable().default(null), name: z.string().min(1).max(80), values: strategyValues }), output: strategy },
  'strategies.remove': { input: z.object({ strategyId: id }), output: nothing },
  'strategies.compare': { input: z.object({ a: id, b: id, turns: z.number().int().min(1).max(1000).default(100), conversationId: id.nullable().default(null) }), output: strategyComparison },
  /** Makes a strategy the default; `rollBack` returns to the one before. */
  'strategies.use': { input: z.object({ strategyId: id }), output: settings },
  'strategies.rollBack': { input: nothing, output: settings },

  'insights.get': { input: z.object({ days: z.number().int().min(1).max(3660).default(30), conversationId: id.nullable().default(null) }), output: insights },

  'profiles.list': { input: nothing, output: z.object({ profiles: z.array(modelProfile), running: z.object({ modelId: z.string(), share: z.number() }).nullable() }) },
  /** Measures a model now, for two minutes at most; `profiles.stop` ends that. */
  'profiles.measure': { input: z.object({ modelId: z.string().max(200) }), output: nothing },
  'profiles.stop': { input: nothing, output: nothing },
  'profiles.edit': {
    input: z.object({ key: z.string().max(200), notes: z.number().int().min(0).max(64).nullable().optional(), place: notePlace.nullable().optional(), trustedTokens: z.number().int().min(256).max(10_000_000).nullable().optional() }),
    output: modelProfile,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
