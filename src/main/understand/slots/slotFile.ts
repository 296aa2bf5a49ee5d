import type { SlotModel, SlotTagger } from './slotTagger.ts'
import { openSlotTagger } from './slotTagger.ts'
import { openWordClusters } from './wordClusters.ts'

/** The head of the file: its name and the version of the features, so that weights for other features are refused. */
const mark = 'casement slots 1\n'

/** What is written beside the model's own parts: the words behind the clusters. */
export interface SlotFileParts extends Omit<SlotModel, 'clusters'> {
  readonly words: Uint32Array
  readonly groups: Uint16Array
}

/**
 * The file form: the mark, a line of JSON with the lengths, then the lists one after the other, little-endian, the wide ones
 * first so that each begins where its kind may.
 */
export function writeSlotFile(parts: SlotFileParts): Uint8Array {
  const lists = [parts.words, parts.features, Float32Array.from(parts.steps), parts.groups, countsOf(parts.starts), parts.labels, parts.weights]
  const head = new TextEncoder().encode(`${mark}${JSON.stringify({ types: parts.types, unit: parts.unit, lengths: lists.map(({ length }) => length) })}\n`)
  const bytes = new Uint8Array(lists.reduce((sum, list) => sum + list.byteLength, head.length))
  bytes.set(head)
  let at = head.length
  for (const list of lists) {
    bytes.set(new Uint8Array(list.buffer, list.byteOffset, list.byteLength), at)
    at += list.byteLength
  }
  return bytes
}

/** Reads the file form. Null when it is not ours, made for other features, or broken: then it has to be made anew (`npm run train:slots`). */
export function readSlotTagger(bytes: Uint8Array): SlotTagger | null {
  const opening = new TextDecoder('latin1').decode(bytes.subarray(0, mark.length))
  const end = bytes.indexOf(10, mark.length)
  if (opening !== mark || end < 0) return null
  const head = parseHead(new TextDecoder().decode(bytes.subarray(mark.length, end)))
  if (head === null) return null
  const { types, unit, lengths } = head
  const widths = [4, 4, 4, 2, 1, 1, 1]
  if (end + 1 + lengths.reduce((sum, length, at) => sum + length * widths[at]!, 0) !== bytes.length) return null
  // A copy of each list begins at zero, whatever the file's own beginning is.
  let at = end + 1
  const take = (which: number): ArrayBuffer => {
    const part = new Uint8Array(bytes.subarray(at, at + lengths[which]! * widths[which]!))
    at += part.byteLength
    return part.buffer
  }
  const words = new Uint32Array(take(0))
  const features = new Uint32Array(take(1))
  const steps = new Float32Array(take(2))
  const groups = new Uint16Array(take(3))
  const counts = new Uint8Array(take(4))
  const labels = new Uint8Array(take(5))
  const weights = new Int8Array(take(6))
  const starts = new Uint32Array(counts.length + 1)
  counts.forEach((count, place) => { starts[place + 1] = starts[place]! + count })
  const labelCount = 1 + 2 * types.length
  const fits = counts.length === features.length && starts.at(-1) === labels.length && labels.length === weights.length
    && steps.length === labelCount ** 2 && groups.length === words.length * 2 && labels.every((label) => label < labelCount)
  return fits ? openSlotTagger({ types, unit, clusters: openWordClusters(words, groups), features, starts, labels, weights, steps }) : null
}

function countsOf(starts: Uint32Array): Uint8Array {
  return Uint8Array.from({ length: starts.length - 1 }, (_, at) => starts[at + 1]! - starts[at]!)
}

function parseHead(line: string): { types: string[]; unit: number; lengths: number[] } | null {
  try {
    const { types, unit, lengths } = JSON.parse(line) as { types?: unknown; unit?: unknown; lengths?: unknown }
    const whole = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0
    if (!Array.isArray(types) || !types.every((type) => typeof type === 'string') || typeof unit !== 'number') return null
    return Array.isArray(lengths) && lengths.length === 7 && lengths.every(whole) ? { types, unit, lengths } : null
  } catch {
    return null
  }
}
