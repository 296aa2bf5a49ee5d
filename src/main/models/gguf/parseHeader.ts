import { BadHeader, ByteReader } from './byteReader.ts'
import { tensorBytes } from './tensorTypes.ts'

/** The front of a GGUF file: what it says of itself, and where its weights lie. */
export interface GgufHeader {
  readonly version: number
  readonly values: ReadonlyMap<string, MetaValue>
  /** Lengths of arrays; their content is not kept. */
  readonly arrayLengths: ReadonlyMap<string, number>
  readonly elements: number
  readonly weightBytes: number
}

/** Arrays of numbers are kept up to a thousand entries (per-layer figures); longer ones only by length. */
export type MetaValue = number | boolean | string | readonly number[]

const most = { tensors: 100_000, values: 100_000, nameBytes: 65_535, textBytes: 8 * 1024 * 1024, arrayLength: 4_000_000, tensorElements: 2 ** 44 }
const numberArrayKept = 1000
const fixedSizes: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 }
const textType = 8
const arrayType = 9

/**
 * Reads a GGUF header and checks that it can be true: counts, lengths, types, and every tensor inside the file.
 * @param bytes the front of the file
 * @param fileSize bytes of the whole file
 * @throws BadHeader with the reason; NeedMoreBytes when the header goes on behind `bytes`
 */
export function parseHeader(bytes: Uint8Array, fileSize: number): GgufHeader {
  const reader = new ByteReader(bytes, fileSize)
  if (fileSize < 24) throw new BadHeader(fileSize === 0 ? 'it is empty' : 'it is too short to be one')
  if (reader.u32() !== 0x46554747) throw new BadHeader('it does not begin as one does')
  const version = reader.u32()
  if (version >>> 24 !== 0 && (version & 0xffffff) === 0) throw new BadHeader('it was written for big-endian computers')
  if (version !== 2 && version !== 3) throw new BadHeader(`its format version ${version} is not known (2 and 3 are)`)
  const tensors = reader.u64(most.tensors, 'tensors')
  const count = reader.u64(most.values, 'settings')
  if (tensors === 0) throw new BadHeader('it holds no weights')

  const values = new Map<string, MetaValue>()
  const arrayLengths = new Map<string, number>()
  for (let i = 0; i < count; i++) readValue(reader, values, arrayLengths)
  const weights = readTensors(reader, tensors, fileSize, alignmentOf(values))
  return { version, values, arrayLengths, ...weights }
}

function readValue(reader: ByteReader, values: Map<string, MetaValue>, arrayLengths: Map<string, number>): void {
  const key = reader.text(most.nameBytes, 'a name')
  if (key === '' || values.has(key) || arrayLengths.has(key)) throw new BadHeader('it names a setting twice or not at all')
  const type = reader.u32()
  if (type === arrayType) readArray(reader, key, values, arrayLengths)
  else values.set(key, readScalar(reader, type))
}

function readScalar(reader: ByteReader, type: number): MetaValue {
  switch (type) {
    case 0: return reader.u8()
    case 1: return reader.i8()
    case 2: return reader.u16()
    case 3: return reader.i16()
    case 4: return reader.u32()
    case 5: return reader.i32()
    case 6: return reader.f32()
    case 7: return reader.u8() !== 0
    case textType: return reader.text(most.textBytes, 'text')
    case 10: return reader.u64(Number.MAX_SAFE_INTEGER, 'as a number')
    case 11: return reader.i64()
    case 12: return reader.f64()
    default: throw new BadHeader(`it holds a setting of the unknown type ${type}`)
  }
}

function readArray(reader: ByteReader, key: string, values: Map<string, MetaValue>, arrayLengths: Map<string, number>): void {
  const type = reader.u32()
  const length = reader.u64(most.arrayLength, 'entries in a list')
  arrayLengths.set(key, length)
  if (type === textType) {
    for (let i = 0; i < length; i++) reader.skip(reader.u64(most.textBytes, 'bytes of text'))
    return
  }
  const size = fixedSizes[type]
  if (size === undefined) throw new BadHeader(`it holds a list of the unknown type ${type}`)
  if (length > numberArrayKept) { reader.skip(size * length); return }
  values.set(key, Array.from({ length }, () => Number(readScalar(reader, type))))
}

function alignmentOf(values: ReadonlyMap<string, MetaValue>): number {
  const alignment = values.get('general.alignment') ?? 32
  if (typeof alignment !== 'number' || alignment < 1 || alignment > 65_536 || (alignment & (alignment - 1)) !== 0) throw new BadHeader('its alignment makes no sense')
  return alignment
}

function readTensors(reader: ByteReader, count: number, fileSize: number, alignment: number): { elements: number; weightBytes: number } {
  const names = new Set<string>()
  let elements = 0
  let weightBytes = 0
  let end = 0
  for (let i = 0; i < count; i++) {
    const name = reader.text(most.nameBytes, 'a name')
    if (names.has(name)) throw new BadHeader('it names a tensor twice')
    names.add(name)
    const dimensions = reader.u32()
    if (dimensions < 1 || dimensions > 4) throw new BadHeader(`a tensor has ${dimensions} dimensions`)
    let size = 1
    for (let d = 0; d < dimensions; d++) size *= reader.u64(most.tensorElements, 'elements in a tensor')
    if (size === 0 || size > most.tensorElements) throw new BadHeader(`a tensor has ${size} elements`)
    const type = reader.u32()
    const bytes = tensorBytes(type, size)
    if (bytes === null) throw new BadHeader(`a tensor is stored in the unknown way ${type}`)
    const offset = reader.u64(Number.MAX_SAFE_INTEGER, 'as a place')
    if (offset % alignment !== 0) throw new BadHeader('a tensor lies where none may lie')
    elements += size
    weightBytes += bytes
    end = Math.max(end, offset + bytes)
  }
  const dataStart = Math.ceil(reader.position / alignment) * alignment
  if (dataStart + end > fileSize) throw new BadHeader(`its weights need ${dataStart + end} bytes and the file has ${fileSize}: it is cut off`)
  return { elements, weightBytes }
}
