import type { Database } from 'better-sqlite3'
import { quoted, type Term } from './ftsQuery.ts'
import type { RankedDoc } from './rankWords.ts'
import type { SearchOptions } from './searchIndex.ts'

/** Of what begins like a letter or two there may be any number: the newest are looked at. */
const mostLookedAt = 2_000
/** Endings that are still being typed may have been cut off in the index ("happine" is no beginning of "happi"). */
const shortenBy = 3
const shortest = 3

/**
 * Searching while one types: texts with all words of the query, the last of which may be unfinished, stand above those with some of them.
 * @param finished what the words find as if the last one were finished
 */
export function typeAhead(db: Database, query: string, terms: readonly Term[], search: SearchOptions, fits: ((n: number) => boolean) | null, finished: () => RankedDoc[]): RankedDoc[] {
  const last = terms.at(-1)!.text
  if (!query.normalize('NFC').toLowerCase().trimEnd().endsWith(last) || query !== query.trimEnd()) return finished()
  const others = terms.slice(0, -1).map((term) => quoted(term.text, term.isPrefix))
  for (let cut = 0; cut === 0 || (cut <= shortenBy && last.length - cut >= shortest); cut++) {
    const whole = [...others, quoted(last.slice(0, last.length - cut), true)].join(' AND ')
    const begun = search.kinds.flatMap((kind) => matching(db, kind, whole, search, fits))
    if (begun.length === 0) continue
    if (begun.length >= search.limit) return begun
    const found = finished()
    const highest = found.reduce((most, one) => Math.max(most, one.score), 0)
    const whichBegun = new Set(begun.map((one) => one.n))
    return [...begun.map(({ n, score }) => ({ n, score: score + highest })), ...found.filter((one) => !whichBegun.has(one.n))]
  }
  return finished()
}

function matching(db: Database, kind: string, expression: string, search: SearchOptions, fits: ((n: number) => boolean) | null): RankedDoc[] {
  const [text, around] = search.fieldWeights ?? [1, 1]
  const rows = db.prepare(`SELECT rowid AS n, -bm25(fts_${kind}, ?, ?) AS score FROM fts_${kind} WHERE fts_${kind} MATCH ? ORDER BY rowid DESC LIMIT ?`).all(text, around, expression, mostLookedAt) as { n: number; score: number }[]
  return fits === null ? rows : rows.filter((row) => fits(row.n))
}
