import { french } from './languages/french.ts'
import { german } from './languages/german.ts'
import { italian } from './languages/italian.ts'
import { portuguese } from './languages/portuguese.ts'
import { spanish } from './languages/spanish.ts'
import { rulesOf } from './languages/tell.ts'
import type { Rule } from './rule.ts'

/** Facts in German, French, Spanish, Italian and Portuguese. Keys are the same as in English, so a fact is found in any of them. */

const tables = [german, french, spanish, italian, portuguese]

/** What a person's own words call each relation and pet, for questions as well. */
export const relationWords: Readonly<Record<string, string>> = Object.assign({}, ...tables.map((table) => table.relations)) as Record<string, string>

export const otherLanguageRules: readonly Rule[] = tables.flatMap(rulesOf)

/** What is a favourite in the words of a language, and how the keys call it. */
export const favouriteWords: Readonly<Record<string, string>> = Object.assign({}, ...tables.map((table) => table.favourites)) as Record<string, string>
