import { z } from 'zod'
import { id, label, time, trust } from './words.ts'

export const memoryKind = z.enum(['episodic', 'semantic', 'procedural'])
export type MemoryKind = z.infer<typeof memoryKind>

export const memoryState = z.enum(['candidate', 'active', 'superseded', 'forgotten'])
export type MemoryState = z.infer<typeof memoryState>

/** The exact place that a memory was learned from: `text.slice(start, end) === quote` in that message (UTF-16 units). */
export const memorySource = z.object({
  messageId: id.nullable(), conversationId: id.nullable(),
  start: z.number().int(), end: z.number().int(), quote: z.string(), at: time,
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
  sources: z.array(memorySource),
})
export type Memory = z.infer<typeof memory>

/** One line of a memory's history: who changed what, and why. */
export const memoryChange = z.object({
  at: time, author: z.enum(['user', 'rule', 'model', 'import']),
  action: z.enum(['learned', 'strengthened', 'superseded', 'edited', 'pinned', 'unpinned', 'labelled', 'forgotten', 'restored']),
  reason: z.string(),
  /** The text before the change; emptied when the memory is forgotten. */
  before: z.string().nullable(),
})
export type MemoryChange = z.infer<typeof memoryChange>

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
}
