import { realpath, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { DownloadProgress, ModelInfo } from '../../shared/model.ts'
import { fail, ok } from '../../shared/result.ts'
import { sumFigures } from '../cache/byteCache.ts'
import { Scope } from '../platform/scope.ts'
import { readCatalogue } from './catalogue/catalogue.ts'
import { describeEntry, describeFile } from './describeModel.ts'
import { createDownloads } from './downloads.ts'
import { offlineFailure } from './egress.ts'
import { openEmbedder } from './embedder/openEmbedder.ts'
import { createModelFolders } from './folders/modelFolders.ts'
import { availableMemory } from './gguf/availableMemory.ts'
import { createFingerprints } from './gguf/fingerprint.ts'
import { inspectGguf } from './gguf/inspectGguf.ts'
import { createLlamaRuntime } from './llama/llamaRuntime.ts'
import { llamaCountFigures, openLlamaModel } from './llama/openLlamaModel.ts'
import { createListeners } from './listeners.ts'
import type { LocalModels, ModelsOptions } from './localModels.ts'
import { createModelFiles, type ModelFile } from './modelFiles.ts'
import { removePrefixes } from './prefixes/prefixFiles.ts'
import { createModelProcess } from './process/modelProcessClient.ts'
import { createQuarantine } from './process/quarantine.ts'
import { countFigures } from './tokens/counterFor.ts'

/** Long enough to be idle rather than thinking, so that a lively talk is not written after every answer. */
const prefixIdleMs = 20_000
/** Closing waits so long for prefixes to be written, and no longer. */
const longestKeepMs = 5000

/** Opens the models of a profile: nothing is loaded yet, but `peek` knows every file from the start. */
export async function createModels(options: ModelsOptions): Promise<LocalModels> {
  const { clock, log, egress } = options
  const freeBytes = options.freeBytes ?? availableMemory
  const catalogue = await readCatalogue(join(options.resources, 'catalogue.json'))
  const scope = new Scope()
  const changes = createListeners<void>()
  const progress = createListeners<DownloadProgress>()
  const quarantine = createQuarantine(clock, options.quarantined, (path, reason) => { options.onQuarantine(path, reason); changes.tell() })

  const processOf = (duty: 'embed' | 'generate', onDeath: () => void) => scope.own(createModelProcess({ duty, entry: options.processEntry, start: options.startChild, clock, log, onDeath }))
  const embedding = processOf('embed', () => {})
  const bundledFolder = join(options.resources, 'models')
  const embedder = openEmbedder({ process: embedding, folder: join(bundledFolder, 'all-MiniLM-L6-v2') })
  const folders = createModelFolders({ entries: catalogue.folders, bundledFolder, modelFolder: options.modelFolder, sharedFolders: options.sharedFolders, process: embedding, bundled: embedder })
  const generating = processOf('generate', () => {
    const path = runtime.noteDeath()
    if (path !== null) quarantine.noteDeath(path)
    changes.tell()
  })
  const { prefixFolder } = options
  const runtime = createLlamaRuntime({
    process: generating, quarantine, freeBytes, onChange: changes.tell,
    prefixes: () => prefixFolder === null ? null : { folder: prefixFolder, bytes: options.prefixBytes(), idleMs: options.prefixIdleMs ?? prefixIdleMs },
  })
  // Closed before the process: what was read is written while there is someone to write it.
  scope.onClose(() => waitAtMost(longestKeepMs, runtime.keepPrefixes()))
  const fingerprints = createFingerprints()
  const downloads = scope.own(createDownloads({ folder: options.modelFolder, egress, clock, source: options.downloadSource, onProgress: progress.tell, onEnd: () => { void refresh().then(changes.tell) } }))

  const files = createModelFiles()
  let added = [...options.addedFiles]
  let known: { readonly files: readonly ModelFile[]; readonly infos: readonly ModelInfo[] } = { files: [], infos: [] }

  async function refresh(): Promise<void> {
    // What was set aside is shown wherever it lies, so that a person learns why it is not used.
    const found = await files.scan([options.modelFolder, ...options.sharedFolders], [...new Set([...added, ...quarantine.list()])])
    const state = { freeBytes: await freeBytes(), quarantine, held: runtime.held }
    const entryOf = (id: string) => catalogue.models.find((entry) => entry.id === id)
    await folders.scan()
    const absent = catalogue.models.filter((entry) => !found.some((file) => file.id === entry.id))
    known = {
      files: found,
      infos: [...found.map((file) => describeFile(file, entryOf(file.id), state)), ...absent.map((entry) => describeEntry(entry, downloads.isRunning(entry.id))), ...folders.infos(downloads.isRunning)],
    }
  }

  function keepAdded(next: readonly string[]): void {
    added = [...next]
    options.onAddedFiles(added)
  }

  await refresh()
  return {
    embedder, freeBytes,
    embedderOf: folders.embedderOf, embedderOfVectors: folders.embedderOfVectors, rankerOf: folders.rankerOf,
    caches: () => [sumFigures('Vectors of recent texts', [embedder.figures(), ...folders.figures()]), sumFigures('Token counts', [...countFigures(), llamaCountFigures(runtime)])],
    defaultModelId: catalogue.default,
    async list() {
      await refresh()
      return [...known.infos, ...(options.cloud?.list() ?? [])]
    },
    peek: (modelId) => known.infos.find((info) => info.id === modelId) ?? options.cloud?.peek(modelId) ?? null,
    async open(modelId) {
      if (modelId.startsWith('cloud:')) return options.cloud?.open(modelId) ?? fail('model-missing', 'This model belongs to a provider that is not set up.', 'Add the provider in Settings.')
      await refresh()
      const file = known.files.find((one) => one.id === modelId)
      const info = known.infos.find((one) => one.id === modelId)
      if (info !== undefined && info.duty !== 'chat') return fail('model-refused', 'This model answers no questions: it only helps to find.', 'Choose a model for chat.')
      if (file === undefined || info === undefined) return fail('model-missing', 'This model is not on this computer.', 'Download it, or choose another model.')
      if (!file.facts.ok) return file.facts
      const key = await fingerprints.of(file.path).catch(() => null)
      if (key === null) return fail('model-missing', 'The model file could not be read to its end.', 'Check the disk it lies on, or choose another model.')
      const opened = await openLlamaModel({ runtime, file: { path: file.path, facts: file.facts.value, key }, info })
      await refresh()
      changes.tell()
      return opened
    },
    async download(modelId) {
      const entry = catalogue.models.find((one) => one.id === modelId) ?? catalogue.folders.find((one) => one.id === modelId)
      if (entry === undefined) return fail('not-found', 'This model is not in the catalogue.', 'Choose one of the listed models.')
      if (egress.isOffline()) return { ok: false, error: offlineFailure() }
      const first = downloads.start(entry)
      await refresh()
      changes.tell()
      return ok(first)
    },
    downloadEnded: downloads.ended,
    pause: downloads.pause,
    async addFile(path) {
      const real = await realpath(resolve(path)).catch(() => resolve(path))
      const facts = await inspectGguf(real)
      if (!facts.ok) return facts
      quarantine.release(real)
      options.onRelease(real)
      const inFolder = [options.modelFolder, ...options.sharedFolders].some((folder) => resolve(dirname(real)) === resolve(folder))
      if (!inFolder) keepAdded([...added.filter((one) => one !== real), real])
      await refresh()
      changes.tell()
      const file = known.files.find((one) => one.path === real)
      const info = known.infos.find((one) => one.id === file?.id)
      return info === undefined ? fail('not-found', 'The model file is not there any more.', 'Choose another file.') : ok(info)
    },
    async remove(modelId) {
      if (folders.has(modelId)) {
        const removed = await folders.remove(modelId)
        await refresh()
        changes.tell()
        return removed
      }
      const file = known.files.find((one) => one.id === modelId)
      if (file === undefined) return fail('not-found', 'This model is not on this computer.')
      const ours = resolve(dirname(file.path)) === resolve(options.modelFolder)
      if (!ours && !added.includes(file.path) && !quarantine.has(file.path)) return fail('not-allowed', 'This model lies in a folder that is shared, so it is not deleted here.', 'Delete the file itself if nothing else needs it.')
      if (runtime.held?.path === file.path) await runtime.unload()
      if (ours) await rm(file.path, { force: true })
      else keepAdded(added.filter((path) => path !== file.path))
      quarantine.release(file.path)
      options.onRelease(file.path)
      await refresh()
      changes.tell()
      return ok({})
    },
    async dropPrefixes(conversationIds) {
      await runtime.dropPrefixes(conversationIds)
      // By whatever model and in whichever run they were kept.
      if (prefixFolder !== null) await removePrefixes(prefixFolder, conversationIds)
    },
    onChange: changes.listen,
    onProgress: progress.listen,
    close: () => scope.close(),
  }
}

async function waitAtMost(ms: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  await Promise.race([work, new Promise<void>((resolve) => { timer = setTimeout(resolve, ms) })])
  clearTimeout(timer)
}
