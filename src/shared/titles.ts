/** What may stand before a person's name: "Dr.", "Mrs", "Professor". The source of a regular expression. */
export const titlePattern = '(?:(?:[Dd]r|[Mm]rs?|[Mm]s|[Mm]x|[Pp]rof|[Ss]t|[Rr]ev|Mme|Mlle|Sra|Dra)\\.?|Miss|Doctor|Professor|Sir|Herr|Frau)'

const titles = new RegExp(`^(?:${titlePattern} )+`, 'u')
const foldedTitles = new RegExp(`^(?:${titlePattern} )+(?=\\S)`, 'iu')

/** True for a name that begins with a title, so that it is one beyond doubt. */
export function isTitled(name: string): boolean {
  return titles.test(name)
}

/** "Dr. Vole" as "Vole". */
export function withoutTitle(name: string): string {
  return name.replace(titles, '')
}

/** "dr. vole" as "vole": the same for names whose case does not count any more. */
export function foldedWithoutTitle(name: string): string {
  return name.replace(foldedTitles, '')
}
