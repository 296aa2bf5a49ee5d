import type { Output } from '../../shared/contract.ts'
import type { Provider, ProviderTest } from '../../shared/model.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { createCloudModels, type CloudEgress, type CloudOptions } from '../models/cloud/createCloudModels.ts'
import type { Egress } from '../models/egress.ts'
import type { CloudChatModel } from '../models/ports.ts'
import type { Clock } from '../platform/clock.ts'
import { recordEgress } from '../storage/egress.ts'
import type { Store } from '../storage/openStore.ts'
import type { KeyVault } from './engine.ts'
import type { ProviderBook } from './providers/providerBook.ts'
import { discoverServers, type ServerAddresses } from './providers/discoverServers.ts'
import { testProvider } from './providers/testProvider.ts'

/** What a call is charged for. */
export interface CallMeta { readonly conversationId: string | null; readonly turnId: string | null; readonly purpose: string }
/** Puts the budgets before a model of the cloud: it checks what a call may cost and books what it did. */
export type SpendGuard = (model: CloudChatModel, meta: CallMeta) => CloudChatModel

/** What a person asks of providers, each only when asked: a test of one, and what runs on this computer. */
export interface ProviderDesk {
  test(providerId: string, modelId: string): Promise<Result<ProviderTest>>
  discover(): Promise<Output<'providers.discover'>>
}

export interface ProviderDeskOptions {
  readonly book: ProviderBook
  readonly keys: KeyVault
  readonly store: Store
  readonly egress: Egress
  /** As for turns; a test puts its own ledger and its own watch on the wire in their place. */
  readonly cloud: CloudOptions
  readonly clock: Clock
  readonly localOnly: () => boolean
  readonly guard: SpendGuard
  readonly discoverAt?: ServerAddresses | undefined
}

/** Asks nobody by itself: each test and each look is a person’s own order. */
export function createProviderDesk({ book, keys, store, egress, cloud, clock, localOnly, guard, discoverAt }: ProviderDeskOptions): ProviderDesk {
  const keep = (row: CloudEgress): void => {
    const { at, destination, bytesOut, bytesIn, status, label } = row
    if (store.write !== null) recordEgress(store.write, { at, turnId: null, destination, purpose: 'test', bytesOut, bytesIn, status, label })
  }
  return {
    async test(providerId, modelId) {
      const provider = book.list().find((one) => one.id === providerId)
      if (provider === undefined) return fail('not-found', 'This provider does not exist any more.', 'Reload the list and try again.')
      const model = findModel(provider, modelId)
      if (model === undefined) return fail('not-found', `${provider.name} has no model of this name.`, 'Choose one of its models, or add it first.')
      const only: Provider = { ...provider, models: [model] }
      return ok(await testProvider({
        provider: only, modelName: model.id, clock, localOnly: localOnly(), key: () => keys.get(providerId), explain: (failure) => book.explain(providerId, failure),
        async open(watch) {
          const fetch = watch((url, init) => egress.fetch(url instanceof Request ? url.url : String(url), init ?? {}, 'test'))
          const opened = await createCloudModels({ ...cloud, providers: () => [only], onEgress: keep, fetch }).open(`cloud:${providerId}:${model.id}`)
          if (!opened.ok || opened.value.loopback) return opened
          return ok(guard(opened.value, { conversationId: null, turnId: null, purpose: 'test' }))
        },
      }))
    },
    discover: () => discoverServers(egress, discoverAt),
  }
}

/** By its name, or by the id that it has in the list of models. */
function findModel(provider: Provider, modelId: string): Provider['models'][number] | undefined {
  return provider.models.find((one) => one.id === modelId) ?? provider.models.find((one) => `cloud:${provider.id}:${one.id}` === modelId)
}
