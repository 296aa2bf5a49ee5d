import type { Client } from '../../shared/contract.ts'
import type { ShownMessage } from '../../shared/message.ts'

const pageSize = 100

/**
 * Messages of one branch as they are now, by their ids; what cannot be read any more is not among them.
 * @param shown those on show, oldest first
 * @param later true where newer ones follow that are not on show
 */
export async function readAgain(client: Client, shown: readonly ShownMessage[], later: boolean): Promise<ReadonlyMap<string, ShownMessage>> {
  const fresh = new Map<string, ShownMessage>()
  const [oldest, newest] = [shown[0], shown.at(-1)]
  if (oldest === undefined || newest === undefined) return fresh
  const end = later ? await client.call('messages.get', { messageId: newest.id }) : null
  if (end?.ok) fresh.set(newest.id, end.value)
  let from = later ? { before: newest.id } : {}
  while (!fresh.has(oldest.id)) {
    const page = await client.call('messages.list', { conversationId: oldest.conversationId, limit: pageSize, ...from })
    if (!page.ok) break
    for (const one of page.value.items) fresh.set(one.id, one)
    if (page.value.next === null) break
    from = { before: page.value.next }
  }
  return fresh
}
