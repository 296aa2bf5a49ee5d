import type { IntentHead, IntentMember, IntentPart } from './intentNet.ts'
import type { PlainPart } from './plainPart.ts'
import type { GramSpace } from './textGrams.ts'

const format = 3
interface Front { readonly format: number; readonly modelId: string; readonly dimensions: number; readonly hidden: number; readonly space: GramSpace; readonly parts: readonly IntentPart[]; readonly members: number }

/**
 * The file form of a head, `resources/intents.bin`: four bytes with the length of a JSON front (little-endian), the front, then all
 * numbers in a fixed order, as half bytes, whole bytes or 32-bit floats.
 */
export function packIntentHead(head: IntentHead): Uint8Array {
  const { modelId, dimensions, hidden, space, parts } = head
  const front = new TextEncoder().encode(JSON.stringify({ format, modelId, dimensions, hidden, space, parts, members: head.members.length } satisfies Front))
  const blocks = [
    head.rarity,
    ...head.members.flatMap((member) => [member.grams, member.vector, member.gramTops, member.vectorSteps, member.constants, ...member.outputs.flatMap(({ weights, steps, constants }) => [weights, steps, constants])]),
    ...head.plain.flatMap(({ grams, tops, vector, steps, constants }) => [grams, tops, vector, steps, constants]),
  ]
  const bytes = new Uint8Array(4 + front.length + blocks.reduce((sum, block) => sum + block.byteLength, 0))
  new DataView(bytes.buffer).setUint32(0, front.length, true)
  bytes.set(front, 4)
  let at = 4 + front.length
  for (const block of blocks) {
    bytes.set(new Uint8Array(block.buffer, block.byteOffset, block.byteLength), at)
    at += block.byteLength
  }
  return bytes
}

/** Reads the file form. Null when it is none, is cut short, or belongs to another embedding model: then nothing is known about intents until it is made anew (`npm run train:intent`). */
export function readIntentHead(bytes: Uint8Array, modelId: string): IntentHead | null {
  const front = readFront(bytes)
  if (front === null || front.format !== format || front.modelId !== modelId || front.hidden % 2 !== 0) return null
  const { dimensions, hidden, space, parts } = front
  const length = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  const places = space.words + space.letters
  const outputs = parts.map(({ ids, outside }) => ids.length + (outside ? 1 : 0))
  const inMember = (places / 2 + dimensions) * hidden + 4 * 3 * hidden + outputs.reduce((sum, count) => sum + count * (hidden + 8), 0)
  const inPlain = outputs.reduce((sum, count) => sum + Math.ceil(count * places / 2) + count * (dimensions + 12), 0)
  if (bytes.length !== length + 4 * places + front.members * inMember + inPlain) return null
  // Copied, because floats must begin at a multiple of four.
  const body = new Uint8Array(bytes.subarray(length))
  let at = 0
  const floats = (count: number): Float32Array => { at += 4 * count; return new Float32Array(body.slice(at - 4 * count, at).buffer) }
  const whole = (count: number): Int8Array => { at += count; return new Int8Array(body.buffer, body.byteOffset + at - count, count) }
  const halves = (count: number): Uint8Array => { const from = at; at += Math.ceil(count / 2); return Uint8Array.from(body.subarray(from, at)) }
  const rarity = floats(places)
  const members = Array.from({ length: front.members }, (): IntentMember => ({
    grams: halves(places * hidden), vector: whole(dimensions * hidden), gramTops: floats(hidden), vectorSteps: floats(hidden), constants: floats(hidden),
    outputs: outputs.map((count) => ({ weights: whole(count * hidden), steps: floats(count), constants: floats(count) })),
  }))
  const plain = outputs.map((count): PlainPart => ({
    grams: halves(count * places), tops: floats(count), vector: whole(count * dimensions), steps: floats(count), constants: floats(count),
  }))
  return { modelId, dimensions, hidden, space, rarity, parts, plain, members }
}

function readFront(bytes: Uint8Array): Front | null {
  if (bytes.length < 4) return null
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  if (length > bytes.length - 4 || length > 100_000) return null
  try {
    const front = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(4, 4 + length))) as Front
    return typeof front === 'object' && front !== null ? front : null
  } catch {
    return null
  }
}
