/** Thrown when the bytes at hand end before the header does: the caller reads more, or the file is truncated. */
export class NeedMoreBytes extends Error {}

/** Thrown for a header that no honest file has; the message is the reason, as half a sentence. */
export class BadHeader extends Error {}

/** Walks over little-endian bytes and never past their end. */
export class ByteReader {
  #at = 0
  readonly #view: DataView
  readonly #bytes: Uint8Array
  readonly #fileSize: number

  /** @param fileSize bytes of the whole file, of which `bytes` is the front */
  constructor(bytes: Uint8Array, fileSize: number) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#fileSize = fileSize
  }

  get position(): number { return this.#at }

  /** Moves on by `count` bytes and gives where they began; a count that leaves the file is a lie of the header. */
  skip(count: number): number {
    const from = this.#at
    if (count > this.#fileSize - from) throw new BadHeader('it ends before its header does, so the download was cut off or the file is damaged')
    if (count > this.#bytes.length - from) throw new NeedMoreBytes()
    this.#at = from + count
    return from
  }

  u8(): number { return this.#view.getUint8(this.skip(1)) }
  i8(): number { return this.#view.getInt8(this.skip(1)) }
  u16(): number { return this.#view.getUint16(this.skip(2), true) }
  i16(): number { return this.#view.getInt16(this.skip(2), true) }
  u32(): number { return this.#view.getUint32(this.skip(4), true) }
  i32(): number { return this.#view.getInt32(this.skip(4), true) }
  f32(): number { return this.#view.getFloat32(this.skip(4), true) }
  f64(): number { return this.#view.getFloat64(this.skip(8), true) }
  i64(): number { return Number(this.#view.getBigInt64(this.skip(8), true)) }

  /** A 64-bit count or size; above `most` it is refused as absurd. */
  u64(most: number, what: string): number {
    const value = this.#view.getBigUint64(this.skip(8), true)
    if (value > BigInt(most)) throw new BadHeader(`it claims ${value} ${what}`)
    return Number(value)
  }

  text(mostBytes: number, what: string): string {
    const length = this.u64(mostBytes, `bytes of ${what}`)
    const from = this.skip(length)
    return new TextDecoder().decode(this.#bytes.subarray(from, from + length))
  }
}
