import type { MemoryOutcome, ReadEntry } from './entry.ts'
import { checkJsonHeader, readJsonLine } from './jsonLine.ts'
import { checkMarkdownForm, createMarkdownReader } from './markdownReader.ts'

/** Reads memories line by line, in whichever of the two forms they are written. */
export interface MemoryReader {
  /** @param text one line without its end */
  line(text: string): MemoryOutcome[]
  end(): MemoryOutcome[]
  /** Why nothing of this can be read; null as long as it can. */
  problem(): string | null
}

const unknownForm = 'This file holds no memories in a form that is known here.'

/**
 * The form shows in the first line that is not empty: `{"casement":"memories",…}` or the heading “Memories”.
 * @param now when hand-written lines are learned
 */
export function createMemoryReader(now: number): MemoryReader {
  let number = 0
  let problem: string | null = null
  let format: 'json' | 'markdown' | null = null
  const markdown = createMarkdownReader(now)

  const readFirst = (text: string): void => {
    format = text.trimStart().startsWith('{') ? 'json' : 'markdown'
    problem = format === 'json' ? checkJsonHeader(text) : /^#\s*memories\b/i.test(text) ? null : unknownForm
  }

  return {
    line(given) {
      number++
      const text = (number === 1 ? given.replace(/^\uFEFF/, '') : given).replace(/\r$/, '')
      if (problem !== null || (text.trim() === '' && format !== 'markdown')) return []
      if (format === null) { readFirst(text); return [] }
      if (format === 'json') return [readJsonLine(text, `line ${number}`)]
      problem = checkMarkdownForm(text)
      return problem === null ? markdown.line(text, number) : []
    },
    end() {
      if (format === null) problem ??= unknownForm
      return problem === null && format === 'markdown' ? markdown.end() : []
    },
    problem: () => problem,
  }
}

export interface ReadMemories {
  readonly entries: readonly ReadEntry[]
  /** Rows that were left out, with where they stand and why; all others are there. */
  readonly refused: readonly { readonly where: string; readonly why: string }[]
}

/** Reads a whole text of memories; one that is in no known form is refused as a whole, as one row. */
export function readMemories(text: string, now: number): ReadMemories {
  const reader = createMemoryReader(now)
  const outcomes = [...text.split('\n').flatMap((line) => reader.line(line)), ...reader.end()]
  const problem = reader.problem()
  if (problem !== null) outcomes.push({ refused: { where: 'the file', why: problem } })
  return { entries: outcomes.flatMap((one) => 'entry' in one ? [one.entry] : []), refused: outcomes.flatMap((one) => 'refused' in one ? [one.refused] : []) }
}
