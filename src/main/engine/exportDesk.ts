import type { Output, Read } from '../../shared/contract.ts'
import { memoryKind, type Memory } from '../../shared/memory.ts'
import type { Conversation } from '../../shared/message.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { createPageNames, writeConversationPage } from '../exchange/everything/conversationPage.ts'
import { writeConversationLine } from '../exchange/everything/conversationLine.ts'
import { writeNewFile, writeNewFolder, type NewPlace } from '../exchange/files/newFile.ts'
import type { MemoryEntry } from '../exchange/memories/entry.ts'
import { writeMemories } from '../exchange/memories/writeMemories.ts'
import type { ReadDb } from '../storage/database.ts'
import { pageConversations, pageMemories, wholeTree } from '../storage/exports.ts'
import { listTurnFigures } from '../storage/figures.ts'
import { historyOf } from '../storage/memories.ts'
import { listProjects } from '../storage/projects.ts'
import { openSnapshot } from '../storage/snapshot.ts'
import { listStrategies } from '../storage/strategies.ts'
import type { EngineParts } from './engineParts.ts'
import { refusePath } from './refusePath.ts'
import { version } from './version.ts'

type DeskParts = Pick<EngineParts, 'store' | 'clock' | 'settings' | 'models'>

const page = 200
/** A text that is handed over instead of a file stays below this, in characters. */
const mostText = 20_000_000

/** Writes all memories that are not forgotten, with all their versions, to a new file or as text. */
export async function exportMemories(parts: Pick<DeskParts, 'store'>, { format, path }: Read<'memories.export'>): Promise<Result<Output<'memories.export'>>> {
  const refused = path === null ? null : refusePath(path)
  if (refused !== null) return refused
  const counts = { memories: 0 }
  if (path !== null) {
    const written = await fromSnapshot(parts.store, (db, check) => writeNewFile(path, writeMemories(format, allMemories(db, counts)), check))
    return written.ok ? ok({ path: written.value.path, text: null, count: counts.memories }) : written
  }
  let text = ''
  for (const chunk of writeMemories(format, allMemories(parts.store.read, counts))) {
    text += chunk
    if (text.length > mostText) return fail('too-large', 'There are too many memories for one text.', 'Export them to a file instead.')
  }
  return ok({ path: null, text, count: counts.memories })
}

/**
 * Writes everything that the profile holds into a new folder: conversations with all branches, those in the bin too,
 * memories with their versions, settings without keys, and the figures of every turn. Not what was forgotten.
 */
export async function exportEverything(parts: DeskParts, { path, format }: Read<'export.everything'>): Promise<Result<Output<'export.everything'>>> {
  const refused = refusePath(path)
  if (refused !== null) return refused
  const counts = { conversations: 0, messages: 0, memories: 0 }
  const written = await fromSnapshot(parts.store, (db, check) => writeNewFolder(path, async (place) => {
    if (format === 'json') await place.write('conversations.ndjson', conversationLines(db, counts))
    else await writePages(place, db, counts)
    await place.write(format === 'json' ? 'memories.ndjson' : 'memories.md', writeMemories(format, allMemories(db, counts)))
    await place.write('settings.json', [await settingsText(parts, db)])
    await place.write('turns.ndjson', figureLines(db))
    await place.write('casement.json', [`${JSON.stringify({ casement: 'export', version: 1, program: version, at: parts.clock.now(), format, ...counts }, null, 2)}\n`])
  }, check))
  return written.ok ? ok({ path: written.value.path, bytes: written.value.bytes, ...counts }) : written
}

/** Writes from the store as it is at this moment, so that what changes meanwhile tears nothing. What is forgotten meanwhile ends it. */
async function fromSnapshot<T>(store: EngineParts['store'], write: (db: ReadDb, check: () => void) => Promise<Result<T>>): Promise<Result<T>> {
  const snapshot = openSnapshot(store)
  try {
    return await write(snapshot.read, () => { if (snapshot.hasEnded()) throw new Error('the snapshot has ended') })
  } catch (error) {
    if (snapshot.hasEnded()) return fail('busy', 'Something was forgotten while this was written, so nothing was kept of it.', 'Export once more.')
    throw error
  } finally {
    snapshot.close()
  }
}

/** Sorted by kind and time, so that the same memories are always written in the same order. */
function* allMemories(db: ReadDb, counts: { memories: number }): Generator<MemoryEntry> {
  for (const kind of memoryKind.options) {
    let last: Memory | null = null
    for (;;) {
      const found: Memory[] = pageMemories(db, kind, last, page)
      for (const memory of found) yield { memory, history: historyOf(db, memory.id) }
      counts.memories += found.length
      last = found.at(-1) ?? null
      if (found.length < page) break
    }
  }
}

function* allConversations(db: ReadDb): Generator<Conversation> {
  let last: Conversation | null = null
  for (;;) {
    const found: Conversation[] = pageConversations(db, last, page)
    yield* found
    last = found.at(-1) ?? null
    if (found.length < page) return
  }
}

function* conversationLines(db: ReadDb, counts: { conversations: number; messages: number }): Generator<string> {
  for (const conversation of allConversations(db)) {
    const messages = wholeTree(db, conversation.id)
    counts.conversations++
    counts.messages += messages.length
    yield writeConversationLine(conversation, messages)
  }
}

async function writePages(place: NewPlace, db: ReadDb, counts: { conversations: number; messages: number }): Promise<void> {
  const nameOf = createPageNames()
  for (const conversation of allConversations(db)) {
    const messages = wholeTree(db, conversation.id)
    counts.conversations++
    counts.messages += messages.length
    await place.write(`conversations/${nameOf(conversation)}`, writeConversationPage(conversation, messages))
  }
}

function* figureLines(db: ReadDb): Generator<string> {
  for (const figures of listTurnFigures(db, { since: Number.MIN_SAFE_INTEGER, conversationId: null })) yield `${JSON.stringify(figures)}\n`
}

/** Settings, projects, strategies and providers; no key, not even its end, and no password in an address. */
async function settingsText(parts: DeskParts, db: ReadDb): Promise<string> {
  const providers = (await parts.models.providers.list()).map(({ keyTail: _keyTail, baseUrl, ...provider }) => ({ ...provider, baseUrl: withoutPassword(baseUrl) }))
  const { settings } = parts
  return `${JSON.stringify({ casement: 'settings', version: 1, settings: settings.get(), projects: listProjects(db), strategies: listStrategies(db), providers }, null, 2)}\n`
}

function withoutPassword(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null
  const url = new URL(address)
  url.username = ''
  url.password = ''
  url.search = ''
  return url.href
}

