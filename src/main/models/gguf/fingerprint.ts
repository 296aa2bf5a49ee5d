import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'

const headBytes = 1024 * 1024
const sampleBytes = 64 * 1024
const samples = 64

/** Tells model files apart by what they hold, wherever they lie. */
export interface Fingerprints {
  /**
   * SHA-256 in hex over size, header and samples of the file: five megabytes are read of a file of any size, and those
   * only when it changed. Rejects with the system's error when the file cannot be read.
   */
  of(path: string): Promise<string>
}

/** Makes an empty memory of fingerprints. */
export function createFingerprints(): Fingerprints {
  const known = new Map<string, { readonly size: number; readonly mtimeMs: number; readonly hash: string }>()
  return {
    async of(path) {
      const { size, mtimeMs } = await stat(path)
      const before = known.get(path)
      if (before?.size === size && before.mtimeMs === mtimeMs) return before.hash
      const hash = await readFingerprint(path, size)
      known.set(path, { size, mtimeMs, hash })
      return hash
    },
  }
}

/** A fine-tuned model differs from its base in all tensors and often in nothing of the header: samples lie all over the file. */
async function readFingerprint(path: string, size: number): Promise<string> {
  const hash = createHash('sha256').update(`${size}\n`)
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(headBytes)
    const take = async (at: number, length: number) => {
      const { bytesRead } = await file.read(buffer, 0, length, at)
      hash.update(buffer.subarray(0, bytesRead))
    }
    await take(0, headBytes)
    if (size <= headBytes) return hash.digest('hex')
    const last = Math.max(headBytes, size - sampleBytes)
    for (let at = 1; at <= samples; at++) await take(Math.round(headBytes + ((last - headBytes) * at) / samples), sampleBytes)
    return hash.digest('hex')
  } finally {
    await file.close()
  }
}
