/** What was asked for on the command line: `NAME --option value --flag`. */
export interface BenchArguments {
  /** A whole or decimal number; the default where it is absent. Throws a `UsageError` for anything else. */
  number(name: string, fallback: number): number
  /** Null where it is absent. */
  text(name: string): string | null
  flag(name: string): boolean
}

/** Wrong use of the command, with a sentence for the terminal; ends with exit code 2. */
export class UsageError extends Error {}

/** Reads `--name value`, `--name=value` and `--flag`; the first word that is no option is the benchmark's name. */
export function readArguments(words: readonly string[]): { name: string | null; args: BenchArguments } {
  const options = new Map<string, string>()
  let name: string | null = null
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    if (!word.startsWith('--')) {
      if (name !== null) throw new UsageError(`“${word}” is one word too many.`)
      name = word
      continue
    }
    const [option, inline] = word.slice(2).split(/=(.*)/s)
    const next = words[at + 1]
    if (inline !== undefined) options.set(option!, inline)
    else if (next !== undefined && !next.startsWith('--')) { options.set(option!, next); at++ } else options.set(option!, '')
  }
  return {
    name,
    args: {
      number(option, fallback) {
        const given = options.get(option)
        if (given === undefined) return fallback
        const value = Number(given)
        if (given === '' || !Number.isFinite(value)) throw new UsageError(`--${option} needs a number, not “${given}”.`)
        return value
      },
      text: (option) => options.get(option) ?? null,
      flag: (option) => options.has(option),
    },
  }
}
