import type { DownloadProgress, ModelInfo } from '../../shared/model.ts'
import type { Result } from '../../shared/result.ts'
import type { CacheFigures } from '../cache/byteCache.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { DownloadsOptions } from './downloads.ts'
import type { Egress } from './egress.ts'
import type { CloudModels, Embedder, Models } from './ports.ts'
import type { StartChild } from './process/child.ts'
import type { Ranker } from './ranker/openRanker.ts'

/** What the models of a profile are opened with. */
export interface ModelsOptions {
  /** Holds `models/all-MiniLM-L6-v2` and `catalogue.json`. */
  readonly resources: string
  /** Downloads go here; its files may be removed. */
  readonly modelFolder: string
  /** Further folders with weights, only read. */
  readonly sharedFolders: readonly string[]
  /** Files that the person added where they lie. */
  readonly addedFiles: readonly string[]
  /** Keeps the list of added files for the next start. */
  readonly onAddedFiles: (paths: readonly string[]) => void
  /** Files that were set aside in earlier runs, and the news of one more. */
  readonly quarantined: readonly string[]
  readonly onQuarantine: (path: string, reason: string) => void
  /** Takes a file off the kept list of those set aside. */
  readonly onRelease: (path: string) => void
  readonly processEntry: string
  readonly startChild: StartChild
  readonly egress: Egress
  readonly clock: Clock
  readonly log: Log
  readonly cloud?: CloudModels
  /** Where evaluated prefixes are kept between starts, and for how many bytes; null keeps none. */
  readonly prefixFolder: string | null
  readonly prefixBytes: () => number
  /** Milliseconds without an answer after which prefixes are written; 20,000 unless said otherwise. */
  readonly prefixIdleMs?: number
  readonly freeBytes?: () => Promise<number>
  /** Where downloads come from, for mirrors and tests. */
  readonly downloadSource?: DownloadsOptions['source']
}

/** The models of a profile with all that the window can do to them. */
export interface LocalModels extends Models {
  /** Bytes of memory that a model could take now. */
  freeBytes(): Promise<number>
  /** An installed embedding model by its id in the list, ready to be asked; nothing is loaded before its first text. */
  embedderOf(modelId: string): Promise<Result<Embedder>>
  /** The installed embedding model that made vectors of this id (`Embedder.modelId`); null where it is not here any more. */
  embedderOfVectors(vectorId: string): Promise<Embedder | null>
  /** An installed model that judges how well texts answer a question. */
  rankerOf(modelId: string): Promise<Result<Ranker>>
  /** What is kept in memory so that it is not made twice. */
  caches(): CacheFigures[]
  /** The model that a first start fetches. */
  readonly defaultModelId: string
  /** Starts or resumes the download of a catalogue model. */
  download(modelId: string): Promise<Result<DownloadProgress>>
  /** Resolves when no download of this model runs. */
  downloadEnded(modelId: string): Promise<void>
  pause(modelId: string): void
  /** Checks a GGUF file and adds it where it lies; adding one that was set aside takes it back. */
  addFile(path: string): Promise<Result<ModelInfo>>
  /** Deletes a downloaded file; an added one is only taken off the list. */
  remove(modelId: string): Promise<Result<Record<string, never>>>
  /** Hears that the list looks different now, until the returned function is called. */
  onChange(hear: () => void): () => void
  onProgress(hear: (progress: DownloadProgress) => void): () => void
}
