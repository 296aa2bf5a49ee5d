import { memory as memoryShape, memoryVersion, type Memory, type MemoryVersion } from '../../../shared/memory.ts'
import { sayProblem } from '../../../shared/sayProblem.ts'

/** A memory on its way out of one profile and into another. */
export interface MemoryEntry {
  readonly memory: Memory
  /** All its versions, oldest first. */
  readonly history: readonly MemoryVersion[]
}

/** A memory as it was read; a person may have written it. */
export interface ReadEntry extends MemoryEntry {
  /** True where it had no id: somebody wrote it by hand, and its id is made from its words. */
  readonly isHandmade: boolean
  /** True where it does not say when it was changed last. */
  readonly isUndated: boolean
}

/** Reading one place of a file gives an entry, or the reason why there is none. */
export type MemoryOutcome = { readonly entry: ReadEntry } | { readonly refused: { readonly where: string; readonly why: string } }

/** The version of both forms, JSON and Markdown. A reader takes those that it knows. */
export const formVersion = 1

/** Longest text that a memory may bring, in characters: the longest that was ever learned is a message's first part. */
const longestText = 20_000

const entryShape = memoryShape.extend({ history: memoryVersion.array().default([]) })

/**
 * Checks one entry, field by field, and puts its fields in their order.
 * @returns a sentence where it cannot be taken
 */
export function checkEntry(value: unknown): MemoryEntry | string {
  const read = entryShape.safeParse(value)
  if (!read.success) return sayProblem(read.error.issues, value).message
  const { history, ...memory } = read.data
  if (memory.text.trim() === '') return 'It says nothing.'
  if (memory.text.length > longestText) return `It is longer than ${longestText.toLocaleString('en')} characters.`
  if (memory.state === 'forgotten') return 'It was forgotten.'
  if (memory.key !== null && (!memory.key.isWellFormed() || memory.key.length > 200)) return 'Its key is no key.'
  for (const share of [memory.importance, memory.confidence]) if (!(share >= 0 && share <= 1)) return 'Its importance and confidence must lie between 0 and 1.'
  if (history.some((version, at) => version.number !== at + 1)) return 'Its versions are not numbered one after the other.'
  return { memory, history }
}
