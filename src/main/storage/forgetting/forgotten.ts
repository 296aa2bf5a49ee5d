import { forgottenMark } from '../../../shared/names.ts'
import { all, type ReadDb } from '../database.ts'
import type { SourceRow } from '../rows.ts'
import { decodeText, type StoredText } from '../text.ts'
import { cutAgain, cutText, type Cut } from './cut.ts'
import { echoFinder } from './echoes.ts'
import { createNameFinder } from './nameFinder.ts'
import type { PersonNames } from './personNames.ts'
import { createMatcher, type Span } from './wordMatcher.ts'

/** A memory that is to be forgotten, while its words are still known. */
export interface ForgottenMemory {
  readonly id: string; readonly key: string | null; readonly subject: string
  /** Its text, its former texts and the quotes it was learned from. */
  readonly words: readonly string[]
  readonly sources: readonly SourceRow[]
}

/** Everything that must not be read any more. Words of some length are looked for everywhere, whatever their case; so are sentences that name a person. */
export interface Forgotten {
  readonly memories: ReadonlyMap<string, ForgottenMemory>
  /** Whose names take the sentences around them along. */
  readonly people: readonly PersonNames[]
  /** True when one of the words stands in the text, or one of the people is named there. */
  isIn(text: string): boolean
  /** The same for JSON as it was written: quotes and line ends stand there otherwise. */
  isInJson(json: string): boolean
  /** The text with a mark in the place of each of the words, and of each sentence that names one of the people. */
  cut(text: string): Cut
  clean(text: string): string
  /** The words, and how they were written where they were cut out. */
  erased(): string[]
  /** The sentences that were cut out so far because they named somebody. */
  named(): string[]
  /** The memories whose words stand in a text. */
  memoriesIn(text: string): string[]
  /** The end of a text, where it is the beginning of what one of these memories says: titles and quotes in lists are cut off. */
  tailIn(text: string, memoryIds: Iterable<string>): Span[]
  /** Sentences that say one of these memories in other words. */
  echoesIn(text: string, memoryIds: Iterable<string>): Span[]
}

/** Shorter words are erased only where they are known to be the memory's own: elsewhere they would hit by chance. */
const shortestFreeWord = 6
const mostRounds = 5
/** A shorter beginning of a text at the end of another is there by chance. */
const shortestTail = 8
/** Spellings that are remembered of what was cut out. */
const mostFound = 1000

/** Reads what some memories say and said. Those that are forgotten already, or not there, are left out. */
export function readForgotten(db: ReadDb, ids: readonly string[]): ForgottenMemory[] {
  const wanted = JSON.stringify(ids)
  const rows = all<{ id: string; text: StoredText; key: string | null; subject: StoredText }>(db, "SELECT id, text, key, subject FROM memory WHERE state <> 'forgotten' AND id IN (SELECT value FROM json_each(?)) ORDER BY id", wanted)
  const sources = Map.groupBy(all<SourceRow>(db, 'SELECT * FROM memory_source WHERE memory_id IN (SELECT value FROM json_each(?)) ORDER BY rowid', wanted), (row) => row.memory_id)
  const former = Map.groupBy(all<{ id: string; before: StoredText | null; snapshot: StoredText | null }>(db, 'SELECT memory_id AS id, before, snapshot FROM memory_change WHERE memory_id IN (SELECT value FROM json_each(?))', wanted), (row) => row.id)
  return rows.map((row) => {
    const own = sources.get(row.id) ?? []
    const history = former.get(row.id) ?? []
    const words = [
      row.text, ...own.map((source) => source.quote), ...history.flatMap((change) => change.before ?? []), ...history.flatMap((change) => textOfSnapshot(change.snapshot) ?? []),
    ].map(decodeText)
    return { id: row.id, key: row.key, subject: decodeText(row.subject), words: [...new Set(words)].filter((word) => word.trim() !== ''), sources: own }
  })
}

function textOfSnapshot(stored: StoredText | null): string | null {
  if (stored === null) return null
  try {
    const { text } = JSON.parse(decodeText(stored)) as { text?: unknown }
    return typeof text === 'string' ? text : null
  } catch { return null }
}

export function createForgotten(memories: readonly ForgottenMemory[], people: readonly PersonNames[] = []): Forgotten {
  const byId = new Map(memories.map((memory) => [memory.id, memory]))
  const holders = new Map<string, string[]>()
  for (const memory of memories) {
    for (const word of new Set(memory.words.flatMap(formsOf))) {
      const list = holders.get(word)
      if (list === undefined) holders.set(word, [memory.id])
      else list.push(memory.id)
    }
  }
  const words = [...holders.keys()]
  const matcher = createMatcher(words)
  const jsonMatcher = createMatcher(words.flatMap((word) => [word, JSON.stringify(word).slice(1, -1)]))
  const finders = new Map<string, (text: string) => Span[]>()
  const names = createNameFinder(people)
  const found = new Set<string>()
  const named = new Set<string>()
  const cut = (text: string): Cut => {
    const sentences = names.sentencesIn(text)
    for (const { start, end } of sentences) named.add(text.slice(start, end))
    const spans = [...matcher.spansIn(text), ...sentences]
    if (found.size < mostFound) for (const { start, end } of spans) found.add(text.slice(start, end))
    let done = cutText(text, spans)
    // A word may hold a mark itself, and stand there only now. Each round takes more than it brings, but nobody should wait for it for long.
    for (let round = 0; round < mostRounds && matcher.isIn(done.text); round++) done = cutAgain(done, matcher.spansIn(done.text))
    return done
  }
  const isIn = (text: string): boolean => matcher.isIn(text) || names.isIn(text)
  return {
    memories: byId, people, cut, clean: (text) => isIn(text) ? cut(text).text : text, isIn, isInJson: (json) => jsonMatcher.isIn(json) || names.isInJson(json), named: () => [...named],
    erased: () => [...new Set([...words, ...found])],
    memoriesIn: (text) => [...new Set(matcher.wordsIn(text).flatMap((word) => holders.get(word)!))],
    tailIn(text, memoryIds) {
      const said = text.replace(/\s*(?:…|\.\.\.)?\s*$/u, '').toLowerCase()
      const starts = new Map<string, string[]>()
      for (const id of memoryIds) {
        for (const word of byId.get(id)?.words ?? []) {
          const lower = word.trim().toLowerCase()
          const start = lower.slice(0, shortestTail)
          if (start.length === shortestTail) starts.set(start, [...starts.get(start) ?? [], lower])
        }
      }
      for (let at = 0; at + shortestTail <= said.length && starts.size > 0; at++) {
        if (starts.get(said.slice(at, at + shortestTail))?.some((word) => word.startsWith(said.slice(at))) === true) return [{ start: at, end: text.length }]
      }
      return []
    },
    echoesIn(text, memoryIds) {
      const ids = [...memoryIds].sort()
      const key = ids.join(' ')
      let find = finders.get(key)
      if (find === undefined) finders.set(key, find = echoFinder(ids.flatMap((id) => byId.get(id)?.words ?? [])))
      return find(text)
    },
  }
}

/** A word as it is looked for: also without the spaces around it and the stop after it. What is part of the mark cannot be erased by it. */
function formsOf(word: string): string[] {
  const trimmed = word.trim()
  return [word, trimmed, trimmed.replace(/[.!?,;:…。！？]+$/u, '')].filter((form) => form.length >= shortestFreeWord && !forgottenMark.includes(form.toLowerCase()))
}
