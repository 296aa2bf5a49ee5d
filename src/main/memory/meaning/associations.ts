/**
 * What advice on a subject mostly speaks of, and what people prefer about it, as vectors of one embedding model: written for
 * Casement and packed by `npm run train:adapter`. A question about a city leads to museums, crowds and heights, and those lead
 * to "I get dizzy on towers", with which the question itself shares neither words nor meaning.
 */
export interface Associations {
  readonly dimensions: number
  /** The mean of questions and of preferences: what all of them have in common says nothing. */
  readonly meanQuestion: Float32Array
  readonly meanThing: Float32Array
  /** Rows of the space in which questions and things are compared. */
  readonly axes: readonly Float32Array[]
  /** Unit vectors of subjects in that space, each with the places of its things. */
  readonly subjects: readonly { readonly vector: Float32Array; readonly things: readonly number[] }[]
  /** Unit vectors of what is named, in that space. */
  readonly things: readonly Float32Array[]
  /** The adapter: a question moves by `shift + up · (down · question)` towards the preferences that matter for it. */
  readonly down: readonly Float32Array[]
  readonly up: readonly Float32Array[]
  readonly shift: Float32Array
}

/** Rows of whole numbers with one scale each, in base64. */
interface PackedRows { readonly width: number; readonly scales: readonly number[]; readonly rows: string }
interface Packed {
  readonly modelId: string; readonly dimensions: number
  readonly means: PackedRows; readonly axes: PackedRows; readonly subjects: PackedRows; readonly links: readonly (readonly number[])[]; readonly things: PackedRows
  readonly down: PackedRows; readonly up: PackedRows; readonly shift: PackedRows
}

/**
 * Unpacks what `packAssociations` made.
 * @returns null where it belongs to another embedding model: its vectors would mean nothing
 */
export function readAssociations(packed: unknown, modelId: string): Associations | null {
  const all = packed as Packed
  if (all.modelId !== modelId) return null
  const [meanQuestion, meanThing] = unpack(all.means) as [Float32Array, Float32Array]
  return {
    dimensions: all.dimensions, meanQuestion, meanThing, axes: unpack(all.axes),
    subjects: unpack(all.subjects).map((vector, at) => ({ vector, things: all.links[at]! })),
    things: unpack(all.things), down: unpack(all.down), up: unpack(all.up), shift: unpack(all.shift)[0]!,
  }
}

/** Packs them with one byte for each number. */
export function packAssociations(all: Associations, modelId: string): Packed {
  return {
    modelId, dimensions: all.dimensions, means: pack([all.meanQuestion, all.meanThing]), axes: pack(all.axes),
    subjects: pack(all.subjects.map(({ vector }) => vector)), links: all.subjects.map(({ things }) => things),
    things: pack(all.things), down: pack(all.down), up: pack(all.up), shift: pack([all.shift]),
  }
}

function pack(rows: readonly Float32Array[]): PackedRows {
  const width = rows[0]?.length ?? 0
  const bytes = new Uint8Array(rows.length * width)
  const scales = rows.map((row, at) => {
    const scale = row.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9) / 127
    row.forEach((value, place) => { bytes[at * width + place] = Math.round(value / scale) & 0xff })
    return Number(scale.toPrecision(6))
  })
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return { width, scales, rows: btoa(text) }
}

function unpack({ width, scales, rows }: PackedRows): Float32Array[] {
  const text = atob(rows)
  return scales.map((scale, at) => Float32Array.from({ length: width }, (_, place) => ((text.charCodeAt(at * width + place) << 24) >> 24) * scale))
}
