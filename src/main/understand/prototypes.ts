import { taskKinds, type TaskKind } from '../../shared/words.ts'
import { taskSentences } from './taskSentences.ts'
import { topicSentences } from './topicSentences.ts'

/** Own example sentences as unit vectors of one embedding model: what a message is compared with. */
export interface Prototypes {
  readonly modelId: string
  readonly dimensions: number
  readonly tasks: ReadonlyMap<TaskKind, readonly Float32Array[]>
  readonly topics: ReadonlyMap<string, readonly Float32Array[]>
}

/** The file form: small, and read at start without any model. Vectors are int8 in base64, one after the other. */
export interface PrototypesFile {
  readonly modelId: string
  readonly dimensions: number
  /** Fingerprint of the sentences, so that a file made from older ones is seen as stale. */
  readonly sentences: string
  readonly vectors: string
}

/** All example sentences with their class ("task:code", "topic:health"), in a fixed order. */
export function prototypeTexts(): { key: string; texts: readonly string[] }[] {
  return [
    ...taskKinds.map((task) => ({ key: `task:${task}`, texts: taskSentences[task] })),
    ...Object.entries(topicSentences).map(([topic, texts]) => ({ key: `topic:${topic}`, texts })),
  ]
}

/**
 * Groups vectors into classes.
 * @param vectors one unit vector per sentence of `prototypeTexts()`, in that order
 */
export function buildPrototypes(vectors: readonly Float32Array[], modelId: string): Prototypes {
  const tasks = new Map<TaskKind, readonly Float32Array[]>()
  const topics = new Map<string, readonly Float32Array[]>()
  let at = 0
  for (const { key, texts } of prototypeTexts()) {
    const own = vectors.slice(at, at + texts.length)
    at += texts.length
    const name = key.slice(key.indexOf(':') + 1)
    if (key.startsWith('task:')) tasks.set(name as TaskKind, own)
    else topics.set(name, own)
  }
  if (at !== vectors.length) throw new Error(`prototypes need ${at} vectors, got ${vectors.length}`)
  return { modelId, dimensions: vectors[0]?.length ?? 0, tasks, topics }
}

/** Packs vectors for `resources/prototypes.json`. */
export function writePrototypes(vectors: readonly Float32Array[], modelId: string): PrototypesFile {
  const dimensions = vectors[0]?.length ?? 0
  const bytes = new Uint8Array(vectors.length * dimensions)
  vectors.forEach((vector, row) => vector.forEach((value, column) => { bytes[row * dimensions + column] = Math.max(-127, Math.min(127, Math.round(value * 256))) & 255 }))
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return { modelId, dimensions, sentences: fingerprint(), vectors: btoa(text) }
}

/**
 * Reads the file form. Null when it is not ours, belongs to another embedding model, or was made from other sentences: then it
 * has to be made anew (`npm run build:prototypes`).
 */
export function readPrototypes(json: unknown, modelId: string): Prototypes | null {
  if (typeof json !== 'object' || json === null) return null
  const file = json as Partial<PrototypesFile>
  if (file.modelId !== modelId || file.sentences !== fingerprint() || typeof file.vectors !== 'string' || typeof file.dimensions !== 'number') return null
  const text = decodeBytes(file.vectors)
  const rows = prototypeTexts().reduce((sum, { texts }) => sum + texts.length, 0)
  if (text === null || text.length !== rows * file.dimensions) return null
  const vectors: Float32Array[] = []
  for (let row = 0; row < rows; row++) {
    const vector = new Float32Array(file.dimensions)
    let length = 0
    for (let column = 0; column < vector.length; column++) {
      const byte = text.charCodeAt(row * vector.length + column)
      vector[column] = byte > 127 ? byte - 256 : byte
      length += vector[column]! ** 2
    }
    for (let column = 0; column < vector.length; column++) vector[column]! /= Math.sqrt(length) || 1
    vectors.push(vector)
  }
  return buildPrototypes(vectors, modelId)
}

/** FNV-1a over all sentences, 32 bits in hex: it has to notice an edit, not to withstand an enemy. */
function fingerprint(): string {
  let hash = 0x811c9dc5
  for (const { key, texts } of prototypeTexts()) {
    for (const character of [key, ...texts].join('\n')) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0
  }
  return hash.toString(16).padStart(8, '0')
}

/** The bytes of a base64 text as characters; null where it is none. */
function decodeBytes(base64: string): string | null {
  try {
    return atob(base64)
  } catch {
    return null
  }
}
