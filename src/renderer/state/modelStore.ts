import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client, Output } from '../../shared/contract.ts'
import type { DownloadProgress, ModelInfo } from '../../shared/model.ts'
import type { Failure } from '../../shared/result.ts'

export type ModelsState = {
  models: ModelInfo[]
  /** Memory that is free for a model now, in bytes. */
  freeBytes: number
  providers: Output<'providers.list'>['providers']
  keysStored: Output<'providers.list'>['keysStored']
  /** True while a passphrase is wanted to open the kept keys. */
  keysLocked: boolean
  /** What is wrong with how keys are kept; null while nothing is. */
  keysProblem: string | null
  downloads: Record<string, DownloadProgress>
  loaded: boolean
  load(): Promise<void>
  download(modelId: string): Promise<Failure | null>
  pause(modelId: string): Promise<Failure | null>
  addFile(path: string): Promise<Failure | null>
  use(modelId: string): Promise<Failure | null>
  remove(modelId: string): Promise<Failure | null>
}
export type ModelStore = StoreApi<ModelsState>

/** Makes the store of models, downloads and providers. */
export function createModelStore(client: Client): ModelStore {
  const store = createStore<ModelsState>()((set, get) => {
    const thenLoad = async (asked: Promise<{ ok: true } | { ok: false; error: Failure }>) => {
      const done = await asked
      await get().load()
      return done.ok ? null : done.error
    }
    return {
      models: [], freeBytes: 0, providers: [], keysStored: 'this-run-only', keysLocked: false, keysProblem: null, downloads: {}, loaded: false,
      load: async () => {
        const [models, providers] = await Promise.all([client.call('models.list', {}), client.call('providers.list', {})])
        const servers = providers.ok ? providers.value.providers : get().providers
        if (models.ok) set({ models: nameByServer(models.value.models, servers), freeBytes: models.value.freeBytes, loaded: true })
        if (providers.ok) set(providers.value)
      },
      download: async (modelId) => {
        const begun = await client.call('models.download', { modelId })
        if (begun.ok) set((state) => ({ downloads: { ...state.downloads, [modelId]: begun.value } }))
        return begun.ok ? null : begun.error
      },
      pause: (modelId) => thenLoad(client.call('models.pauseDownload', { modelId })),
      addFile: (path) => thenLoad(client.call('models.addFile', { path })),
      use: (modelId) => thenLoad(client.call('models.use', { modelId })),
      remove: (modelId) => thenLoad(client.call('models.remove', { modelId })),
    }
  })
  client.listen('models.progress', (progress) => store.setState((state) => ({ downloads: { ...state.downloads, [progress.modelId]: progress } })))
  client.listen('models.changed', () => void store.getState().load())
  return store
}

export const selectModels = (state: ModelsState) => state.models

/** Every model once; one of a server is named with it, as several servers may have a model of one name. */
export function nameByServer(models: readonly ModelInfo[], servers: ModelsState['providers']): ModelInfo[] {
  const once = new Map(models.map((one) => [one.id, one]))
  return [...once.values()].map((one) => {
    const server = servers.find(({ id }) => id === one.providerId)
    return server === undefined ? one : { ...one, name: `${one.name} (${server.name})` }
  })
}

/** True for a model that could answer now, loaded or not. */
export function isUsable(model: ModelInfo): boolean {
  return model.duty === 'chat' && isHere(model)
}

/** True for a model that can do its work now, whatever that is. */
export function isHere(model: ModelInfo): boolean {
  return model.state === 'ready' || model.state === 'loading' || model.state === 'not-loaded'
}
