import { z } from 'zod'
import { id, label, role, time, trust } from './words.ts'

/** A detail of the source that later turns may need. */
export const detailKinds = ['name', 'number', 'date', 'path', 'url', 'code', 'quote'] as const
export const detail = z.object({ kind: z.enum(detailKinds), text: z.string() })
export type Detail = z.infer<typeof detail>

export const epochReasons = ['share', 'window', 'turns', 'working-memory', 'decay', 'asked', 'milestone'] as const

/**
 * A part of a conversation that was summed up. From then on the summary stands in the prompt instead of the messages that
 * it covers; the messages themselves stay as they are. Epochs of one branch build on each other: each takes in the one before.
 */
export const epoch = z.object({
  id, conversationId: id,
  /** 1 for the first of its branch. */
  number: z.number().int(),
  /** The newest message that the summary covers, and the newest one of the branch when it was made. */
  upToMessageId: id, afterMessageId: id,
  /** The epoch whose summary was taken in. */
  previousId: id.nullable(),
  kind: z.enum(['compaction', 'checkpoint']),
  reason: z.enum(epochReasons),
  /** The reason for people: "Earlier turns took 72 % of the window". */
  why: z.string(),
  /** What stands in the prompt; `madeText` is what it was before the person edited it. */
  text: z.string(), madeText: z.string(),
  by: z.enum(['rules', 'local-model', 'cloud-model']),
  messages: z.number().int(), tokensBefore: z.number().int(), tokensAfter: z.number().int(),
  /** Details of the source that the summary does not hold. */
  lost: z.array(detail),
  createdAt: time, editedAt: time.nullable(),
  /** From then on no new turn rests on it; turns before still do. */
  undoneAt: time.nullable(),
  /** Turns that were answered on it. */
  turns: z.number().int(),
  label, trust,
})
export type Epoch = z.infer<typeof epoch>

/** What an epoch was made of: the messages that it covers by itself, and the epoch before it. */
export const epochSources = z.object({
  epoch,
  previous: epoch.nullable(),
  messages: z.array(z.object({ messageId: id, role, text: z.string(), at: time })),
})
export type EpochSources = z.infer<typeof epochSources>
