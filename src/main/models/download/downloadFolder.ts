import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ok, type Result } from '../../../shared/result.ts'
import { bytesOf, type FolderEntry } from '../catalogue/catalogue.ts'
import { offlineFailure } from '../egress.ts'
import { checkFile, checkRoom, folderFailure, publicHub } from './checks.ts'
import type { DownloadOptions } from './downloadModel.ts'
import { fetchFromHub, sizeOf } from './hubFile.ts'
import { createProgress } from './progress.ts'

/**
 * Brings a model of several files into `folder/<its name>`, at the pinned revision, going on where an earlier download
 * stopped. All of it gets its name at once, after every checksum was right: what stands there is whole.
 * @returns the path; `cancelled` when the signal stopped it, `offline`, `storage-full`, or `download-failed`
 */
export async function downloadFolder(entry: FolderEntry, folder: string, options: DownloadOptions): Promise<Result<string>> {
  const path = join(folder, entry.folder)
  const progress = createProgress({ id: entry.id, sizeBytes: bytesOf(entry) }, options.clock, options.onProgress)
  const result = await bring(entry, folder, path, options, progress.from).catch((error: unknown) => folderFailure(folder, error))
  progress.end(result)
  return result.ok ? ok(path) : result
}

type Report = (from: string) => { bytes(received: number): void; verifying(): void }

async function bring(entry: FolderEntry, folder: string, path: string, options: DownloadOptions, report: Report): Promise<Result<null>> {
  if (entry.hub === null || await stat(path).then(() => true, () => false)) return ok(null)
  if (options.egress.isOffline()) return { ok: false, error: offlineFailure() }
  const part = `${path}.part`
  await mkdir(part, { recursive: true })
  let have = 0
  for (const file of entry.files) have += await sizeOf(join(part, file.path))
  const room = await checkRoom(folder, bytesOf(entry) - have)
  if (!room.ok) return room

  const at = report('the model hub')
  let before = 0
  for (const file of entry.files) {
    const to = join(part, file.path)
    await mkdir(dirname(to), { recursive: true })
    at.bytes(before + await sizeOf(to))
    const fetched = await fetchFromHub({
      egress: options.egress, url: `${options.hubBase ?? publicHub}/${entry.hub.repo}/resolve/${entry.hub.revision}/${file.from ?? file.path}`,
      partPath: to, sizeBytes: file.sizeBytes, signal: options.signal, stallMs: options.stallMs ?? 30_000, onBytes: (received) => at.bytes(before + received),
    })
    if (!fetched.ok) return fetched
    before += file.sizeBytes
  }
  at.verifying()
  for (const file of entry.files) {
    const checked = await checkFile(join(part, file.path), file)
    if (!checked.ok) return checked
  }
  await rename(part, path)
  return ok(null)
}

/** Removes a downloaded model, and what was left of a download of it. */
export async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true })
  await rm(`${path}.part`, { recursive: true, force: true })
}
