import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runsOf, type Run } from '../understand/slots/labels.ts'
import { readSlotTagger } from '../understand/slots/slotFile.ts'
import type { SlotTagger } from '../understand/slots/slotTagger.ts'
import { tokensOf } from '../understand/slots/tokens.ts'
import { resourcesFolder } from './places.ts'
import { findSlotFiles, labelsOf, readSlotRows, type SlotRow } from './slotData.ts'

/** Micro F1 of exact spans with their types. */
export interface SlotScores {
  readonly f1: number
  /** The same for a tagger that gives every word its most frequent label in the training split. */
  readonly baseline: number
  /** Over the four types date, time, place_name and person alone. */
  readonly fourTypes: number
  readonly baselineFourTypes: number
  readonly messages: number
}

const four = new Set(['date', 'time', 'place_name', 'person'])

/** Scores the tagger that ships on a half of HWU64's test. @param path the folder of all sets, the set's folder, or a test file */
export async function scoreSlots(path: string): Promise<SlotScores> {
  const { train, test } = findSlotFiles(path)
  const tagger = readShippedSlots()
  const rows = readSlotRows(test)
  const plain = wordTagger(readSlotRows(train), tagger.types)
  const ours = rows.map(({ text }) => tagger.tag(text).map(({ start, end, type }) => ({ start, end, type })))
  const theirs = rows.map(({ text }) => plain(text))
  const only = (types: Set<string> | null) => (found: Marked[]) => (types === null ? found : found.filter(({ type }) => types.has(type)))
  const gold = rows.map(({ entities }) => entities.map(({ start, end, entity }) => ({ start, end, type: entity })))
  const score = (found: Marked[][], types: Set<string> | null) => microF1(gold.map(only(types)), found.map(only(types)))
  return { f1: score(ours, null), baseline: score(theirs, null), fourTypes: score(ours, four), baselineFourTypes: score(theirs, four), messages: rows.length }
}

/** The tagger that ships. Throws when its file is missing or stale. */
export function readShippedSlots(): SlotTagger {
  const tagger = readSlotTagger(readFileSync(join(resourcesFolder, 'slots.bin')))
  if (tagger === null) throw new Error('resources/slots.bin is stale: run npm run train:slots')
  return tagger
}

interface Marked { readonly start: number; readonly end: number; readonly type: string }

/** Exact spans and types over all messages together. */
export function microF1(gold: readonly (readonly Marked[])[], found: readonly (readonly Marked[])[]): number {
  const key = ({ start, end, type }: Marked) => `${start} ${end} ${type}`
  let [right, wanted, given] = [0, 0, 0]
  gold.forEach((own, at) => {
    const keys = new Set(own.map(key))
    right += found[at]!.filter((one) => keys.has(key(one))).length
    wanted += own.length
    given += found[at]!.length
  })
  return wanted + given === 0 ? 0 : (2 * right) / (wanted + given)
}

/** Gives each word the label that it has most often; unknown words have none. */
function wordTagger(rows: readonly SlotRow[], types: readonly string[]): (text: string) => Marked[] {
  const counts = new Map<string, Map<number, number>>()
  for (const row of rows) {
    const tokens = tokensOf(row.text)
    labelsOf(row, tokens, types).forEach((label, at) => {
      const own = counts.get(tokens[at]!.word) ?? new Map<number, number>()
      counts.set(tokens[at]!.word, own.set(label, (own.get(label) ?? 0) + 1))
    })
  }
  const best = new Map([...counts].map(([word, own]) => [word, [...own].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]![0]]))
  return (text) => {
    const tokens = tokensOf(text)
    return runsOf(tokens.map(({ word }) => best.get(word) ?? 0)).map(({ type, from, end }: Run) => ({ start: tokens[from]!.start, end: tokens[end - 1]!.end, type: types[type]! }))
  }
}
