import type { Stats } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { BadHeader, NeedMoreBytes } from './byteReader.ts'
import { readFacts, type GgufFacts } from './facts.ts'
import { parseHeader, type GgufHeader } from './parseHeader.ts'

/** A header is a few megabytes (mostly the vocabulary); one that goes on behind this is refused. */
const mostHeaderBytes = 64 * 1024 * 1024
const firstRead = 2 * 1024 * 1024

/**
 * Looks at a model file before anything native does: is it whole, is it a chat model, what does it need?
 * Reads the front of the file only. Fails with `model-refused` and the reason, or `not-found`.
 */
export async function inspectGguf(path: string): Promise<Result<GgufFacts>> {
  let file: FileHandle
  let found: Stats
  try {
    found = await stat(path)
    if (found.isDirectory()) return fail('model-refused', 'This is a folder, not a model file.', 'Choose the GGUF file inside it.')
    // Opening a pipe waits for whoever writes into it.
    if (!found.isFile()) return fail('model-refused', 'This is no ordinary file, so it holds no model.', 'Choose a GGUF file.')
    file = await open(path, 'r')
  } catch {
    return fail('not-found', 'The model file is not there or may not be read.', 'Check the path, or choose another file.')
  }
  try {
    const { size, mtimeMs } = found
    const facts = readFacts(await readHeader(file, size))
    return ok({ ...facts, sizeBytes: size, modifiedAt: Math.floor(mtimeMs) })
  } catch (error) {
    if (!(error instanceof BadHeader)) return fail('model-refused', 'The model file could not be read to its end.', 'Check the disk it lies on, or choose another file.')
    return fail('model-refused', `This is not a model that can be loaded: ${error.message}.`, 'Download it again, or choose another GGUF file.')
  } finally {
    await file.close()
  }
}

async function readHeader(file: FileHandle, size: number): Promise<GgufHeader> {
  for (let length = firstRead; ; length *= 4) {
    const bytes = new Uint8Array(Math.min(length, size))
    let filled = 0
    while (filled < bytes.length) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    try {
      return parseHeader(bytes.subarray(0, filled), filled < bytes.length ? filled : size)
    } catch (error) {
      if (!(error instanceof NeedMoreBytes)) throw error
      if (length >= mostHeaderBytes) throw new BadHeader('its header is larger than any real one')
    }
  }
}
