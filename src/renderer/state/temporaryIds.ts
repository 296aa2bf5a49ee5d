import type { Conversation } from '../../shared/message.ts'

const kept = 'casement.temporary'

/** Which temporary conversations were open in this tab. */
export function readTemporary(storage: Pick<Storage, 'getItem'>): string[] {
  try {
    const found: unknown = JSON.parse(storage.getItem(kept) ?? '[]')
    return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}

/** Notes which temporary conversations are open: their names for the engine, and nothing of what is said in them. */
export function keepTemporary(storage: Pick<Storage, 'getItem' | 'setItem'>, items: readonly Conversation[]): void {
  const open = JSON.stringify(items.filter((one) => one.temporary).map((one) => one.id))
  if (open !== (storage.getItem(kept) ?? '[]')) storage.setItem(kept, open)
}
