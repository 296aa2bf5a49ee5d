import type { DownloadProgress } from '../../shared/model.ts'
import type { Result } from '../../shared/result.ts'
import type { Clock } from '../platform/clock.ts'
import { bytesOf, type CatalogueEntry, type FolderEntry } from './catalogue/catalogue.ts'
import { downloadFolder } from './download/downloadFolder.ts'
import { downloadModel, type DownloadOptions } from './download/downloadModel.ts'
import type { Egress } from './egress.ts'

/** Downloads that run now, at most one per model. */
export interface Downloads {
  /** Starts one, or joins the one that runs; resolves with its first report. The rest comes by `onProgress`. */
  start(entry: CatalogueEntry | FolderEntry): DownloadProgress
  /** Resolves when the running download of this model has ended, at once when there is none. */
  ended(modelId: string): Promise<void>
  pause(modelId: string): void
  isRunning(modelId: string): boolean
  close(): Promise<void>
}

export interface DownloadsOptions {
  readonly folder: string
  readonly egress: Egress
  readonly clock: Clock
  readonly onProgress: (progress: DownloadProgress) => void
  /** Hears that a model arrived, or that its download ended without it. */
  readonly onEnd: (modelId: string, result: Result<string>) => void
  readonly source?: Pick<DownloadOptions, 'hubBase' | 'pythons' | 'stallMs'>
}

export function createDownloads(options: DownloadsOptions): Downloads {
  const running = new Map<string, { readonly stop: AbortController; readonly done: Promise<void>; latest: DownloadProgress }>()
  return {
    start(entry) {
      const before = running.get(entry.id)
      if (before !== undefined) return before.latest
      const stop = new AbortController()
      let latest: DownloadProgress = { modelId: entry.id, state: 'running', receivedBytes: 0, totalBytes: 'files' in entry ? bytesOf(entry) : entry.sizeBytes, bytesPerSecond: 0, from: 'the model hub', problem: null }
      const how: DownloadOptions = {
        ...options.source, egress: options.egress, clock: options.clock, signal: stop.signal,
        onProgress: (progress) => { latest = progress; options.onProgress(progress) },
      }
      const done = ('files' in entry ? downloadFolder(entry, options.folder, how) : downloadModel(entry, options.folder, how)).then((result) => {
        running.delete(entry.id)
        options.onEnd(entry.id, result)
      })
      running.set(entry.id, { stop, done, get latest() { return latest } })
      return latest
    },
    ended: async (modelId) => { await running.get(modelId)?.done },
    pause: (modelId) => running.get(modelId)?.stop.abort(),
    isRunning: (modelId) => running.has(modelId),
    async close() {
      const all = [...running.values()]
      for (const one of all) one.stop.abort()
      await Promise.all(all.map((one) => one.done))
    },
  }
}
