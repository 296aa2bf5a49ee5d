import Database from 'better-sqlite3'
import { tokenizer } from './indexFile.ts'

const remembered = 20_000

/** How often a word stands in a text, and in what stands around it. */
export type WordCounts = Map<string, { text: number; around: number }>

/** Cuts texts into the very words under which the index keeps them, by the same tokenizer: a table in memory that never keeps a row. */
export interface Tokens {
  /** The words that one term of a query stands for; mostly one. */
  ofTerm(term: string): readonly string[]
  /** @param text as the index holds it, spaced out already */
  ofText(text: string, around: string): WordCounts
  close(): void
}

export function createTokens(): Tokens {
  const db = new Database(':memory:')
  db.exec(`CREATE VIRTUAL TABLE scratch USING fts5(text, around, ${tokenizer}); CREATE VIRTUAL TABLE word USING fts5vocab(scratch, instance)`)
  const insert = db.prepare('INSERT INTO scratch (rowid, text, around) VALUES (1, ?, ?)')
  const read = db.prepare('SELECT term, col FROM word').raw()
  const begin = db.prepare('BEGIN')
  const rollback = db.prepare('ROLLBACK')
  const known = new Map<string, readonly string[]>()

  const cut = (text: string, around: string): [string, string][] => {
    begin.run()
    try {
      insert.run(text, around)
      return read.all() as [string, string][]
    } finally { rollback.run() }
  }

  return {
    ofTerm(term) {
      let words = known.get(term)
      if (words === undefined) {
        words = cut(term, '').map(([word]) => word)
        if (known.size >= remembered) known.clear()
        known.set(term, words)
      }
      return words
    },
    ofText(text, around) {
      const counts: WordCounts = new Map()
      for (const [word, column] of cut(text, around)) {
        let count = counts.get(word)
        if (count === undefined) counts.set(word, count = { text: 0, around: 0 })
        count[column === 'text' ? 'text' : 'around']++
      }
      return counts
    },
    close() { db.close() },
  }
}
