import { z } from 'zod'
import { defaultStrategy } from './names.ts'
import { policyRules } from './policy.ts'
import { mostLimits, spendLimit, thriftSettings } from './spending.ts'
import { persona, strategyValues } from './strategy.ts'
import { mostOwnIntents, ownIntent } from './understanding.ts'
import { id, taskKind } from './words.ts'

/** What kind of task may go where. `cloud` sends only what its label allows. */
export const taskRule = z.object({
  task: taskKind,
  place: z.enum(['local', 'cloud']),
  /** True when `personal` pieces may go along for this kind of task. */
  allowPersonal: z.boolean(),
})
export type TaskRule = z.infer<typeof taskRule>

/** Every setting with its default. Unknown keys from other versions are kept in the database and ignored here. */
export const settings = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  detail: z.enum(['simple', 'detailed']).default('simple'),
  /** Nothing leaves this computer, whatever the rules say. */
  offline: z.boolean().default(false),
  firstStartDone: z.boolean().default(false),
  localModelId: z.string().max(200).nullable().default(null),
  cloudModelId: z.string().max(200).nullable().default(null),
  taskRules: z.array(taskRule).max(20).default([]),
  /** The policy: the first rule that catches a turn decides. Stands before the rules for kinds of task. */
  policy: policyRules.default([]),
  /** Every turn stays on this computer; no rule, pick or fallback overrides it. Models may still be downloaded, unlike offline. */
  localOnly: z.boolean().default(false),
  spendLimits: z.array(spendLimit).max(mostLimits).default([]),
  thrift: thriftSettings.default(() => thriftSettings.parse({})),
  ownIntents: z.array(ownIntent).max(mostOwnIntents).default([]),
  /** Packs that are switched on, by id. */
  packs: z.array(id).max(20).default([]),
  /** Repeated questions may be answered from an earlier answer. `near` asks also where the meaning is close. */
  answerCache: z.enum(['off', 'same', 'near']).default('same'),
  /** Seconds for which an answer may be shown again. */
  answerCacheSeconds: z.number().int().min(1).max(31_536_000).default(3600),
  /** When the cloud fails before its first token, may the local model answer instead? */
  fallbackToLocal: z.boolean().default(true),
  /**
   * `ask`: everything waits for a yes; `review`: learned at once, what is uncertain waits; `automatic`: learned at once, all of it.
   */
  learning: z.enum(['off', 'ask', 'review', 'automatic']).default('review'),
  /** Lets a local model that is large enough look for facts that the patterns missed, in idle moments. Never the cloud. */
  learnWithModel: z.boolean().default(true),
  /** What work in the background may take a day. */
  background: z.object({
    calls: z.number().int().min(0).max(100_000), tokens: z.number().int().min(0).max(100_000_000), seconds: z.number().int().min(0).max(86_400),
  }).default({ calls: 200, tokens: 200_000, seconds: 900 }),
  /** Days after which half of a memory's strength is gone, by kind; null: it never fades. */
  fading: z.object({
    episodic: z.number().int().min(1).max(36_500).nullable(), semantic: z.number().int().min(1).max(36_500).nullable(), procedural: z.number().int().min(1).max(36_500).nullable(),
  }).default({ episodic: 90, semantic: 365, procedural: 730 }),
  /** Seconds in which a forgetting can be taken back, before it is for good; 0: at once for good. */
  forgetUndoSeconds: z.number().int().min(0).max(3600).default(10),
  /** Which model turns texts into vectors; null: the one that comes with Casement. */
  embedderId: z.string().max(200).nullable().default(null),
  /** Which model puts what was found in order; null: none. */
  rankerId: z.string().max(200).nullable().default(null),
  /** Quote a memory without any model when it answers with high confidence. */
  answerFromMemory: z.boolean().default(true),
  temperature: z.number().min(0).max(2).default(0.3),
  /** Fixed seed for repeatable answers; null draws one. */
  seed: z.number().int().nullable().default(null),
  /** The person's own words on how answers should sound; they stand beside the chosen persona. */
  persona: z.string().max(4000).default(''),
  personas: z.array(persona).max(50).default([]),
  personaId: id.nullable().default(null),
  /** How contexts are made: budgets, retrieval, compression, order. */
  strategy: strategyValues.default(() => strategyValues.parse(defaultStrategy)),
  /** Its name among the named strategies; empty for one's own. */
  strategyName: z.string().max(80).default('Standard'),
  /** Seconds that a person waits for a model on this computer to begin; null: no limit on reading. */
  firstTokenSeconds: z.number().min(0.2).max(600).nullable().default(3),
  /** Days after which the texts of a sent context are let go; null keeps them for good. Figures always stay. */
  keepContextsDays: z.number().int().min(1).max(36_500).nullable().default(null),
  /** Which models are measured on their first use. */
  calibrate: z.enum(['off', 'local', 'all']).default('all'),
  /** Megabytes on disk for what a local model has read already, so that a restart need not read it again; 0: none. */
  prefixStoreMb: z.number().int().min(0).max(100_000).default(512),
})
export type Settings = z.infer<typeof settings>

const { shape } = settings
/**
 * A change of some settings. Without defaults: a field that a change does not name must stay absent, or saving one
 * setting would reset all others (zod fills defaults in even where a field is optional). Own intents have a command that checks them.
 */
export const settingsChange = z.object({
  theme: shape.theme.unwrap(),
  detail: shape.detail.unwrap(),
  offline: shape.offline.unwrap(),
  firstStartDone: shape.firstStartDone.unwrap(),
  localModelId: shape.localModelId.unwrap(),
  cloudModelId: shape.cloudModelId.unwrap(),
  taskRules: shape.taskRules.unwrap(),
  policy: shape.policy.unwrap(),
  localOnly: shape.localOnly.unwrap(),
  spendLimits: shape.spendLimits.unwrap(),
  thrift: shape.thrift.unwrap(),
  packs: shape.packs.unwrap(),
  answerCache: shape.answerCache.unwrap(),
  answerCacheSeconds: shape.answerCacheSeconds.unwrap(),
  fallbackToLocal: shape.fallbackToLocal.unwrap(),
  learning: shape.learning.unwrap(),
  learnWithModel: shape.learnWithModel.unwrap(),
  background: shape.background.unwrap(),
  fading: shape.fading.unwrap(),
  forgetUndoSeconds: shape.forgetUndoSeconds.unwrap(),
  embedderId: shape.embedderId.unwrap(),
  rankerId: shape.rankerId.unwrap(),
  answerFromMemory: shape.answerFromMemory.unwrap(),
  temperature: shape.temperature.unwrap(),
  seed: shape.seed.unwrap(),
  persona: shape.persona.unwrap(),
  personas: shape.personas.unwrap(),
  personaId: shape.personaId.unwrap(),
  strategy: shape.strategy.unwrap(),
  strategyName: shape.strategyName.unwrap(),
  firstTokenSeconds: shape.firstTokenSeconds.unwrap(),
  keepContextsDays: shape.keepContextsDays.unwrap(),
  calibrate: shape.calibrate.unwrap(),
  prefixStoreMb: shape.prefixStoreMb.unwrap(),
}).partial()
