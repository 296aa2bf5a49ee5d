import type { Embedder } from '../models/ports.ts'
import type { CacheFigures } from '../cache/byteCache.ts'
import type { Log } from '../platform/log.ts'
import type { ReadDb } from '../storage/database.ts'
import { besideFile, eraseIndexFile, modelOfIndex, otherIndexFiles, replaceIndexFile } from '../storage/index/indexFiles.ts'
import { openSearchIndex, type SearchIndex } from '../storage/index/searchIndex.ts'
import { createIndexer, type Indexer } from './indexer.ts'
import { rememberVectors } from './retrievedVectors.ts'
import { indexOf, indexerOf, type Serving } from './servingIndex.ts'

/** An index with the model whose vectors it holds: a question's vector must come from this very model. */
export interface ServingIndex { readonly index: SearchIndex; readonly embedder: Embedder; readonly indexer: Indexer }

/**
 * The search index over changes of the embedding model: the old one serves, whole, while the new one is made beside it in a file of
 * its own, over restarts if need be. When that is complete it takes the place of the old one, which is overwritten and removed.
 */
export interface IndexSwitch {
  /** What serves now, as one: after a change of the model its index still finds words, but nothing by a vector of the old model. */
  current(): ServingIndex
  /** Always what serves now; a vector of other dimensions finds nothing. */
  readonly index: SearchIndex
  readonly indexer: Indexer
  /** Why the index had to be made new at the start; null where it was good. */
  readonly rebuilt: string | null
  /** Wishes for a model. Another one than serves is built beside; the one that serves ends such a building. */
  use(embedder: Embedder): void
  /** What is kept in memory of vectors that were asked for. */
  figures(): CacheFigures
  /** `again`: it was missing or damaged, and is made of the store; else what is new is read in. */
  state(): ReturnType<Indexer['state']> & { again: boolean; beside: { model: string; done: number; total: number } | null }
  close(): Promise<void>
}

export interface IndexSwitchOptions {
  /** Where the serving index lies; others grow beside it. */
  readonly file: string
  /** The file that starts the search thread: `searchThread.ts`, or its bundle. */
  readonly entry: string
  readonly db: ReadDb
  /** The store was made just now: that there is no index is no loss. */
  readonly isNew?: boolean
  /** The model that is wanted. */
  readonly embedder: Embedder
  /** The model of an index from before, by its id; null where it is not installed any more. */
  readonly embedderOf: (modelId: string) => Promise<Embedder | null>
  readonly log: Log
  /** Hears when `state` changed. */
  readonly onChange: () => void
}

interface Part extends ServingIndex { readonly file: string; readonly figures: () => CacheFigures }

/** Opens the index that lies there with the model that it was made with; a wish for another one begins, or goes on, beside it. */
export async function createIndexSwitch(options: IndexSwitchOptions): Promise<IndexSwitch> {
  const { file, log } = options
  const wanted = options.embedder
  // A process that ended between two renames left the new index under its own name, complete.
  if (modelOfIndex(file) === null && modelOfIndex(besideFile(file, wanted)) !== null) replaceIndexFile(file, besideFile(file, wanted))
  const found = modelOfIndex(file)
  const former = found === null || found.modelId === wanted.modelId ? null : await options.embedderOf(found.modelId)
  const canServe = former !== null && former.dimensions === found!.dimensions

  /** From a loss until the index is whole once. */
  let isAgain = false
  const openPart = async (at: string, embedder: Embedder, onChange?: () => void): Promise<Part & { rebuilt: string | null }> => {
    const later: { indexer?: Indexer } = {}
    const changed = onChange ?? ((): void => {
      if (later.indexer?.state().state === 'ready') isAgain = false
      options.onChange()
    })
    const { index: opened, rebuilt } = await openSearchIndex({ file: at, entry: options.entry, modelId: embedder.modelId, dimensions: embedder.dimensions, log, onRebuilt: () => { isAgain ||= at === file; void later.indexer?.catchUp() } })
    const { index, figures } = rememberVectors(opened)
    const indexer = later.indexer = createIndexer(options.db, index, embedder, log, changed)
    return { file: at, index, embedder, indexer, rebuilt, figures }
  }
  const closePart = async (part: ServingIndex): Promise<void> => {
    await part.indexer.close()
    await part.index.close()
  }
  const erase = (path: string): Promise<void> => eraseIndexFile(path).catch((error: unknown) => log.warn(`a former search index could not be erased: ${String(error)}`))

  const first = await openPart(file, canServe ? former : wanted)
  isAgain = first.rebuilt !== null && options.isNew !== true
  const serving: Serving<Part> = { part: first, generation: 0, moving: null }
  let beside: Part | null = null
  let wish = wanted
  let closing = false
  /** Openings, drops and swaps, one after the other. */
  let work: Promise<void> = Promise.resolve()
  let erasing: Promise<void> = Promise.resolve()
  let isBuilding = false
  let views: { generation: number; value: ServingIndex } | null = null

  const dropBeside = async (): Promise<void> => {
    const part = beside
    beside = null
    if (part === null) return
    await closePart(part)
    await erase(part.file)
  }

  const swap = (fresh: Part): Promise<void> => serving.moving = (async () => {
    const old = serving.part
    beside = null
    try {
      await closePart(fresh)
      await closePart(old)
      const leftover = replaceIndexFile(file, fresh.file)
      erasing = erasing.then(() => erase(leftover))
    } catch (error) { warn(error) }
    // Whatever lies there now serves on with its own model.
    const embedder = modelOfIndex(file)?.modelId === fresh.embedder.modelId ? fresh.embedder : old.embedder
    try {
      serving.part = await openPart(file, embedder)
      serving.generation++
    } finally { serving.moving = null }
    // What changed while neither stood open, and what the last moments of the building missed.
    void serving.part.indexer.catchUp()
    options.onChange()
  })()

  /**
   * Fills the index beside as far as it can be filled now, and swaps when nothing is missing. Whatever happens in that index asks for it
   * again: what came in between, or what a failure left, is filled then.
   */
  const build = (): void => {
    if (isBuilding || closing || beside === null) return
    isBuilding = true
    void (async () => {
      const part = beside!
      await part.indexer.catchUp()
      const { lacking } = await part.index.counts()
      if (part.indexer.state().state !== 'ready' || lacking > 0) return
      work = work.then(async () => { if (!closing && beside === part) await swap(part) }).catch(warn)
    })().catch((error: unknown) => { if (!closing) warn(error) }).finally(() => { isBuilding = false })
  }
  const warn = (error: unknown): void => log.warn(`changing the embedding model failed for now: ${String(error)}`)

  const use = (embedder: Embedder): void => {
    wish = embedder
    work = work.then(async () => {
      if (closing || wish !== embedder) return
      if (beside !== null && beside.embedder.modelId !== embedder.modelId) await dropBeside()
      if (beside === null && serving.part.embedder.modelId !== embedder.modelId) beside = await openPart(besideFile(file, embedder), embedder, () => { options.onChange(); build() })
      options.onChange()
    }).catch(warn)
    void work.then(build)
  }

  for (const other of otherIndexFiles(file)) if (!canServe || other !== besideFile(file, wanted)) erasing = erasing.then(() => erase(other))
  const indexer = indexerOf(serving, {
    changed: (ids) => { beside?.indexer.changed(ids) },
    giveWay: (turn) => { beside?.indexer.giveWay(turn) },
    // The index that serves comes first: nobody waits for the other one.
    caughtUp: () => { if (canServe && wish === wanted && beside === null) use(wanted); else build() },
  })
  return {
    rebuilt: first.rebuilt, indexer, index: indexOf(serving, null),
    current() {
      if (views?.generation !== serving.generation) views = { generation: serving.generation, value: { index: indexOf(serving, serving.generation), embedder: serving.part.embedder, indexer } }
      return views.value
    },
    use,
    figures: () => serving.part.figures(),
    state: () => ({ ...serving.part.indexer.state(), again: isAgain, beside: beside === null ? null : { model: beside.embedder.modelId, done: beside.indexer.state().done, total: beside.indexer.state().total } }),
    async close() {
      closing = true
      await beside?.indexer.close()
      await work
      if (beside !== null) await closePart(beside)
      await closePart(serving.part)
      await erasing
    },
  }
}
