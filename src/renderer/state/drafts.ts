import type { Client } from '../../shared/contract.ts'
import type { Draft } from '../../shared/conversationCommands.ts'
import type { Failure } from '../../shared/result.ts'

/** From this many characters on, a draft is saved after a longer rest: every save sends the whole of it. */
const largeChars = 200_000
const pauseMs = 300
const longPauseMs = 2_000
const empty: Draft = { text: '', pastes: [] }

/** The drafts on show, kept in the profile by the engine; the window holds a copy only while it shows or saves one. */
export type Drafts = {
  /** The draft as it is now; empty until it was read. The same object until it changes. */
  get(conversationId: string | null): Draft
  subscribe(hear: () => void): () => void
  /** Reads a draft and follows it until the returned function is called, which saves what is not saved yet. */
  open(conversationId: string | null): () => void
  change(conversationId: string | null, make: (draft: Draft) => Draft): void
  /** Empties a draft whose message was sent, at once. */
  clear(conversationId: string | null): void
  /** Saves now whatever is not saved yet, and reads what could not be read. */
  saveAll(): void
}

type Entry = { draft: Draft; read: boolean; changed: boolean; saving: boolean; reading: boolean; shown: number; timer: ReturnType<typeof setTimeout> | undefined }

/**
 * Makes the keeper of drafts. One save at a time per draft, so that an earlier one never overtakes a later one.
 * @param onUnkept hears, once until a save succeeds, why a draft could not be kept
 */
export function createDrafts(client: Client, onUnkept: (failure: Failure) => void): Drafts {
  const entries = new Map<string | null, Entry>()
  const hearers = new Set<() => void>()
  let told = false
  const tell = () => { for (const hear of hearers) hear() }
  const entryOf = (id: string | null): Entry => {
    const known = entries.get(id)
    if (known !== undefined) return known
    const made: Entry = { draft: empty, read: false, changed: false, saving: false, reading: false, shown: 0, timer: undefined }
    entries.set(id, made)
    return made
  }
  const letGo = (id: string | null, entry: Entry) => {
    if (entry.shown === 0 && !entry.changed && !entry.saving && !entry.reading) entries.delete(id)
  }
  const read = async (id: string | null, entry: Entry) => {
    if (entry.read || entry.reading) return
    entry.reading = true
    const found = await client.call('drafts.get', { conversationId: id })
    entry.reading = false
    if (found.ok) {
      entry.read = true
      entry.draft = joinDrafts(found.value, entry.draft)
      if (entry.changed) plan(id, entry)
      tell()
    }
    letGo(id, entry)
  }
  const save = async (id: string | null, entry: Entry): Promise<void> => {
    clearTimeout(entry.timer)
    // What was not read yet would be written over.
    if (!entry.changed || entry.saving || !entry.read) return
    entry.changed = false
    entry.saving = true
    const done = await client.call('drafts.set', { conversationId: id, ...entry.draft })
    entry.saving = false
    if (done.ok) told = false
    else if (done.error.kind !== 'not-found') {
      entry.changed = true
      if (!told && !saidElsewhere.includes(done.error.kind)) onUnkept(done.error)
      told = true
    }
    if (done.ok && entry.changed) return save(id, entry)
    letGo(id, entry)
  }
  const plan = (id: string | null, entry: Entry) => {
    clearTimeout(entry.timer)
    entry.timer = setTimeout(() => void save(id, entry), countChars(entry.draft) > largeChars ? longPauseMs : pauseMs)
  }
  const change = (id: string | null, make: (draft: Draft) => Draft) => {
    const entry = entryOf(id)
    const next = make(entry.draft)
    if (next === entry.draft) return
    entry.draft = next
    entry.changed = true
    plan(id, entry)
    tell()
  }
  return {
    get: (id) => entries.get(id)?.draft ?? empty,
    subscribe: (hear) => { hearers.add(hear); return () => { hearers.delete(hear) } },
    open: (id) => {
      const entry = entryOf(id)
      entry.shown++
      void read(id, entry)
      return () => {
        entry.shown--
        void save(id, entry).then(() => letGo(id, entry))
      }
    },
    change,
    clear: (id) => {
      change(id, () => empty)
      void save(id, entryOf(id))
    },
    saveAll: () => {
      for (const [id, entry] of entries) void read(id, entry).then(() => save(id, entry))
    },
  }
}

/** Banners say these already. */
const saidElsewhere: readonly Failure['kind'][] = ['busy', 'read-only', 'refused-sender']

/** How much a draft holds, in UTF-16 units. */
export function countChars(draft: Draft): number {
  return draft.pastes.reduce((sum, paste) => sum + paste.text.length, draft.text.length)
}

/** What was kept, and behind it what was written before that was known. */
function joinDrafts(kept: Draft, written: Draft): Draft {
  return { text: [kept.text, written.text].filter((part) => part !== '').join('\n'), pastes: [...kept.pastes, ...written.pastes] }
}
