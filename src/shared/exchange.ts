import { z } from 'zod'
import { memoryKind } from './memory.ts'
import { failure } from './result.ts'
import { id, time } from './words.ts'

/** Bringing one's past along, and taking everything away again. */

export const importOrigin = z.enum(['chatgpt', 'claude', 'casement', 'talk'])
export type ImportOrigin = z.infer<typeof importOrigin>

/** One reading of an archive. It can be stopped and taken up again; what is there already is not brought twice. */
export const importJob = z.object({
  id, path: z.string(), origin: importOrigin.nullable(),
  state: z.enum(['running', 'stopped', 'done', 'failed']),
  startedAt: time, endedAt: time.nullable(), bytesRead: z.number(), bytesTotal: z.number(),
  /** New ones; `known` conversations were there from an earlier reading and gained nothing. */
  conversations: z.number().int(), messages: z.number().int(), branches: z.number().int(), known: z.number().int(),
  /** What could not be read, with where it stands; everything else was brought. */
  skipped: z.array(z.object({ where: z.string(), why: z.string() })), skippedCount: z.number().int(),
  problem: failure.nullable(),
  /** Memories learned from it so far; nothing is learned before the person says so. */
  learned: z.number().int(),
  /** Sentences that say just what was forgotten here: they were left out. Jobs of earlier versions did not count them. */
  heldBack: z.number().int().default(0),
})
export type ImportJob = z.infer<typeof importJob>

/** What could be learned from an imported message, shown before anything is. */
export const importCandidate = z.object({
  candidateId: z.string().max(120), text: z.string(), quote: z.string(), kind: memoryKind, subject: z.string(), key: z.string().nullable(),
  confidence: z.number(), conversationId: id, messageId: id, at: time,
  /** A memory that says the same is there already. */
  known: z.boolean(),
})
export type ImportCandidate = z.infer<typeof importCandidate>

/** What an import of memories did. */
export const memoryImport = z.object({
  added: z.number().int(), changed: z.number().int(), known: z.number().int(),
  /** Forgotten before, so not brought back. */
  heldBack: z.number().int(),
  refused: z.array(z.object({ where: z.string(), why: z.string() })),
})
export type MemoryImport = z.infer<typeof memoryImport>
