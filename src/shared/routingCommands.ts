import { z } from 'zod'
import { nothing } from './commandParts.ts'
import { health } from './health.ts'
import { maxMessageChars } from './names.ts'
import { dryRun, policyRules, routeQuestion } from './policy.ts'
import { settings } from './settings.ts'
import { mostLimits, limitState, spendAlert, spendingReport, spendLimit } from './spending.ts'
import { givenIntent, ownIntent, understanding } from './understanding.ts'
import { id, label, taskKind, time } from './words.ts'

/** What the window and the terminal may ask about understanding, routes, money, caches and health. */
export const routingCommands = {
  /** Why a list of rules cannot be saved, one sentence each; empty when it can. Warnings may be saved. */
  'policy.check': { input: z.object({ rules: policyRules }), output: z.object({ problems: z.array(z.string()), warnings: z.array(z.string()) }) },
  'policy.save': { input: z.object({ rules: policyRules }), output: settings },
  /** What these rules would have done to the turns of the last days. */
  'policy.dryRun': { input: z.object({ rules: policyRules, days: z.number().int().min(1).max(366).default(30) }), output: dryRun },
  /** Answers the question that a rule asked in the middle of a turn. */
  'turn.decide': { input: z.object({ turnId: id, choice: z.enum(['local', 'cloud', 'stop']) }), output: nothing },
  /** The questions that turns wait for now: what a window shows that opens meanwhile. */
  'turn.questions': { input: nothing, output: z.object({ questions: z.array(routeQuestion) }) },

  'intents.list': {
    input: nothing,
    output: z.object({
      builtIn: z.array(z.object({ id, name: z.string(), task: taskKind })), own: z.array(ownIntent),
      loaders: z.array(z.object({ id, name: z.string(), about: z.string(), required: z.boolean(), timeLimitMs: z.number().int(), activatedBy: z.array(z.string()) })),
      /** What can be switched on in the settings (`packs`), with the names of its intents and sources. */
      packs: z.array(z.object({ id, name: z.string(), about: z.string(), capability: z.string(), label, isOn: z.boolean(), intents: z.array(z.string()), loaders: z.array(z.string()) })),
    }),
  },
  'intents.save': { input: givenIntent, output: ownIntent },
  'intents.remove': { input: z.object({ intentId: id }), output: nothing },
  /** Reads a text as a turn would, without sending it. */
  'intents.try': { input: z.object({ text: z.string().min(1).max(maxMessageChars) }), output: understanding },

  'spending.get': { input: z.object({ days: z.number().int().min(1).max(3660).default(30) }), output: spendingReport },
  'spending.setLimits': { input: z.object({ limits: z.array(spendLimit).max(mostLimits) }), output: z.object({ limits: z.array(limitState) }) },
  'spending.seen': { input: z.object({ alertId: id }), output: nothing },
  /** Every call as a line of comma-separated values. */
  'spending.export': { input: z.object({ days: z.number().int().min(1).max(36_600).default(366) }), output: z.object({ name: z.string(), csv: z.string() }) },

  'cache.get': {
    input: nothing,
    output: z.object({
      answers: z.object({ entries: z.number().int(), hits: z.number().int(), misses: z.number().int(), savedUsd: z.number(), savedMs: z.number() }),
      others: z.array(z.object({ name: z.string(), entries: z.number().int(), bytes: z.number(), mostBytes: z.number(), hits: z.number().int(), misses: z.number().int() })),
    }),
  },
  'cache.clear': { input: nothing, output: z.object({ removed: z.number().int() }) },

  'health.list': { input: nothing, output: z.object({ items: z.array(health), now: time }) },
  /** Lets the next call through at once. A provider and a source may have the same id. */
  'health.retry': { input: z.object({ kind: health.shape.kind, id: z.string().max(200) }), output: nothing },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export const routingEvents = {
  /** A rule asks before anything is sent; the turn waits for `turn.decide`. */
  'turn.asked': routeQuestion,
  'turn.decided': z.object({ turnId: id, conversationId: id }),
  'spending.changed': nothing,
  'spending.alert': spendAlert,
  'health.changed': nothing,
} as const satisfies Record<string, z.ZodType>
