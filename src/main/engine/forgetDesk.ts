import type { Output } from '../../shared/contract.ts'
import type { ForgetPreview, MemoryFilter } from '../../shared/memory.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { fingerprintsOf } from '../memory/fingerprints.ts'
import { newId } from '../platform/ids.ts'
import { backupsHolding } from '../storage/backup.ts'
import { transaction, type WriteDb } from '../storage/database.ts'
import { selectMemoryIds } from '../storage/findMemories.ts'
import { noteIndexErasing } from '../storage/erase.ts'
import { dropPeopleToForget, forgetMemories, listForgetting, listPeopleToForget, markForgetting, previewForget, readPersonNames, unmarkForgetting, type PersonNames } from '../storage/forget.ts'
import { loadMemories } from '../storage/memories.ts'
import type { Store } from '../storage/openStore.ts'
import { writable, type EngineParts } from './engineParts.ts'
import { createEraseDesk, eraseAgainMs } from './eraseDesk.ts'

/**
 * Forgets, after showing what that reaches, and with a short time to take it back where the person wants one: until then
 * the memories are hidden everywhere, after it they are gone from the disk and nothing brings them back.
 */
export interface ForgetDesk {
  preview(memoryIds: readonly string[] | null, filter: MemoryFilter | null): Promise<Result<ForgetPreview>>
  /** @param cutNames also every sentence that names the person whom the preview was about */
  forgetSelected(previewId: string, undoSeconds: number, cutNames: boolean): Result<Output<'memories.forgetSelected'>>
  undo(forgetId: string): Result<{ count: number }>
  forgetNow(memoryIds: readonly string[]): Result<void>
  /** What an earlier run left hidden and not yet gone goes now. */
  finishEarlier(): void
  close(): Promise<void>
}

type DeskParts = Pick<EngineParts, 'store' | 'clock' | 'events' | 'index' | 'indexer' | 'models' | 'log' | 'forgets' | 'backUp' | 'options' | 'settings'> & {
  /** The stores of the temporary conversations that are open: what is forgotten leaves them too. */
  temporaryStores(): readonly Store[]
}

/** Memories that a preview shows in full, and previews that are kept for their yes. */
const shownInPreview = 100
const keptPreviews = 20

/** What a forgetting takes: memories, and the sentences that name these people. */
interface Wish { readonly ids: readonly string[]; readonly people: readonly PersonNames[] }
const noWish: Wish = { ids: [], people: [] }

export function createForgetDesk(parts: DeskParts): ForgetDesk {
  const { store, clock } = parts
  const previews = new Map<string, { readonly ids: readonly string[]; readonly naming: ForgetPreview['naming']; readonly person: PersonNames | null }>()
  const waiting = new Map<string, Wish & { readonly timer: ReturnType<typeof setTimeout> }>()
  const { eraseAgainAfterMs = eraseAgainMs } = parts.options
  const erasing = createEraseDesk(parts)
  /** What could not be forgotten when it was due, and is hidden until then. */
  let overdue: Wish = noWish
  let again: ReturnType<typeof setTimeout> | undefined

  const tell = (ids: readonly string[]): void => parts.events.emit('memories.changed', { memoryIds: ids.length > 100 ? [] : [...ids] })

  const purge = (write: WriteDb, { ids, people }: Wish): void => {
    // Counted first: what is being made now of texts that hold it must not be kept.
    parts.forgets.count++
    const temporary = parts.temporaryStores().flatMap((one) => one.write ?? [])
    const changed = transaction(write, () => {
      noteIndexErasing(write)
      dropPeopleToForget(write, people)
      return forgetMemories(write, ids, clock.now(), fingerprintsOf, { temporary, people })
    })
    // Settings and providers are held in memory, and their next change would write the words back.
    if (parts.settings.reload()) parts.events.emit('settings.changed', parts.settings.get())
    parts.models.providers.reload()
    // What a model has read may hold it still.
    void parts.models.dropPrefixes(null).catch((error: unknown) => parts.log.warn(`kept prefixes could not be dropped: ${String(error)}`))
    parts.indexer.changed([...ids, ...changed.ids])
    // Deleting leaves copies in free parts of its file.
    erasing.begin()
    tell([...ids, ...changed.ids])
    for (const conversationId of changed.conversationIds) {
      parts.events.emit('messages.changed', { conversationId })
      parts.events.emit('conversations.changed', { conversationId })
    }
    parts.events.emit('app.changed', {})
    parts.backUp()
  }

  const finish = (forgetId: string): void => {
    const entry = waiting.get(forgetId)
    const { write } = store
    if (entry === undefined || write === null) return
    clearTimeout(entry.timer)
    waiting.delete(forgetId)
    tryToPurge(write, entry)
  }

  /** Where the disk is full, say, they stay hidden, and go at the next try or the next start. */
  const tryToPurge = (write: WriteDb, wish: Wish): void => {
    const isNews = isEmpty(overdue)
    const all = { ids: [...overdue.ids, ...wish.ids], people: [...overdue.people, ...wish.people] }
    try {
      purge(write, all)
      overdue = noWish
    } catch (error) {
      overdue = all
      clearTimeout(again)
      again = setTimeout(() => tryToPurge(write, noWish), eraseAgainAfterMs)
      again.unref()
      parts.log.warn(`what was to be forgotten is hidden and not gone yet: ${String(error)}`)
      if (isNews) parts.events.emit('app.notice', { level: 'warning', message: 'What you forgot is hidden, but could not be erased from the disk yet.', next: 'Free some space; it is tried again every half minute, and at the next start.' })
    }
  }

  return {
    async preview(memoryIds, filter) {
      if (memoryIds === null && filter === null) return fail('bad-input', 'Nothing was chosen.', 'Choose memories, or describe them by a search.')
      const wanted = memoryIds === null ? filter?.person ?? null : null
      // What knows the words of a language is large, and no start waits for it.
      const person = wanted === null ? null : readPersonNames(store.read, wanted, (await import('../memory/entities/wordNames.ts')).careForName)
      const ids = memoryIds === null ? selectMemoryIds(store.read, filter!, clock.now()) : loadMemories(store.read, [...new Set(memoryIds)]).filter((memory) => memory.state !== 'forgotten').map((memory) => memory.id)
      const previewId = newId('h', clock.now())
      for (const old of [...previews.keys()].slice(0, -keptPreviews)) previews.delete(old)
      const { namingMessages, namingMemories, ...reach } = previewForget(store.read, ids, parts.temporaryStores().map((one) => one.read), person)
      const naming = person === null ? null : { person: person.person, messages: namingMessages, memories: namingMemories }
      previews.set(previewId, { ids, naming, person })
      return ok({ previewId, count: ids.length, memories: loadMemories(store.read, ids.slice(0, shownInPreview)), ...reach, naming, backups: backupsHolding(store.folder, clock.now()) })
    },
    forgetSelected(previewId, undoSeconds, cutNames) {
      const write = writable(parts)
      if (!write.ok) return write
      const shown = previews.get(previewId)
      if (shown === undefined) return fail('not-found', 'This preview is not known any more.', 'Look at what would be forgotten once more, then confirm.')
      // What another window has sent away meanwhile has a way back of its own.
      const ids = loadMemories(store.read, shown.ids).filter((memory) => memory.state !== 'forgotten').map((memory) => memory.id)
      const forgetId = newId('h', clock.now())
      const person = cutNames ? shown.person : null
      const wish = { ids, people: person === null ? [] : [person] }
      const done = { forgetId, count: ids.length, staying: person === null ? shown.naming : null }
      if (undoSeconds === 0 || isEmpty(wish)) {
        // Where that fails, on a full disk say, the preview can be confirmed again.
        if (!isEmpty(wish)) purge(write.value, wish)
        previews.delete(previewId)
        return ok({ ...done, undoUntil: null })
      }
      transaction(write.value, () => markForgetting(write.value, ids, clock.now(), person === null ? null : { forgetId, person }))
      previews.delete(previewId)
      waiting.set(forgetId, { ...wish, timer: setTimeout(() => finish(forgetId), undoSeconds * 1000) })
      parts.indexer.changed([...ids])
      tell(ids)
      return ok({ ...done, undoUntil: clock.now() + undoSeconds * 1000 })
    },
    undo(forgetId) {
      const write = writable(parts)
      if (!write.ok) return write
      const entry = waiting.get(forgetId)
      if (entry === undefined) return fail('not-found', 'This is forgotten for good.', 'It cannot be brought back; write it down anew if it matters.')
      clearTimeout(entry.timer)
      waiting.delete(forgetId)
      transaction(write.value, () => unmarkForgetting(write.value, entry.ids, forgetId))
      parts.indexer.changed([...entry.ids])
      tell(entry.ids)
      return ok({ count: entry.ids.length })
    },
    forgetNow(memoryIds) {
      const write = writable(parts)
      if (!write.ok) return write
      purge(write.value, { ids: memoryIds, people: [] })
      return ok(undefined)
    },
    finishEarlier() {
      if (store.write === null) return
      const left = { ids: listForgetting(store.read), people: listPeopleToForget(store.read) }
      if (!isEmpty(left)) tryToPurge(store.write, left)
      erasing.finishEarlier()
    },
    async close() {
      for (const forgetId of waiting.keys()) finish(forgetId)
      if (store.write !== null && !isEmpty(overdue)) tryToPurge(store.write, noWish)
      clearTimeout(again)
      await erasing.close()
    },
  }
}

function isEmpty({ ids, people }: Wish): boolean { return ids.length === 0 && people.length === 0 }
