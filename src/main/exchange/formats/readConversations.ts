import type { ArchiveConversation } from '../archive.ts'
import { isCasement, readCasement } from './casement.ts'
import { isChatGpt, readChatGpt } from './chatgpt.ts'
import { isClaude, readClaude } from './claude.ts'
import { isFields, listOf } from './fields.ts'
import { growTree, type RawConversation } from './growTree.ts'
import { isTalk, readTalk } from './talk.ts'

/** What one value of a file holds: conversations, and sentences about what of it could not be read. */
export interface ReadConversations {
  readonly conversations: readonly ArchiveConversation[]
  readonly problems: readonly string[]
}

const nothing: ReadConversations = { conversations: [], problems: [] }

/**
 * Recognises whose conversation a value is by its shape alone, and reads it. Never throws, whatever the value is.
 * @param now nothing was said later; stands in where no time is told
 */
export function readConversations(value: unknown, now: number): ReadConversations {
  if (Array.isArray(value)) return together(value.map((one) => readConversations(isFields(one) ? one : null, now)))
  if (!isFields(value)) return { ...nothing, problems: ['It is no conversation.'] }
  if (isCasement(value)) {
    const read = readCasement(value)
    return typeof read === 'string' ? { ...nothing, problems: [read] } : { conversations: [read], problems: [] }
  }
  if (isChatGpt(value)) return grow(readChatGpt(value, now), now)
  if (isClaude(value)) return grow(readClaude(value, now), now)
  if (isTalk(value)) return grow(readTalk(value, now), now)
  if (typeof value['casement'] === 'string') return nothing
  if (Array.isArray(value['conversations'])) return together(listOf(value['conversations']).map((one) => readConversations(isFields(one) ? one : null, now)))
  return { ...nothing, problems: ['It holds no messages in a form that is known here.'] }
}

function grow(raw: RawConversation, now: number): ReadConversations {
  const { conversation, left } = growTree(raw, now)
  if (conversation !== null) return { conversations: [conversation], problems: left }
  return { ...nothing, problems: [...left, 'It holds nothing that you or the assistant said.'] }
}

function together(all: readonly ReadConversations[]): ReadConversations {
  return { conversations: all.flatMap((one) => one.conversations), problems: all.flatMap((one) => one.problems) }
}
