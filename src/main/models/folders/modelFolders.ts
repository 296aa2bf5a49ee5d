import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { noAbilities, type ModelInfo } from '../../../shared/model.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { CacheFigures } from '../../cache/byteCache.ts'
import { bytesOf, type FolderEntry } from '../catalogue/catalogue.ts'
import { removeFolder } from '../download/downloadFolder.ts'
import { sizeOf } from '../download/hubFile.ts'
import { openEmbedder, vectorIdOf, type CachingEmbedder } from '../embedder/openEmbedder.ts'
import { localModelId } from '../modelFiles.ts'
import type { Embedder } from '../ports.ts'
import type { ModelProcess } from '../process/modelProcessClient.ts'
import { openRanker, type Ranker } from '../ranker/openRanker.ts'
import { factsOf, knowFolder, type FolderFacts } from './folderFacts.ts'

/** Models that are folders of files: those that turn texts into vectors, and those that put in order what was found. */
export interface ModelFolders {
  /** Looks at the disk again. */
  scan(): Promise<void>
  /** What a person sees: those here first, then those of the catalogue that can be had. */
  infos(isDownloading: (modelId: string) => boolean): ModelInfo[]
  embedderOf(modelId: string): Promise<Result<Embedder>>
  /** The installed embedding model whose vectors have this id; null where there is none. */
  embedderOfVectors(vectorId: string): Promise<Embedder | null>
  rankerOf(modelId: string): Promise<Result<Ranker>>
  has(modelId: string): boolean
  /** How the caches of the embedding models that were opened stand. */
  figures(): CacheFigures[]
  /** Deletes a downloaded model. One that comes along or lies in a shared folder is refused. */
  remove(modelId: string): Promise<Result<Record<string, never>>>
}

export interface ModelFoldersOptions {
  readonly entries: readonly FolderEntry[]
  /** Holds the one that comes along. */
  readonly bundledFolder: string
  readonly modelFolder: string
  readonly sharedFolders: readonly string[]
  /** The process that embeds: all models of this kind share it. */
  readonly process: ModelProcess
  readonly bundled: Embedder
}

interface Found { readonly id: string; readonly path: string; readonly parent: string; readonly sizeBytes: number; readonly facts: FolderFacts; readonly entry: FolderEntry | undefined }

const weights = join('onnx', 'model_quantized.onnx')
const notHere = () => fail('model-missing', 'This model is not on this computer.', 'Download it, or choose another model.')

/** Opens nothing by itself; a model is loaded by its first text. */
export function createModelFolders(options: ModelFoldersOptions): ModelFolders {
  const embedders = new Map<string, CachingEmbedder>()
  const rankers = new Map<string, Ranker>()
  let known: readonly Found[] = []

  async function look(): Promise<Found[]> {
    const found = new Map<string, Found>()
    for (const parent of [options.bundledFolder, options.modelFolder, ...options.sharedFolders]) {
      for (const name of await foldersIn(parent)) {
        const id = localModelId(name)
        const path = join(parent, name)
        const sizeBytes = await sizeOf(join(path, weights))
        if (found.has(id) || sizeBytes === 0) continue
        const entry = options.entries.find((one) => one.id === id)
        const facts = await knowFolder(path, options.entries)
        if (facts !== null) found.set(id, { id, path, parent, sizeBytes: entry === undefined ? sizeBytes : bytesOf(entry), facts, entry })
      }
    }
    return [...found.values()]
  }

  const find = (modelId: string) => known.find((one) => one.id === modelId)
  const open = (one: Found): Embedder | null => {
    if (one.facts.duty !== 'embedding') return null
    if (one.entry?.hub === null) return options.bundled
    const opened = embedders.get(one.path) ?? openEmbedder({ process: options.process, folder: one.path, facts: one.facts })
    embedders.set(one.path, opened)
    return opened
  }

  return {
    async scan() { known = await look() },
    infos: (isDownloading) => [
      ...known.map((one) => describe(one.id, one.entry?.name ?? one.facts.name, one.facts.duty, 'ready', one.sizeBytes, one.facts.maxTokens, one.entry)),
      ...options.entries.filter((entry) => find(entry.id) === undefined).map((entry) => describe(entry.id, entry.name, entry.duty, isDownloading(entry.id) ? 'downloading' : 'available', bytesOf(entry), factsOf(entry).maxTokens, entry)),
    ],
    figures: () => [...embedders.values()].map((one) => one.figures()),
    has: (modelId) => find(modelId) !== undefined,
    async embedderOf(modelId) {
      if (find(modelId) === undefined) known = await look()
      const one = find(modelId)
      const embedder = one === undefined ? null : open(one)
      return embedder === null ? notHere() : ok(embedder)
    },
    async embedderOfVectors(vectorId) {
      if (vectorId === options.bundled.modelId) return options.bundled
      const one = known.find(({ facts }) => facts.duty === 'embedding' && vectorIdOf(facts) === vectorId)
      return one === undefined ? null : open(one)
    },
    async rankerOf(modelId) {
      if (find(modelId) === undefined) known = await look()
      const one = find(modelId)
      if (one === undefined || one.facts.duty !== 'ranking') return notHere()
      const ranker = rankers.get(one.path) ?? openRanker({ process: options.process, folder: one.path, facts: one.facts })
      rankers.set(one.path, ranker)
      return ok(ranker)
    },
    async remove(modelId) {
      const one = find(modelId)
      if (one === undefined) return notHere()
      if (one.entry?.hub === null) return fail('not-allowed', 'This model comes with Casement and stays.')
      if (resolve(one.parent) !== resolve(options.modelFolder)) return fail('not-allowed', 'This model lies in a folder that is shared, so it is not deleted here.', 'Delete the folder itself if nothing else needs it.')
      await removeFolder(one.path)
      embedders.delete(one.path)
      rankers.delete(one.path)
      known = await look()
      return ok({})
    },
  }
}

function describe(id: string, name: string, duty: FolderFacts['duty'], state: ModelInfo['state'], sizeBytes: number, windowTokens: number, entry: FolderEntry | undefined): ModelInfo {
  return {
    id, name: entry === undefined ? name : `${name} (${entry.languages})`, place: 'local', providerId: null, state, sizeBytes, windowTokens, needsBytes: null, fits: null,
    license: entry?.license ?? null, problem: null, small: true, duty, price: { input: 0, output: 0 }, abilities: noAbilities,
  }
}

async function foldersIn(parent: string): Promise<string[]> {
  try {
    return (await readdir(parent, { withFileTypes: true })).filter((one) => (one.isDirectory() || one.isSymbolicLink()) && !one.name.endsWith('.part')).map((one) => one.name).sort()
  } catch {
    return []
  }
}
