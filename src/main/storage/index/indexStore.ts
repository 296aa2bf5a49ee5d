import { readCode } from './byteCode.ts'
import { createDocList } from './docList.ts'
import { spaceOut } from './ftsQuery.ts'
import type { IndexFile } from './indexFile.ts'
import { createPostingLists } from './postings.ts'
import type { IndexedKind, IndexItem, Known, MeaningHit, Place, SearchOptions, WordHit } from './searchIndex.ts'
import { createIndexWriter } from './indexWriter.ts'
import { mostTies, type RankedDoc } from './rankWords.ts'
import { createTokens } from './tokens.ts'
import { createVectorSearch } from './vectorSearch.ts'
import { createWordSearch } from './wordSearch.ts'

/** What the lists of words may take in memory. */
const mostListBytes = 64 * 1024 * 1024
/** Rows of one step of reading the index into memory: some milliseconds. */
const loadRows = 4_000

interface DocRow { n: number; id: string; kind: IndexedKind; conversation_id: string; at: number; until: number }

/** What the search thread does with its file. Not for use outside the thread. */
export function createIndexStore(file: IndexFile, dimensions: number) {
  const { db, hasVectors } = file
  const docs = createDocList()
  const postings = createPostingLists(db, mostListBytes)
  const tokens = createTokens()
  const vectors = hasVectors ? createVectorSearch(db, docs, dimensions) : null
  const words = createWordSearch(db, docs, postings, tokens)
  const writer = createIndexWriter({ db, docs, postings, tokens, vectors })
  const nextRows = db.prepare('SELECT n, kind, conversation_id, at, until, length, bits FROM doc WHERE n > ? ORDER BY n LIMIT ?').raw()
  const byNumber = db.prepare('SELECT n, id, kind, conversation_id, at, until FROM doc WHERE n IN (SELECT value FROM json_each(?))')
  const codesOf = !hasVectors ? null : db.prepare('SELECT id, bytes FROM doc JOIN code USING (n) WHERE id IN (SELECT value FROM json_each(?))')
  let loadedTo = 0
  let isLoaded = false

  const load = (): boolean => {
    const rows = isLoaded ? [] : nextRows.all(loadedTo, loadRows) as [number, IndexedKind, string, number, number, number, Buffer | null][]
    for (const [n, kind, conversationId, at, until, length, bits] of rows) {
      docs.put(n, { kind, conversationId, at, until, length })
      if (bits !== null) vectors?.put(n, kind, bits)
      loadedTo = n
    }
    isLoaded ||= rows.length < loadRows
    return isLoaded
  }
  const loadAll = (): void => { while (!load()); }

  /** The texts of a ranking, best first; equal ones in the order of their ids. */
  const hitsOf = (ranked: readonly RankedDoc[], limit: number) => {
    const sorted = ranked.toSorted((a, b) => b.score - a.score || a.n - b.n)
    const last = sorted[limit - 1]?.score ?? Number.NEGATIVE_INFINITY
    let end = Math.min(limit, sorted.length)
    while (end < Math.min(sorted.length, limit + mostTies) && sorted[end]!.score === last) end++
    const best = sorted.slice(0, end)
    const byN = new Map((byNumber.all(`[${best.map((one) => one.n).join()}]`) as DocRow[]).map((row) => [row.n, row]))
    return best.flatMap(({ n, score }) => { const row = byN.get(n); return row === undefined ? [] : [{ row, score }] })
      .sort((a, b) => b.score - a.score || (a.row.id < b.row.id ? -1 : 1)).slice(0, limit)
      .map(({ row, score }) => ({ score, hit: { id: row.id, kind: row.kind, conversationId: row.conversation_id || null, at: row.at, ...(row.kind === 'session' ? { until: row.until } : {}) } }))
  }

  const lacks = hasVectors ? "CASE WHEN bits IS NULL THEN '~' ELSE '' END" : "''"
  const knownRows = (where: string, ...values: unknown[]): Known[] => db.prepare(`SELECT id, hash || ${lacks} AS hash FROM doc WHERE ${where}`).all(...values) as Known[]

  return {
    /** Reads some more of the file into memory. @returns whether that was the last of it; a search reads the rest at once */
    load,

    upsert(items: readonly IndexItem[]): void { loadAll(); writer.upsert(items.map((item) => ({ ...item, text: spaceOut(item.text), around: spaceOut(item.around) }))) },
    remove(ids: readonly string[]): void { loadAll(); writer.remove(ids) },

    words(query: string, search: SearchOptions): WordHit[] {
      loadAll()
      return hitsOf(words.search(query, search), search.limit).map(({ hit, score }) => ({ ...hit, bm25: score }))
    },

    meaning(vector: Float32Array, search: SearchOptions): MeaningHit[] {
      loadAll()
      return vectors === null ? [] : hitsOf(vectors.search(vector, search), search.limit).map(({ hit, score }) => ({ ...hit, cosine: score }))
    },

    /** All vectors behind each other, so that they go to another thread without being copied. */
    vectors(ids: readonly string[]): { ids: string[]; values: Float32Array } {
      const rows = codesOf?.all(JSON.stringify(ids)) as { id: string; bytes: Buffer }[] | undefined ?? []
      const values = new Float32Array(rows.length * dimensions)
      rows.forEach((row, at) => readCode(row.bytes, values, at * dimensions))
      return { ids: rows.map((row) => row.id), values }
    },

    // Where vectors cannot be had at all, words are all there is to know.
    knownBetween: (afterId: string | null, upToId: string | null, limit: number): Known[] =>
      knownRows("id > ? AND (? IS NULL OR id <= ?) AND kind <> 'session' ORDER BY id LIMIT ?", afterId ?? '', upToId, upToId, limit),
    knownSessions: (afterId: string | null, upToId: string | null): Known[] =>
      knownRows("kind = 'session' AND conversation_id > ? AND (? IS NULL OR conversation_id <= ?) ORDER BY conversation_id, at, id", afterId ?? '', upToId, upToId),
    sessionsBetween: (conversationId: string, from: number, until: number): Known[] =>
      knownRows("kind = 'session' AND conversation_id = ? AND at <= ? AND until >= ? ORDER BY at, id", conversationId, until, from),
    places: (ids: readonly string[]): Place[] =>
      db.prepare("SELECT id, conversation_id AS conversationId, at FROM doc WHERE kind = 'message' AND id IN (SELECT value FROM json_each(?))").all(JSON.stringify(ids)) as Place[],
    lacking(after: number, limit: number): { ids: string[]; after: number | null } {
      const rows = hasVectors ? db.prepare('SELECT n, id FROM doc WHERE bits IS NULL AND n > ? ORDER BY n LIMIT ?').all(after, limit) as { n: number; id: string }[] : []
      return { ids: rows.map((row) => row.id), after: rows.length < limit ? null : rows.at(-1)!.n }
    },
    counts: (): { texts: number; lacking: number } => ({
      texts: db.prepare('SELECT count(*) FROM doc').pluck().get() as number,
      lacking: hasVectors ? db.prepare('SELECT count(*) FROM doc WHERE bits IS NULL').pluck().get() as number : 0,
    }),

    documentFrequencies(asked: readonly string[]): { total: number; counts: number[] } {
      loadAll()
      return words.documentFrequencies(asked)
    },

    close(): void {
      tokens.close()
      db.close()
    },
  }
}

export type IndexStore = ReturnType<typeof createIndexStore>
