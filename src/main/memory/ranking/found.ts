import type { Memory } from '../../../shared/memory.ts'
import type { FoundMessage } from './collector.ts'
import { basesOf } from './stems.ts'


/** Of a long text this much is compared word by word. */
const readChars = 3000

export interface Sentence { readonly from: number; readonly until: number; readonly asks: boolean }

/** One thing that might fit: a memory or a message. */
export interface Found {
  readonly id: string
  readonly memory: Memory | null
  readonly message: FoundMessage | null
  readonly text: string
  /** When it happened or was said. */
  readonly at: number
  /** The one who said it, or of whom it tells, in lower case; null where nobody is named. */
  readonly speaker: string | null
  /** Its stems in order, read once for all parts of the ranking. */
  readonly bases: readonly string[]
  /** Where its sentences begin in `bases`, and whether they ask for something. */
  readonly sentences: readonly Sentence[]
  readonly vector: Float32Array | null
}

export function foundMemory(memory: Memory, vector: Float32Array | null): Found {
  return { id: memory.id, memory, message: null, text: memory.text, at: memory.eventAt ?? memory.learnedAt, speaker: memory.subject === 'user' ? null : memory.subject.toLowerCase(), ...readText(memory.text), vector }
}

export function foundMessage(message: FoundMessage, vector: Float32Array | null): Found {
  return { id: message.id, memory: null, message, text: message.text, at: message.createdAt, speaker: message.speaker?.toLowerCase() ?? null, ...readText(message.text), vector }
}

const asking = /\?\s*$|^\s*(?:can|could|would|will|do|does|what|which|how|where|when|who|why|is|are|any)\b/i

function readText(text: string): Pick<Found, 'bases' | 'sentences'> {
  const bases: string[] = []
  const sentences: Sentence[] = []
  for (const sentence of text.slice(0, readChars).split(/(?<=[.!?…])\s+|\n+/)) {
    const from = bases.length
    for (const base of basesOf(sentence)) bases.push(base)
    if (bases.length > from) sentences.push({ from, until: bases.length, asks: asking.test(sentence) })
  }
  return { bases, sentences }
}

/** What stands before and after each, as places in the list; -1 where that is not among them. */
export function linksOf(found: readonly Found[]): { readonly before: Int32Array; readonly after: Int32Array } {
  const place = new Map(found.map((one, at) => [one.id, at]))
  const before = new Int32Array(found.length).fill(-1)
  const after = new Int32Array(found.length).fill(-1)
  found.forEach((one, at) => {
    const parent = one.message?.parentId ?? null
    const up = parent === null ? undefined : place.get(parent)
    if (up === undefined) return
    before[at] = up
    after[up] = at
  })
  return { before, after }
}
