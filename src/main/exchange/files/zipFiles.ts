import { getFileNameLowLevel, openPromise, validateFileName, type Entry, type ZipFile } from 'yauzl'
import { fail, type Result } from '../../../shared/result.ts'
import { ceilings } from '../ceilings.ts'
import { byName, judgeName, type SourceFile, type SourceFiles } from './sourceFile.ts'

const downloadAgain = 'Download the export again and choose the new file.'

/**
 * Reads the table of contents of a zip archive (stored or deflated, also past 4 GB). Nothing is unpacked yet, and nothing
 * is ever written: names can lead nowhere.
 */
export async function openZip(path: string): Promise<Result<SourceFiles>> {
  let zip: ZipFile
  try {
    // Names are judged here one by one: the library would end the whole reading at the first bad one.
    zip = await openPromise(path, { autoClose: false, decodeStrings: false })
  } catch {
    return fail('bad-input', 'This zip archive is broken: its table of contents is missing or damaged.', downloadAgain)
  }
  try {
    if (zip.entryCount > ceilings.files) return closed(zip, fail('too-large', `This archive holds ${zip.entryCount.toLocaleString('en')} files, which is more than any export has.`, 'Choose the file with the conversations itself.'))
    const files: (SourceFile & { readonly packed: number })[] = []
    const skipped: { where: string; why: string }[] = []
    let swells = 0
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry)
      const verdict = judgeName(name)
      if (verdict === 'pass' || name.endsWith('/')) continue
      const why = typeof verdict === 'object' ? verdict.why : problemOf(entry, name)
      if (why === null) files.push({ name, size: entry.uncompressedSize, packed: entry.compressedSize, open: () => zip.openReadStreamPromise(entry) })
      else {
        skipped.push({ where: name, why })
        if (isTooLarge(entry)) swells++
      }
    }
    if (files.length === 0 && swells > 0) return closed(zip, fail('too-large', `This archive unpacks to more than it may. ${skipped[0]!.where}: ${skipped[0]!.why}`, downloadAgain))
    if (files.reduce((sum, file) => sum + file.packed, 0) > zip.fileSize) return closed(zip, fail('bad-input', 'The files in this archive lie over each other, as they do in archives that are made to do harm.', downloadAgain))
    if (files.reduce((sum, file) => sum + file.size, 0) > ceilings.unpackedBytes) return closed(zip, fail('too-large', 'Unpacked, this archive would be larger than 64 GB.', 'Choose a smaller part of it.'))
    return { ok: true, value: { files: files.sort(byName), skipped, close: () => zip.close() } }
  } catch {
    return closed(zip, fail('bad-input', 'The table of contents of this archive is damaged.', downloadAgain))
  }
}

function closed<T>(zip: ZipFile, result: T): T {
  zip.close()
  return result
}

function nameOf(entry: Entry): string {
  return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw ?? entry.fileName as unknown as Buffer, entry.extraFields, false)
}

function problemOf(entry: Entry, name: string): string | null {
  if (validateFileName(name) !== null) return 'Its name points outside the archive.'
  if (name.endsWith('.gz')) return 'It is packed twice. Unpack the archive first.'
  if (entry.isEncrypted()) return 'It is locked with a password. Unpack the archive first.'
  if (!entry.canDecodeFileData()) return 'It is packed in a way that is not known here. Unpack the archive first.'
  if (isTooLarge(entry)) return `Unpacked, it would be ${Math.round(entry.uncompressedSize / Math.max(1, entry.compressedSize)).toLocaleString('en')} times larger, as no text is.`
  return null
}

const isTooLarge = (entry: Entry) => entry.uncompressedSize > ceilings.ratioFromBytes && entry.uncompressedSize > entry.compressedSize * ceilings.ratio
