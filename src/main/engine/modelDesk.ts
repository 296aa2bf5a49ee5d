import type { DownloadProgress, ModelInfo } from '../../shared/model.ts'
import { fail, FailureError, ok, type Result } from '../../shared/result.ts'
import type { CacheFigures } from '../cache/byteCache.ts'
import { addressOf } from '../models/cloud/address.ts'
import { createCloudModels, type CloudEgress, type CloudOptions } from '../models/cloud/createCloudModels.ts'
import { createEgress } from '../models/egress.ts'
import type { ChatModel, Embedder, Models, TokenCounter } from '../models/ports.ts'
import { readPrices } from '../models/prices/readPrices.ts'
import { isUsable } from '../router/words.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { EgressRow } from '../storage/egress.ts'
import type { Store } from '../storage/openStore.ts'
import type { EngineOptions, KeyVault } from './engine.ts'
import type { EventStream } from './eventStream.ts'
import type { ProfileBook } from './profileBook.ts'
import { openProfileModels } from './profileModels.ts'
import { createProviderDesk, type ProviderDesk, type SpendGuard } from './providerDesk.ts'
import { createProviderBook, type ProviderBook } from './providers/providerBook.ts'
import type { SettingsDesk } from './settingsDesk.ts'

/** The models of a profile with all that settings and the store know of them. */
export interface ModelDesk extends Models {
  /** The embedding model of a setting (null: the one that comes along), or the one that comes along where that is not installed. */
  embedderFor(modelId: string | null): Promise<Embedder>
  /** The embedding model that made vectors of this id; null where it is not installed any more. */
  embedderOf(vectorId: string): Promise<Embedder | null>
  /**
   * The model that the settings point to, else, on this computer, the next best that is usable; null where there is none.
   * @param among what `known` gave at this moment, for whoever asks more than once: there may be hundreds
   */
  choose(place: 'local' | 'cloud', preferredId: string | null, among?: readonly ModelInfo[]): ModelInfo | null
  /** Every model as it was when the list was last read, with its state of now. */
  known(): ModelInfo[]
  /** The host that a model's bytes go to; empty for a model in this process. */
  hostOf(modelId: string): string
  /** The counter of a model that is loaded already; null where counting would mean loading. */
  loadedCounter(modelId: string): TokenCounter | null
  /** Ids of providers whose server runs on this computer. */
  loopbackProviders(): string[]
  /** What left this computer for a conversation since the last asking. */
  takeEgress(conversationId: string): EgressRow[]
  freeBytes(): Promise<number>
  /** What is kept in memory so that it is not made twice. */
  caches(): CacheFigures[]
  embedderState(): 'ready' | 'loading' | 'failed'
  warmUp(): Promise<void>
  download(modelId: string): Promise<Result<DownloadProgress>>
  pauseDownload(modelId: string): void
  addFile(path: string): Promise<Result<ModelInfo>>
  remove(modelId: string): Promise<Result<Record<string, never>>>
  readonly providers: Pick<ProviderBook, 'list' | 'save' | 'remove' | 'readTails' | 'reload'> & ProviderDesk
}

export interface ModelDeskOptions {
  readonly options: EngineOptions
  readonly store: Store
  readonly keys: KeyVault
  readonly clock: Clock
  readonly log: Log
  readonly events: EventStream
  readonly isOffline: () => boolean
  readonly profiles: Pick<ProfileBook, 'margin'>
  readonly settings: SettingsDesk
  /** Put before a model that a person tests. */
  readonly guard?: SpendGuard
  /** Put before every model that is opened. */
  readonly withGuards?: (model: ChatModel) => ChatModel
}

export async function createModelDesk({ options, store, keys, clock, log, events, isOffline, profiles, settings, guard = (model) => model, withGuards = (model) => model }: ModelDeskOptions): Promise<ModelDesk> {
  const book = await createProviderBook(store, keys)
  const pending: CloudEgress[] = []
  const egress = createEgress({ isOffline, fetch: options.fetch })
  const cloudOptions: CloudOptions = {
    providers: book.list, key: (providerId) => keys.get(providerId), offline: isOffline,
    fetch: (url, init) => egress.fetch(url instanceof Request ? url.url : String(url), init ?? {}, 'answer'),
    onEgress: (row) => { pending.push(row) }, now: clock.now, silentMs: options.silentMs, margin: (key) => profiles.margin(key), prices: (await readPrices(options.resources)).models,
  }
  const desk = createProviderDesk({ book, keys, store, egress, cloud: cloudOptions, clock, localOnly: () => settings.get().localOnly, guard, discoverAt: options.discoverAt })
  const real = await openProfileModels({ options, store, clock, log, settings, egress, cloud: createCloudModels(cloudOptions) })
  real.onChange(() => events.emit('models.changed', {}))
  real.onProgress((progress) => events.emit('models.progress', progress))

  const models = options.models?.(real) ?? real
  const listed = async () => (await models.list()).map(book.tell)
  let infos = await listed()
  const knownNow = () => infos.map((info) => book.tell(models.peek(info.id) ?? info))
  const counters = new Map<string, TokenCounter>()
  let embedderState: 'ready' | 'loading' | 'failed' = 'loading'
  let begun = 0
  let shownFrom = 0
  /** Of two lists that are read at once, the one that was begun later stands, whichever comes first. */
  const refresh = async (): Promise<ModelInfo[]> => {
    const mine = ++begun
    const read = await listed()
    if (mine > shownFrom) [infos, shownFrom] = [read, mine]
    return infos
  }

  const embedder: Embedder = {
    ...models.embedder,
    embed: async (texts, as) => {
      try {
        const vectors = await models.embedder.embed(texts, as)
        embedderState = 'ready'
        return vectors
      } catch (error) {
        embedderState = 'failed'
        throw error
      }
    },
  }
  const bundledOr = (other: Embedder | null): Embedder | null => other?.modelId === embedder.modelId ? embedder : other
  const rank: NonNullable<Models['rank']> = async (question, texts) => {
    const ranker = await real.rankerOf(settings.get().rankerId ?? '')
    if (!ranker.ok) throw new FailureError(ranker.error)
    return ranker.value.rank(question, texts)
  }

  return {
    embedder,
    async embedderFor(modelId) {
      if (modelId === null) return embedder
      const chosen = await real.embedderOf(modelId)
      if (chosen.ok) return bundledOr(chosen.value) ?? embedder
      log.warn(`the embedding model ${modelId} is not on this computer, so the one that comes along serves`)
      return embedder
    },
    embedderOf: async (vectorId) => bundledOr(await real.embedderOfVectors(vectorId)),
    // Looked up at each turn: a model is chosen, removed and brought back while the engine runs.
    get rank() {
      const { rankerId } = settings.get()
      const info = rankerId === null ? undefined : infos.find((one) => one.id === rankerId)
      return info?.duty === 'ranking' && info.state === 'ready' ? rank : undefined
    },
    list: refresh,
    peek(modelId) {
      const info = models.peek(modelId)
      return info?.duty === 'chat' ? book.tell(info) : null
    },
    async open(modelId) {
      const opened = await models.open(modelId)
      if (opened.ok) { counters.set(modelId, opened.value.counter); return ok(withGuards(opened.value)) }
      return { ok: false, error: book.explain(models.peek(modelId)?.providerId ?? null, opened.error) }
    },
    close: () => models.close(),
    dropPrefixes: (conversationIds) => models.dropPrefixes(conversationIds),
    known: knownNow,
    caches: () => real.caches(),
    hostOf(modelId) {
      const provider = book.list().find((one) => one.id === models.peek(modelId)?.providerId)
      const address = provider === undefined ? null : addressOf(provider)
      return address?.ok === true ? address.value.host : ''
    },
    choose(place, preferredId, among = knownNow()) {
      const mine = among.filter((info) => isUsable(info) && info.place === place && info.problem === null)
      const preferred = mine.find((info) => info.id === preferredId)
      // What leaves this computer goes to the model that was picked, and to no other provider in its place.
      if (preferred !== undefined || (place === 'cloud' && preferredId !== null)) return preferred ?? null
      return mine.find((info) => info.providerId === null) ?? mine[0] ?? null
    },
    loadedCounter: (modelId) => counters.get(modelId) ?? null,
    loopbackProviders: book.loopback,
    takeEgress(conversationId) {
      const mine = pending.filter((row) => row.conversationId === conversationId)
      for (const row of mine) pending.splice(pending.indexOf(row), 1)
      return mine.map(({ at, destination, purpose, bytesOut, bytesIn, status, label }) => ({ at, turnId: null, destination, purpose, bytesOut, bytesIn, status, label }))
    },
    freeBytes: () => real.freeBytes(),
    embedderState: () => embedderState,
    warmUp: async () => { await models.embedder.embed(['warm']).then(() => { embedderState = 'ready' }, (error: unknown) => { embedderState = 'failed'; log.warn(`embeddings: ${String(error)}`) }) },
    async download(modelId) {
      const started = await real.download(modelId)
      void real.downloadEnded(modelId).then(refresh)
      return started
    },
    pauseDownload: (modelId) => real.pause(modelId),
    async addFile(path) {
      const added = await real.addFile(path)
      await refresh()
      return added
    },
    async remove(modelId) {
      const { embedderId, rankerId } = settings.get()
      if (modelId === embedderId || modelId === rankerId) return fail('not-allowed', 'This model is in use for finding.', 'Choose another one first, then remove this one.')
      const removed = await real.remove(modelId)
      await refresh()
      return removed.ok ? ok({}) : removed
    },
    providers: {
      ...desk,
      list: book.list,
      save: async (provider) => { await book.save(provider); await refresh() },
      remove: async (providerId) => { await book.remove(providerId); await refresh() },
      readTails: async () => { await book.readTails(); await refresh() },
      reload: book.reload,
    },
  }
}
