import { z } from 'zod'
import { taskClass } from './understanding.ts'
import { id, label, taskKind } from './words.ts'

const share = z.number().min(0).max(1)
const tokens = z.number().int().min(0).max(100_000_000)
const money = z.number().min(0).max(1_000_000)
const hour = z.number().min(0).max(24)

/** What a policy may ask about a turn, as it was when the turn was routed. What was not known then is null or `unknown`. */
export const routeFacts = z.object({
  taskClass, task: taskKind, intentId: z.string().nullable(), topics: z.array(z.string()), language: z.string(), label: label.optional(),
  tokens: z.number(), difficulty: z.number(), hourOfDay: z.number(), spentTodayUsd: z.number(), spentMonthUsd: z.number(),
  online: z.boolean().nullable(), power: z.enum(['plugged', 'battery', 'unknown']), battery: z.number().nullable(), localModelLoaded: z.boolean().nullable(),
  /** What no rule could move: `here`, kept on this computer by a switch or by its conversation; `model`, answered again with a model that was named. */
  bound: z.enum(['here', 'model']).nullable().optional(),
})

/** What a turn must be for a rule to catch it. An absent or empty field asks nothing; all that are there must hold. */
export const ruleConditions = z.object({
  taskClasses: z.array(taskClass).max(10).optional(),
  tasks: z.array(taskKind).max(20).optional(),
  /** Ids of intents, built-in or own. */
  intents: z.array(id).max(50).optional(),
  topics: z.array(z.string().min(1).max(60)).max(50).optional(),
  /** The strictest label of the turn. */
  labels: z.array(label).max(3).optional(),
  /** ISO 639-1. */
  languages: z.array(z.string().min(2).max(8)).max(50).optional(),
  /** Tokens of message and earlier talk together. */
  tokensAtLeast: tokens.optional(), tokensAtMost: tokens.optional(),
  difficultyAtLeast: share.optional(), difficultyAtMost: share.optional(),
  /** Of the user's own clock; `from` after `until` runs over midnight. */
  hours: z.object({ from: hour, until: hour }).optional(),
  /** US dollars spent so far. */
  spentTodayAtLeast: money.optional(), spentMonthAtLeast: money.optional(),
  network: z.enum(['online', 'offline']).optional(),
  power: z.enum(['plugged', 'battery']).optional(), batteryBelow: share.optional(),
  /** Whether the model on this computer is in memory already. */
  localModelLoaded: z.boolean().optional(),
})
export type RuleConditions = z.infer<typeof ruleConditions>

/** Where a caught turn goes. A null model is the one of the settings. */
export const ruleAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('local'), modelId: z.string().max(200).nullable().default(null) }),
  /** `allowPersonal`: notes marked personal may go along. */
  z.object({ kind: z.literal('cloud'), modelId: z.string().max(200).nullable().default(null), allowPersonal: z.boolean().default(false) }),
  /** The person is asked before anything is sent. */
  z.object({ kind: z.literal('ask'), modelId: z.string().max(200).nullable().default(null), allowPersonal: z.boolean().default(false) }),
  /** Nobody answers; the sentence says why. */
  z.object({ kind: z.literal('refuse'), sentence: z.string().max(300).default('') }),
])
export type RuleAction = z.infer<typeof ruleAction>

/** One line of the policy. The first that catches a turn decides. */
export const policyRule = z.object({
  id, name: z.string().min(1).max(80), enabled: z.boolean().default(true),
  when: ruleConditions, then: ruleAction,
})
export type PolicyRule = z.infer<typeof policyRule>
export const policyRules = z.array(policyRule).max(100)

/** What a policy would have done to turns that are over. */
export const dryRun = z.object({
  turns: z.number().int(), days: z.number().int(),
  rules: z.array(z.object({
    ruleId: id, caught: z.number().int(),
    /** Of those, turns that would have gone elsewhere than they went. */
    changed: z.number().int(),
    /** The newest of them. */
    examples: z.array(z.object({ turnId: id, conversationId: id, at: z.number().int(), text: z.string(), went: z.string(), would: z.string(), /** It would have gone to another place or model, however both are worded. */ changed: z.boolean() })).max(5),
  })),
  /** Turns that no rule caught. */
  uncaught: z.number().int(),
})
export type DryRun = z.infer<typeof dryRun>

/** Asked of the person in the middle of a turn: nothing was sent yet. */
export const routeQuestion = z.object({
  turnId: id, conversationId: id,
  /** Why it is asked, one sentence. */
  reason: z.string(), ruleName: z.string(),
  cloud: z.object({ modelId: z.string(), modelName: z.string(), destination: z.string(), cost: z.number().nullable() }).nullable(),
  local: z.object({ modelId: z.string(), modelName: z.string() }).nullable(),
  /** What would go along: about so many tokens, notes among them, and notes that would stay here. Null where nobody counted. */
  leaves: z.object({ tokens: z.number().int(), notes: z.number().int(), heldBack: z.number().int() }).nullable().default(null),
})
export type RouteQuestion = z.infer<typeof routeQuestion>
