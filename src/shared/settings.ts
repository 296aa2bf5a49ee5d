import { z } from 'zod'
import { defaultStrategy } from './names.ts'
import { persona, strategyValues } from './strategy.ts'
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
  /** When the cloud fails before its first token, may the local model answer instead? */
  fallbackToLocal: z.boolean().default(true),
  learning: z.enum(['off', 'automatic']).default('automatic'),
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
 * setting would reset all others (zod fills defaults in even where a field is optional).
 */
export const settingsChange = z.object({
  theme: shape.theme.unwrap(),
  detail: shape.detail.unwrap(),
  offline: shape.offline.unwrap(),
  firstStartDone: shape.firstStartDone.unwrap(),
  localModelId: shape.localModelId.unwrap(),
  cloudModelId: shape.cloudModelId.unwrap(),
  taskRules: shape.taskRules.unwrap(),
  fallbackToLocal: shape.fallbackToLocal.unwrap(),
  learning: shape.learning.unwrap(),
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
