import type { Client, Output } from '../../../shared/contract.ts'
import type { Conversation } from '../../../shared/message.ts'
import type { Result } from '../../../shared/result.ts'
import type { Talk } from './importTalk.ts'

/** Finds what was imported before, so that a second import of a file is told. */
export interface Twins {
  /** The conversation that has the talk's title and begins with the same message at the same time; null where there is none. */
  find(talk: Talk): Promise<string | null>
  add(conversation: Conversation): void
}

/** Reads the titles of all conversations once. What cannot be read has no twins: an import is never held up by this. */
export async function readTwins(client: Client): Promise<Twins> {
  const idsByTitle = new Map<string, string[]>()
  const add = ({ id, title }: Pick<Conversation, 'id' | 'title'>): void => { idsByTitle.set(title, [...idsByTitle.get(title) ?? [], id]) }
  let cursor: string | null = null
  do {
    const page: Result<Output<'conversations.list'>> = await client.call('conversations.list', { cursor, limit: 200, deleted: false })
    if (!page.ok) break
    page.value.items.forEach(add)
    cursor = page.value.next
  } while (cursor !== null)
  return {
    add,
    async find(talk) {
      const [start] = talk.messages
      for (const id of idsByTitle.get(talk.title) ?? []) {
        const first = await firstMessage(client, id)
        if (first !== null && first.text === start?.text && first.createdAt === start.at) return id
      }
      return null
    },
  }
}

async function firstMessage(client: Client, conversationId: string): Promise<{ text: string; createdAt: number } | null> {
  let before: string | null = null
  for (;;) {
    const page: Result<Output<'messages.list'>> = await client.call('messages.list', { conversationId, before, limit: 200 })
    if (!page.ok) return null
    if (page.value.next === null) return page.value.items[0] ?? null
    before = page.value.next
  }
}
