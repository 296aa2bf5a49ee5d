import { fail } from '../../shared/result.ts'
import type { ArchiveItem, Place, ReadProgress } from './archive.ts'
import { ceilings } from './ceilings.ts'
import { openFiles } from './files/openFiles.ts'
import type { SourceFile } from './files/sourceFile.ts'
import { splitValues } from './files/splitValues.ts'
import { readConversations } from './formats/readConversations.ts'

export interface ReadOptions {
  readonly signal: AbortSignal
  readonly now: number
  /** Hears how far the reading is, some times a second at most. */
  hear(progress: ReadProgress): void
  /** Everything that stands before this place was read already and is passed over. */
  readonly skipBefore?: Place | null
}

/**
 * Reads an export of ChatGPT, Claude or Casement, or plain talks: a zip archive, an unpacked folder or a JSON file of any
 * size. One conversation at a time is held. What cannot be read is told with its place and the reason, and the reading goes
 * on. Ends early, without an item, when the signal says so.
 * @param path a file or folder
 */
export async function* readArchive(path: string, options: ReadOptions): AsyncGenerator<ArchiveItem> {
  const opened = await openFiles(path)
  if (!opened.ok) { yield { kind: 'failed', failure: opened.error }; return }
  const { files, skipped, close } = opened.value
  try {
    const start = options.skipBefore ?? null
    const from = start === null ? 0 : Math.max(0, files.findIndex((file) => file.name === start.file))
    if (start === null) for (const one of skipped) yield { kind: 'skipped', place: { file: one.where, index: 0 }, ...one }
    if (files.length === 0) { yield { kind: 'failed', failure: fail('bad-input', 'There is no file with conversations in it.', 'Choose the export as it was downloaded: a zip archive, or conversations.json.').error }; return }
    const bytesTotal = files.reduce((sum, file) => sum + file.size, 0)
    let before = files.slice(0, from).reduce((sum, file) => sum + file.size, 0)
    for (const [at, file] of files.slice(from).entries()) {
      const skip = at === 0 && start !== null && file.name === start.file ? start.index : 0
      const base = before
      const hear = (bytes: number): void => options.hear({ bytesRead: Math.min(bytesTotal, base + bytes), bytesTotal })
      yield* readFile(file, skip, hear, options)
      if (options.signal.aborted) return
      before += file.size
      hear(file.size)
    }
  } finally {
    close()
  }
}

async function* readFile(file: SourceFile, skip: number, hear: (bytes: number) => void, { signal, now }: ReadOptions): AsyncGenerator<ArchiveItem> {
  const skipped = (index: number, why: string): ArchiveItem => ({ kind: 'skipped', place: { file: file.name, index }, where: `${file.name}, number ${index + 1}`, why })
  let last = skip
  let bytes = 0
  try {
    const stream = await file.open()
    const counted = (async function* () {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        if (signal.aborted) return
        bytes += chunk.length
        if (bytes > Math.max(ceilings.ratioFromBytes, file.size * ceilings.ratio)) throw new TooLarge()
        hear(bytes)
        yield chunk
      }
    })()
    for await (const value of splitValues(counted, { most: ceilings.valueBytes, wants: (index) => index >= skip })) {
      if (signal.aborted) return
      last = value.index
      if ('problem' in value) { yield skipped(value.index, sentences[value.problem]); continue }
      if (value.bytes === null) continue
      let read
      try {
        read = readConversations(JSON.parse(value.bytes.toString('utf8')), now)
      } catch {
        yield skipped(value.index, 'It is not valid JSON.')
        continue
      }
      const place = { file: file.name, index: value.index }
      for (const conversation of read.conversations) yield { kind: 'conversation', place, conversation }
      for (const why of read.problems) yield skipped(value.index, why)
    }
  } catch (error) {
    if (signal.aborted) return
    yield skipped(last, error instanceof TooLarge ? 'Unpacked, the file is larger than any text can be.' : bytes === 0 ? 'The file is damaged and cannot be read.' : 'The rest of the file is damaged and cannot be read.')
  }
}

class TooLarge extends Error {}

const sentences = {
  'not-json': 'The file is not JSON from here on.',
  'too-large': 'It is larger than 256 MB, which is more than can be read at once.',
  'cut-off': 'The file ends in the middle of it: the download may have been cut off. Everything before it was read.',
} as const
