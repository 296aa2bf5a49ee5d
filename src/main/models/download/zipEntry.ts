import { createWriteStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'

const endMark = 0x06054b50
const centralMark = 0x02014b50
const localMark = 0x04034b50

interface Entry { readonly method: number; readonly compressed: number; readonly localAt: number }

/**
 * Takes one file out of a zip archive (a Python wheel is one) and writes it to `target`. Reads sizes up to 4 GB.
 * @throws Error when the archive is damaged or has no such file
 */
export async function extractZipEntry(archive: string, name: string, target: string): Promise<void> {
  const file = await open(archive, 'r')
  try {
    const entry = await findEntry(file, name)
    const local = await readBytes(file, entry.localAt, 30)
    if (local.readUInt32LE(0) !== localMark) throw new Error('the archive is damaged')
    const start = entry.localAt + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
    const source = file.createReadStream({ start, end: start + entry.compressed - 1, autoClose: false })
    const sink = createWriteStream(target)
    if (entry.method === 0) await pipeline(source, sink)
    else if (entry.method === 8) await pipeline(source, createInflateRaw(), sink)
    else throw new Error('the archive is packed in an unknown way')
  } finally {
    await file.close()
  }
}

async function findEntry(file: FileHandle, name: string): Promise<Entry> {
  const { size } = await file.stat()
  const tailAt = Math.max(0, size - 65_557)
  const tail = await readBytes(file, tailAt, size - tailAt)
  let end = tail.length - 22
  while (end >= 0 && tail.readUInt32LE(end) !== endMark) end--
  if (end < 0) throw new Error('the archive has no table of contents')
  const table = await readBytes(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  for (let at = 0; at + 46 <= table.length && table.readUInt32LE(at) === centralMark;) {
    const nameLength = table.readUInt16LE(at + 28)
    if (table.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      return { method: table.readUInt16LE(at + 10), compressed: table.readUInt32LE(at + 20), localAt: table.readUInt32LE(at + 42) }
    }
    at += 46 + nameLength + table.readUInt16LE(at + 30) + table.readUInt16LE(at + 32)
  }
  throw new Error('the archive does not hold the file')
}

async function readBytes(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, at)
  if (bytesRead < length) throw new Error('the archive is cut off')
  return bytes
}
