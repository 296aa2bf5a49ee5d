import { readdirSync } from 'node:fs'
import { scoreDialogues } from './sets/dialogueSet.ts'
import { scoreNotes } from './sets/noteSet.ts'
import { scoreTaggedSentences } from './sets/taggedSet.ts'
import type { Figure } from './registry.ts'

/**
 * Scores a folder of a public set, told apart by the names of its files; null where it holds none that is known here. Files
 * of either half are read (`*.dev.*`, `*.heldout.*`), plain or packed.
 * - `entity_extraction__*`, `memory_extraction__*`: notes with the names and the memories in them, in several languages;
 * - `*.conll`: sentences with the names in them tagged;
 * - `*.jsonl` with `dialog` and `relations`: talks with who stands in which relation to whom.
 */
export async function scoreExternalSet(folder: string): Promise<Record<string, Figure> | null> {
  const names = readdirSync(folder).sort()
  if (names.some((name) => /^(?:entity|memory)_extraction__/u.test(name))) return scoreNotes(folder, names)
  const tagged = testFiles(names, /\.conll(?:\.gz)?$/u)
  if (tagged.length > 0) return scoreTaggedSentences(folder, tagged)
  const talks = testFiles(names, /\.jsonl(?:\.gz)?$/u)
  return talks.length > 0 ? scoreDialogues(folder, talks) : null
}

/** The files to be measured on: those of the test part where the set has parts. */
function testFiles(names: readonly string[], kind: RegExp): string[] {
  const all = names.filter((name) => kind.test(name))
  const test = all.filter((name) => /(?:^|[._])test[._]/u.test(name))
  return test.length > 0 ? test : all.filter((name) => !/train/u.test(name))
}
