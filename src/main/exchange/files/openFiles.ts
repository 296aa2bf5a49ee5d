import { createReadStream } from 'node:fs'
import { open, opendir, stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { createGunzip } from 'node:zlib'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { ceilings } from '../ceilings.ts'
import { byName, judgeName, type SourceFile, type SourceFiles } from './sourceFile.ts'
import { openZip } from './zipFiles.ts'

/** Folders inside the chosen one that are looked into. */
const deepest = 4

/** Opens what a person chose: a zip archive, an unpacked folder, or one JSON file, packed with gzip or not. */
export async function openFiles(path: string): Promise<Result<SourceFiles>> {
  try {
    const info = await stat(path)
    if (info.isDirectory()) return await openFolder(path)
    if (!info.isFile()) return fail('bad-input', 'This is neither a file nor a folder.', 'Choose the export as it was downloaded.')
    if (info.size === 0) return fail('bad-input', 'The file is empty.', 'Download the export again and choose the new file.')
    const start = await firstBytes(path)
    if (start.startsWith('504b0304') || start.startsWith('504b0506')) return await openZip(path)
    const isPacked = start.startsWith('1f8b')
    const file: SourceFile = { name: basename(path), size: info.size, open: async () => isPacked ? unpack(path) : createReadStream(path, { highWaterMark: 1 << 18 }) }
    return ok({ files: [file], skipped: [], close() {} })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return fail('not-found', 'There is no such file.', 'Check its name, or choose it again.')
    return fail('not-found', 'The file cannot be read.', 'Check whether you may read it, and whether its disk is there.')
  }
}

function unpack(path: string): ReturnType<typeof createGunzip> {
  const source = createReadStream(path)
  const gunzip = createGunzip()
  source.on('error', (error) => gunzip.destroy(error))
  gunzip.on('close', () => source.destroy())
  return source.pipe(gunzip)
}

async function firstBytes(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.subarray(0, bytesRead).toString('hex')
  } finally {
    await file.close()
  }
}

async function openFolder(root: string): Promise<Result<SourceFiles>> {
  const files: SourceFile[] = []
  const skipped: { where: string; why: string }[] = []
  let seen = 0
  const walk = async (folder: string, depth: number): Promise<void> => {
    for await (const entry of await opendir(folder)) {
      if (++seen > ceilings.files) return
      const path = join(folder, entry.name)
      if (entry.isDirectory() && depth < deepest) await walk(path, depth + 1)
      if (!entry.isFile()) continue
      const name = relative(root, path).replaceAll('\\', '/')
      const verdict = judgeName(name)
      if (typeof verdict === 'object') skipped.push({ where: name, why: verdict.why })
      if (verdict === 'read') files.push({ name, size: (await stat(path)).size, open: async () => name.endsWith('.gz') ? unpack(path) : createReadStream(path, { highWaterMark: 1 << 18 }) })
    }
  }
  await walk(root, 1)
  if (seen > ceilings.files) return fail('too-large', 'This folder holds more files than any export has.', 'Choose the folder of the export itself.')
  return ok({ files: files.sort(byName), skipped, close() {} })
}
