import type { Database } from 'better-sqlite3'
import type { IndexedKind } from './searchIndex.ts'
import type { WordCounts } from './tokens.ts'

/** Bytes of one place of a list: its number, and how often the word stands in the text and around it. */
const placeBytes = 6
const emptyBytes = 200
/** A change of more texts at once forgets all lists instead of mending them. */
const mendAtMost = 64

/** The texts of one kind in which a word stands, in the order of their numbers. */
export interface Postings {
  readonly size: number
  /** In how many of them the word stands in the text itself. */
  readonly said: number
  readonly docs: Int32Array; readonly inText: Uint8Array; readonly around: Uint8Array
}

/**
 * Lists of the words that were asked for, read from FTS5 once and kept in step with every change, so that ranking reads memory
 * and no pages. FTS5 itself stays what is true and durable.
 */
export interface PostingLists {
  /** In how many texts a word stands, in either field; cheaper than its list. */
  frequency(kind: IndexedKind, word: string): number
  list(kind: IndexedKind, word: string): Postings
  /** Words that begin with these characters. */
  beginningWith(kind: IndexedKind, start: string, limit: number): string[]
  /** How many texts the next changes will touch: few are mended, for many everything is forgotten. @returns whether they are mended */
  prepare(changes: number): boolean
  /** A text changed its words: `before` and `after` are what stood and stands in it. */
  change(kind: IndexedKind, n: number, before: WordCounts | null, after: WordCounts | null): void
  forget(): void
}

interface Growing { size: number; said: number; docs: Int32Array; inText: Uint8Array; around: Uint8Array }
interface Entry { frequency: number; list: Growing | null }

/** @param mostBytes what the lists may take together; those that were not asked for longest leave first */
export function createPostingLists(db: Database, mostBytes: number): PostingLists {
  const entries = new Map<string, Entry>()
  let bytes = 0
  const statements = new Map(['memory', 'message', 'session'].map((kind) => {
    db.exec(`CREATE VIRTUAL TABLE temp.place_${kind} USING fts5vocab(main, fts_${kind}, instance); CREATE VIRTUAL TABLE temp.word_${kind} USING fts5vocab(main, fts_${kind}, row)`)
    return [kind, {
      frequency: db.prepare(`SELECT doc FROM temp.word_${kind} WHERE term = ?`).pluck(),
      // One long string is many times quicker than a row for each place.
      places: db.prepare(`SELECT group_concat(doc * 2 + (col = 'around')) FROM temp.place_${kind} WHERE term = ?`).pluck(),
      beginning: db.prepare(`SELECT term FROM temp.word_${kind} WHERE term >= ? AND term < ? LIMIT ?`).pluck(),
    }] as const
  }))

  const entryOf = (kind: IndexedKind, word: string): Entry => {
    const key = `${kind} ${word}`
    let entry = entries.get(key)
    if (entry === undefined) {
      entry = { frequency: statements.get(kind)!.frequency.get(word) as number | undefined ?? 0, list: null }
      bytes += emptyBytes
    } else entries.delete(key)
    // The one asked for last stands at the end.
    entries.set(key, entry)
    return entry
  }

  const sizeOf = (entry: Entry): number => emptyBytes + (entry.list?.docs.length ?? 0) * placeBytes

  const shrink = (keep: Entry): void => {
    for (const [key, entry] of entries) {
      if (bytes <= mostBytes) return
      if (entry === keep) continue
      entries.delete(key)
      bytes -= sizeOf(entry)
    }
  }

  return {
    frequency: (kind, word) => entryOf(kind, word).frequency,
    list(kind, word) {
      const entry = entryOf(kind, word)
      if (entry.list === null) {
        entry.list = read(statements.get(kind)!.places.get(word) as string | null)
        entry.frequency = entry.list.size
        bytes += entry.list.docs.length * placeBytes
        shrink(entry)
      }
      return entry.list
    },
    beginningWith: (kind, start, limit) => statements.get(kind)!.beginning.all(start, `${start}\u{10ffff}`, limit) as string[],
    prepare(changes) {
      if (entries.size === 0) return false
      if (changes <= mendAtMost) return true
      this.forget()
      return false
    },
    change(kind, n, before, after) {
      for (const word of new Set([...before?.keys() ?? [], ...after?.keys() ?? []])) {
        const entry = entries.get(`${kind} ${word}`)
        if (entry === undefined) continue
        const count = after?.get(word)
        entry.frequency += (count === undefined ? 0 : 1) - (before?.has(word) === true ? 1 : 0)
        if (entry.list === null) continue
        bytes -= sizeOf(entry)
        if (count === undefined) take(entry.list, n)
        else put(entry.list, n, count.text, count.around)
        bytes += sizeOf(entry)
      }
    },
    forget() { entries.clear(); bytes = 0 },
  }
}

/** Reads "12,13,40": twice the number of a text, odd where the word stands around it, in the order of numbers. */
function read(places: string | null): Growing {
  if (places === null) return { size: 0, said: 0, docs: new Int32Array(0), inText: new Uint8Array(0), around: new Uint8Array(0) }
  let commas = 1
  for (let at = places.indexOf(','); at !== -1; at = places.indexOf(',', at + 1)) commas++
  const docs = new Int32Array(commas)
  const inText = new Uint8Array(commas)
  const around = new Uint8Array(commas)
  let size = 0
  let value = 0
  for (let at = 0; at <= places.length; at++) {
    const code = at < places.length ? places.charCodeAt(at) : 44
    if (code !== 44) { value = value * 10 + code - 48; continue }
    const n = Math.floor(value / 2)
    if (size === 0 || docs[size - 1] !== n) docs[size++] = n
    const counts = value % 2 === 1 ? around : inText
    if (counts[size - 1]! < 255) counts[size - 1]!++
    value = 0
  }
  let said = 0
  for (let at = 0; at < size; at++) if (inText[at]! > 0) said++
  return { size, said, docs: docs.slice(0, size), inText: inText.slice(0, size), around: around.slice(0, size) }
}

function placeOf(list: Growing, n: number): number {
  let low = 0
  let high = list.size
  while (low < high) {
    const middle = (low + high) >> 1
    if (list.docs[middle]! < n) low = middle + 1
    else high = middle
  }
  return low
}

function take(list: Growing, n: number): void {
  const at = placeOf(list, n)
  if (at >= list.size || list.docs[at] !== n) return
  if (list.inText[at]! > 0) list.said--
  for (const array of [list.docs, list.inText, list.around]) array.copyWithin(at, at + 1, list.size)
  list.size--
}

function put(list: Growing, n: number, inText: number, around: number): void {
  const at = placeOf(list, n)
  if (at >= list.size || list.docs[at] !== n) {
    if (list.size >= list.docs.length) grow(list)
    for (const array of [list.docs, list.inText, list.around]) array.copyWithin(at + 1, at, list.size)
    list.size++
    list.docs[at] = n
    list.inText[at] = 0
  }
  list.said += (inText > 0 ? 1 : 0) - (list.inText[at]! > 0 ? 1 : 0)
  list.inText[at] = Math.min(255, inText)
  list.around[at] = Math.min(255, around)
}

function grow(list: Growing): void {
  const size = Math.ceil(list.size * 1.1) + 16
  const docs = new Int32Array(size)
  const inText = new Uint8Array(size)
  const around = new Uint8Array(size)
  docs.set(list.docs)
  inText.set(list.inText)
  around.set(list.around)
  Object.assign(list, { docs, inText, around })
}
