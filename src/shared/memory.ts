import { z } from 'zod'
import { id, label, time, trust } from './words.ts'

export const memoryKind = z.enum(['episodic', 'semantic', 'procedural'])
export type MemoryKind = z.infer<typeof memoryKind>

/**
 * `candidate` waits for a person's yes; `superseded` was replaced by a newer fact and stays with its dates; `faded` was not
 * used for long and is found by exact words alone; `forgotten` has no content any more.
 */
export const memoryState = z.enum(['candidate', 'active', 'superseded', 'faded', 'forgotten'])
export type MemoryState = z.infer<typeof memoryState>

/** Where a memory may be recalled: in every conversation, in those of one project, or in one conversation. */
export const memoryScope = z.enum(['everywhere', 'project', 'conversation'])
export type MemoryScope = z.infer<typeof memoryScope>

export const memoryAuthor = z.enum(['user', 'rule', 'model', 'import'])
export type MemoryAuthor = z.infer<typeof memoryAuthor>

export const entityKind = z.enum(['person', 'place', 'organisation', 'project', 'thing', 'topic'])
export type EntityKind = z.infer<typeof entityKind>

/** Who or what a text speaks of, by the name that it uses. */
export const entity = z.object({ name: z.string().min(1).max(120), kind: entityKind })
export type Entity = z.infer<typeof entity>

/**
 * The exact place that a memory was learned from: `text.slice(start, end) === quote` in that message (UTF-16 units).
 * `role` is `assistant` where an answer only supports what the person said; `file` names an imported file.
 */
export const memorySource = z.object({
  messageId: id.nullable(), conversationId: id.nullable(),
  start: z.number().int(), end: z.number().int(), quote: z.string(), at: time,
  role: z.enum(['user', 'assistant']).default('user'), file: z.string().max(400).nullable().default(null),
})
export type MemorySource = z.infer<typeof memorySource>

export const memory = z.object({
  id, kind: memoryKind,
  /** The fact in the user's own words: a quote or what the user wrote in the editor; never invented. */
  text: z.string(),
  /** Who or what it is about ("user", "Nadia"). */
  subject: z.string(),
  /** What a newer fact of the same kind replaces ("user.home", "user.name"); null where facts stand side by side. */
  key: z.string().nullable(),
  /** 0 to 1 each. */
  importance: z.number(), confidence: z.number(),
  /** When it happened or will happen, where the text says so. */
  eventAt: time.nullable(), learnedAt: time, updatedAt: time,
  validFrom: time.nullable(), validUntil: time.nullable(), supersededBy: id.nullable(),
  label, trust, pinned: z.boolean(), state: memoryState,
  uses: z.number().int(), lastUsedAt: time.nullable(),
  /** `scopeId` is the project or the conversation; null for everywhere. */
  scope: memoryScope.default('everywhere'), scopeId: id.nullable().default(null),
  /** People, places and things that its text names. */
  entities: z.array(entity).default([]),
  /** When it fades unless it is used or kept; null: never. */
  fadesAt: time.nullable().default(null),
  /** A candidate that may contradict this memory: a person decides. */
  conflictsWith: id.nullable().default(null),
  sources: z.array(memorySource),
})
export type Memory = z.infer<typeof memory>

export const changeAction = z.enum([
  'learned', 'strengthened', 'superseded', 'edited', 'pinned', 'unpinned', 'labelled', 'forgotten', 'restored',
  'merged', 'split', 'scoped', 'faded', 'revived', 'confirmed', 'imported', 'undone',
])
export type ChangeAction = z.infer<typeof changeAction>

/** Who changed what in a memory, and why: what a caller says when it saves one. */
export const memoryChange = z.object({
  at: time, author: memoryAuthor, action: changeAction, reason: z.string(),
  /** The text before the change; emptied when the memory is forgotten. */
  before: z.string().nullable(),
})
export type MemoryChange = z.infer<typeof memoryChange>

/** A memory as it was after one change: all of it but its sources and its use counts. */
export const memorySnapshot = memory.pick({
  kind: true, text: true, subject: true, key: true, importance: true, confidence: true, eventAt: true, validFrom: true, validUntil: true, supersededBy: true,
  label: true, trust: true, pinned: true, state: true, scope: true, scopeId: true, entities: true, fadesAt: true, conflictsWith: true,
})
export type MemorySnapshot = z.infer<typeof memorySnapshot>

/** One version of a memory. `snapshot` is null for what was forgotten, and for changes of earlier versions of Casement. */
export const memoryVersion = memoryChange.extend({ number: z.number().int(), snapshot: memorySnapshot.nullable() })
export type MemoryVersion = z.infer<typeof memoryVersion>

/** What a list of memories shows. All parts narrow; null and empty let everything through. */
export const memoryFilter = z.object({
  query: z.string().max(1000).default(''), kind: memoryKind.nullable().default(null), state: memoryState.nullable().default(null),
  pinned: z.boolean().nullable().default(null), conversationId: id.nullable().default(null), label: label.nullable().default(null),
  scope: memoryScope.nullable().default(null), scopeId: id.nullable().default(null),
  /** A name among its entities, or its subject; case does not count. */
  person: z.string().max(120).nullable().default(null),
  /** When it happened, or else when it was learned: from (included) until (not included). */
  from: time.nullable().default(null), until: time.nullable().default(null),
  minImportance: z.number().min(0).max(1).nullable().default(null),
  /** True: only those that fade within 30 days. */
  fading: z.boolean().default(false),
  /** True: only what waits for a person: candidates and conflicts. */
  review: z.boolean().default(false),
})
export type MemoryFilter = z.infer<typeof memoryFilter>

export const memoryOrder = z.enum(['changed', 'time', 'importance', 'fading', 'relevance'])
export type MemoryOrder = z.infer<typeof memoryOrder>

const counted = <T extends z.ZodType>(value: T) => z.array(z.object({ value, count: z.number().int() }))
/** How many memories of a filter fall under each value; a facet does not narrow itself. */
export const memoryFacets = z.object({
  total: z.number().int(),
  kinds: counted(memoryKind), states: counted(memoryState), labels: counted(label), scopes: counted(memoryScope),
  people: counted(z.string()), topics: counted(z.string()),
  /** "2026-11", newest first. */
  months: counted(z.string()),
  review: z.number().int(), fading: z.number().int(), pinned: z.number().int(),
})
export type MemoryFacets = z.infer<typeof memoryFacets>

/** People, places and topics that memories name, and which of them stand together. */
export const memoryGraph = z.object({
  nodes: z.array(z.object({ name: z.string(), kind: entityKind, count: z.number().int() })),
  links: z.array(z.object({ a: z.string(), b: z.string(), count: z.number().int() })),
})
export type MemoryGraph = z.infer<typeof memoryGraph>

/** What forgetting a selection would reach; nothing is changed by asking. */
export const forgetPreview = z.object({
  previewId: id, count: z.number().int(),
  /** The first of them. */
  memories: z.array(memory),
  /** How many other places hold the same words and lose them too. */
  messages: z.number().int(), conversations: z.number().int(), answers: z.number().int(), turns: z.number().int(), summaries: z.number().int(),
  /** Answers that say nothing of them but had them in view: they keep their words, and are recalled no more. */
  unrecalled: z.number().int(),
  /**
   * Where one forgets by person: how many messages, answers and other memories would still name that person, by the whole name or
   * by a shorter form that nobody else has. These sentences are cut out too where that is wished.
   */
  naming: z.object({ person: z.string(), messages: z.number().int(), memories: z.number().int() }).nullable(),
  /** Copies that hold them until they expire or are purged. */
  backups: z.array(z.object({ name: z.string(), at: time, goesAt: time.nullable() })),
})
export type ForgetPreview = z.infer<typeof forgetPreview>

/** One line of a ranking with its parts, for people who want to know why. */
export const rankedItem = z.object({
  kind: z.enum(['memory', 'message']), id, conversationId: id.nullable(), text: z.string(), at: time, state: memoryState.nullable(),
  score: z.number(), scores: z.record(z.string(), z.number()), reason: z.string(), exact: z.boolean(),
  /** Who wrote a message; null for a memory. */
  said: z.enum(['user', 'assistant']).nullable(),
  /** Why a turn would leave it out, in a sentence; null where it may go along. */
  leftOut: z.string().nullable(),
})
export type RankedItem = z.infer<typeof rankedItem>

/** How a question was read before anything was searched. */
export const readQuestionAs = z.object({
  /** The question as it was completed from the conversation; null where it stands on its own. */
  completed: z.string().nullable(),
  words: z.array(z.string()), expandedBy: z.array(z.string()), people: z.array(z.string()),
  from: time.nullable(), until: time.nullable(),
})
export type ReadQuestionAs = z.infer<typeof readQuestionAs>

/** Why one memory was not recalled for a question, or that it was. */
export const whyNot = z.object({
  found: z.boolean(), place: z.number().int().nullable(), score: z.number().nullable(), scores: z.record(z.string(), z.number()),
  /** The score of the last one that was taken. */
  needed: z.number().nullable(),
  /** In plain sentences, the most important first. */
  reasons: z.array(z.string()),
})
export type WhyNot = z.infer<typeof whyNot>

/** What the extractor found in a message that the user typed. The quote is an exact span of that message. */
export type Candidate = {
  kind: MemoryKind
  text: string
  subject: string
  key: string | null
  importance: number
  confidence: number
  eventAt: number | null
  start: number
  end: number
  quote: string
  /** The rule that found it, for the trace: "name", "preference.like". */
  rule: string
  /** When it stopped or will stop to hold, where the text says so. */
  validUntil?: number | null
  entities?: Entity[]
  /** The text of the fact that it corrects, where it is the same with another value. */
  corrects?: string
  /** The place in the answer before that this message confirmed. */
  support?: { start: number; end: number; quote: string }
}
