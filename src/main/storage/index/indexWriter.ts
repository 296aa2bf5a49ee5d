import type { Database } from 'better-sqlite3'
import type { DocList } from './docList.ts'
import { noteErasing } from './indexFile.ts'
import type { PostingLists } from './postings.ts'
import type { IndexedKind, IndexItem } from './searchIndex.ts'
import { byteCodeOf } from './byteCode.ts'
import { signBitsOf } from './signBits.ts'
import type { Tokens, WordCounts } from './tokens.ts'
import { bytesOf, type VectorSearch } from './vectorSearch.ts'

interface Parts { readonly db: Database; readonly docs: DocList; readonly postings: PostingLists; readonly tokens: Tokens; readonly vectors: VectorSearch | null }
interface Held { n: number; kind: IndexedKind; bits: Buffer | null }
interface Words { text: string; around: string }

/** Changes the file, and what is held of it in memory once the change is kept. */
export function createIndexWriter({ db, docs, postings, tokens, vectors }: Parts) {
  const heldOf = db.prepare('SELECT n, kind, bits FROM doc WHERE id = ?')
  const deleteDoc = db.prepare('DELETE FROM doc WHERE n = ?')
  const insertDoc = db.prepare('INSERT INTO doc (id, kind, hash, conversation_id, at, until, length) VALUES (?, ?, ?, ?, ?, ?, 0)')
  const changeDoc = db.prepare('UPDATE doc SET hash = ?, conversation_id = ?, at = ?, until = ? WHERE n = ?')
  const changeBits = db.prepare('UPDATE doc SET bits = ? WHERE n = ?')
  const changeLength = db.prepare('UPDATE doc SET length = ? WHERE n = ?')
  const removeVector = vectors === null ? null : db.prepare('DELETE FROM vec WHERE rowid = ?')
  const removeCode = vectors === null ? null : db.prepare('DELETE FROM code WHERE n = ?')
  const addCode = vectors === null ? null : db.prepare('INSERT INTO code (n, bytes) VALUES (?, ?)')
  const addVector = vectors === null ? null : db.prepare('INSERT INTO vec (rowid, embedding) VALUES (?, ?)')
  const words = new Map((['memory', 'message', 'session'] as const).map((kind) => [kind, {
    read: db.prepare(`SELECT text, around FROM fts_${kind} WHERE rowid = ?`),
    add: db.prepare(`INSERT INTO fts_${kind} (rowid, text, around) VALUES (?, ?, ?)`),
    remove: db.prepare(`DELETE FROM fts_${kind} WHERE rowid = ?`),
    sizes: db.prepare(`SELECT sz FROM fts_${kind}_docsize WHERE id = ?`).pluck(),
  }]))

  /** What memory has to do when the transaction is kept. */
  let afterwards: (() => void)[] = []
  let mends = false
  const countsOf = (held: Words): WordCounts | null => mends ? tokens.ofText(held.text, held.around) : null

  const removeOne = (id: string): boolean => {
    const held = heldOf.get(id) as Held | undefined
    if (held === undefined) return false
    const { n, kind } = held
    const own = words.get(kind)!
    const before = mends ? own.read.get(n) as Words | undefined : undefined
    const counts = before === undefined ? null : countsOf(before)
    own.remove.run(n)
    removeVector?.run(BigInt(n))
    removeCode?.run(n)
    deleteDoc.run(n)
    afterwards.push(() => {
      docs.remove(n)
      vectors?.remove(n)
      if (counts !== null) postings.change(kind, n, counts, null)
    })
    return true
  }

  /** @returns whether words went that the text does not hold any more */
  const putWords = (n: number, item: IndexItem, before: Words | undefined): boolean => {
    const own = words.get(item.kind)!
    const counts = before === undefined ? null : countsOf(before)
    if (before !== undefined) own.remove.run(n)
    own.add.run(n, item.text, item.around)
    const length = lengthIn(own.sizes.get(n) as Buffer)
    changeLength.run(length, n)
    const after = countsOf(item)
    afterwards.push(() => {
      docs.put(n, { ...placeOf(item), length })
      if (after !== null) postings.change(item.kind, n, counts, after)
    })
    return before !== undefined && !(item.text.includes(before.text) && item.around.includes(before.around))
  }

  const putVector = (n: number, item: IndexItem, replaces: boolean): void => {
    if (vectors === null) return
    if (replaces) {
      removeVector!.run(BigInt(n))
      removeCode!.run(n)
    }
    const bits = item.vector === null ? null : signBitsOf(item.vector)
    if (item.vector !== null) {
      addVector!.run(BigInt(n), bytesOf(item.vector))
      addCode!.run(n, byteCodeOf(item.vector))
    }
    changeBits.run(bits, n)
    afterwards.push(() => { if (bits === null) vectors.remove(n); else vectors.put(n, item.kind, bits) })
  }

  const putOne = (item: IndexItem): boolean => {
    let held = heldOf.get(item.id) as Held | undefined
    let leaves = false
    if (held !== undefined && held.kind !== item.kind) { leaves = removeOne(item.id); held = undefined }
    const about = [item.hash, item.conversationId ?? '', item.at, item.until ?? item.at] as const
    if (held === undefined) {
      const n = Number(insertDoc.run(item.id, item.kind, ...about).lastInsertRowid)
      putWords(n, item, undefined)
      if (item.vector !== null) putVector(n, item, false)
      return leaves
    }
    const before = words.get(item.kind)!.read.get(held.n) as Words | undefined
    const isSame = before?.text === item.text && before.around === item.around
    changeDoc.run(...about, held.n)
    if (isSame) {
      const { n } = held
      afterwards.push(() => docs.put(n, { ...placeOf(item), length: docs.lengths()[n]! }))
    } else leaves = putWords(held.n, item, before) || leaves
    // The same words keep their vector until there is a new one.
    if (item.vector !== null || !isSame) putVector(held.n, item, held.bits !== null)
    return leaves
  }

  const change = (count: number, empties: boolean, work: () => boolean): void => {
    mends = postings.prepare(count)
    afterwards = []
    let leaves: boolean
    try {
      leaves = db.transaction(() => {
        const left = work()
        if (left) noteErasing(db)
        return left
      }).immediate()
    } catch (error) {
      // What stood in memory before is what stands in the file.
      afterwards = []
      throw error
    }
    for (const one of afterwards) one()
    afterwards = []
    // Old words may be forgotten ones: they must not wait in the log or behind it.
    if (leaves || empties) db.pragma('wal_checkpoint(TRUNCATE)')
  }

  return {
    /** @param items with their texts spaced out */
    upsert(items: readonly IndexItem[]): void { change(items.length, false, () => items.map(putOne).includes(true)) },
    remove(ids: readonly string[]): void { change(ids.length, true, () => ids.map(removeOne).includes(true)) },
  }
}

function placeOf(item: IndexItem) {
  return { kind: item.kind, conversationId: item.conversationId ?? '', at: item.at, until: item.until ?? item.at }
}

/** Words of all fields of a text, from FTS5's own record of them: one number of seven bits a byte for each field. */
function lengthIn(sizes: Buffer): number {
  let sum = 0
  let value = 0
  for (const byte of sizes) {
    value = value * 128 + (byte & 127)
    if (byte < 128) { sum += value; value = 0 }
  }
  return sum
}
