/** A large text that was pasted: kept whole, shown as a chip. */
export type Paste = { id: string; text: string; tokens: number | null }
export type Draft = { text: string; pastes: Paste[] }

/** From this many characters on, what is pasted becomes a chip. */
export const pasteChipChars = 4_000

const textKey = (conversationId: string | null) => `casement.draft.${conversationId ?? 'new'}`
const databaseName = 'casement-drafts'
const storeName = 'pastes'

/** The words of a draft, at once. */
export function readDraftText(conversationId: string | null): string {
  return localStorage.getItem(textKey(conversationId)) ?? ''
}

/** Keeps the words of a draft; an empty one leaves nothing behind. */
export function keepDraftText(conversationId: string | null, text: string): void {
  if (text === '') localStorage.removeItem(textKey(conversationId))
  else localStorage.setItem(textKey(conversationId), text)
}

// Pastes of megabytes do not fit where the words are kept, so they have a small database of their own.
function withStore<T>(mode: IDBTransactionMode, use: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(databaseName, 1)
    opening.onupgradeneeded = () => { opening.result.createObjectStore(storeName) }
    opening.onerror = () => reject(opening.error ?? new Error('the drafts cannot be opened'))
    opening.onsuccess = () => {
      const database = opening.result
      const asked = use(database.transaction(storeName, mode).objectStore(storeName))
      asked.onsuccess = () => { resolve(asked.result); database.close() }
      asked.onerror = () => { reject(asked.error ?? new Error('the draft cannot be kept')); database.close() }
    }
  })
}

/** The large pastes of a draft. None where the browser keeps nothing. */
export async function readPastes(conversationId: string | null): Promise<Paste[]> {
  return await withStore<Paste[] | undefined>('readonly', (store) => store.get(textKey(conversationId))).catch(() => undefined) ?? []
}

/** Keeps the large pastes of a draft. */
export async function keepPastes(conversationId: string | null, pastes: Paste[]): Promise<void> {
  const key = textKey(conversationId)
  await withStore('readwrite', (store): IDBRequest => pastes.length === 0 ? store.delete(key) : store.put(pastes, key)).catch(() => {})
}

/** The message that a draft becomes: its words, then each paste whole. */
export function joinDraft(draft: Draft): string {
  return [draft.text.trim(), ...draft.pastes.map((one) => one.text)].filter((part) => part !== '').join('\n\n')
}
