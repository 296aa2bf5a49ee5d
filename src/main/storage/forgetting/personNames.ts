import { foldedWithoutTitle } from '../../../shared/titles.ts'
import { all, type ReadDb } from '../database.ts'
import { foldName } from '../memoryParts.ts'
import { unspaced } from './unspaced.ts'

/** How a person is named in texts. All names are in lower case and without a title. */
export interface PersonNames {
  /** As the caller named them. */
  readonly person: string
  /** The whole name, and its shorter forms where no other known person has these. */
  readonly forms: readonly string[]
  /** Those of them that are ordinary words too: they are names only with a capital, and some of these only within a sentence. */
  readonly care: Readonly<Record<string, 'capital' | 'inside'>>
  /** Names of other people that begin with one of the forms: there it does not mean this person. */
  readonly others: readonly string[]
}

/**
 * Finds how a person is named, from the names that the memories know. Null where the name is none of a person: too short, that of
 * the user, or only known as a place or a thing.
 * @param careFor how a word in lower case has to be written to be a name
 */
export function readPersonNames(db: ReadDb, person: string, careFor: (lower: string) => 'any' | 'capital' | 'inside'): PersonNames | null {
  const wanted = foldedWithoutTitle(foldName(person))
  if (wanted === 'user' || wanted.length < (unspaced.test(wanted) ? 2 : 3)) return null
  const named = all<{ name: string; isPerson: number }>(db, `SELECT normalised AS name, max(kind = 'person') AS isPerson FROM memory_entity GROUP BY normalised
    UNION ALL SELECT DISTINCT about, 1 FROM memory WHERE about <> '' AND state <> 'forgotten'`)
  const people = new Set(named.filter((one) => one.isPerson === 1).map((one) => foldedWithoutTitle(one.name)))
  if (!people.has(wanted) && named.some((one) => one.name === wanted)) return null

  const words = wanted.split(' ')
  const [given, last] = [words[0]!, words.at(-1)!]
  const startingWith = (start: string): string[] => [...people].filter((name) => name !== wanted && name.startsWith(`${start} `))
  const forms = [wanted]
  if (words.length > 2) forms.push(`${given} ${last}`)
  if (words.length > 1 && given.length > 2 && startingWith(given).every((name) => forms.includes(name))) forms.push(given)
  // One longer name is the same person, written out; of several nobody knows which.
  const longer = words.length === 1 ? startingWith(wanted) : []
  const care = forms.flatMap((form) => { const needed = form.includes(' ') ? 'any' : careFor(form); return needed === 'any' ? [] : [[form, needed] as const] })
  return { person: person.trim(), forms, care: Object.fromEntries(care), others: longer.length > 1 ? longer : [] }
}
