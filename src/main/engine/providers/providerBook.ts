import { provider as providerShape, type ModelInfo, type Provider } from '../../../shared/model.ts'
import type { Failure } from '../../../shared/result.ts'
import { addressOf } from '../../models/cloud/address.ts'
import type { Store } from '../../storage/openStore.ts'
import { readSetting, writeSetting } from '../../storage/settings.ts'
import type { KeyVault } from '../engine.ts'
import { lockedKeys } from '../keys/sentences.ts'

const setting = 'providers'

/** The providers that the person set up, with what may be shown of their keys. */
export interface ProviderBook {
  list(): readonly Provider[]
  /** Adds one, or changes the one of that id. Throws the store's error when it cannot be written; nothing is then changed. */
  save(provider: Provider): Promise<void>
  remove(providerId: string): Promise<void>
  /** Looks at the keys again: they were locked, unlocked or taken away. */
  readTails(): Promise<void>
  /** Reads the stored ones anew: a forgetting may have taken words out of their names. */
  reload(): void
  /** Ids of providers whose server runs on this computer. */
  loopback(): string[]
  /** The same failure, or the truer one where a key is only locked. */
  explain(providerId: string | null, failure: Failure): Failure
  /** A model's facts with that failure explained. */
  tell(info: ModelInfo): ModelInfo
}

/** Reads the providers of a profile with what is shown of their keys; one that is damaged is left out. */
export async function createProviderBook(store: Store, keys: KeyVault): Promise<ProviderBook> {
  let providers = readProviders(store)
  const withTail = async (one: Provider): Promise<Provider> => ({ ...one, keyTail: tailOf(await keys.get(one.id)), loopback: isLoopback(one) })
  const book: ProviderBook = {
    list: () => providers,
    async save(given) {
      const saved = await withTail(given)
      const next = providers.some((one) => one.id === saved.id) ? providers.map((one) => one.id === saved.id ? saved : one) : [...providers, saved]
      writeProviders(store, next)
      providers = next
    },
    async remove(providerId) {
      const next = providers.filter((one) => one.id !== providerId)
      writeProviders(store, next)
      providers = next
    },
    async readTails() {
      const tails = new Map(await Promise.all(providers.map(async ({ id }) => [id, tailOf(await keys.get(id))] as const)))
      // While the keys were read a provider may have been changed, added or removed: that stands.
      providers = providers.map((one) => ({ ...one, keyTail: tails.has(one.id) ? tails.get(one.id)! : one.keyTail }))
    },
    reload() {
      const tails = new Map(providers.map(({ id, keyTail }) => [id, keyTail]))
      providers = readProviders(store).map((one) => ({ ...one, keyTail: tails.get(one.id) ?? null }))
    },
    loopback: () => providers.filter((one) => one.loopback).map((one) => one.id),
    explain: (providerId, failure) => failure.kind === 'provider-key' && providerId !== null && keys.isLocked() && keys.holds(providerId) ? lockedKeys.error : failure,
    tell: (info) => info.problem === null ? info : { ...info, problem: book.explain(info.providerId, info.problem) },
  }
  await book.readTails()
  return book
}

function readProviders(store: Store): Provider[] {
  const stored = readSetting(store.read, setting)
  if (!Array.isArray(stored)) return []
  return stored.flatMap((one: unknown) => {
    const read = providerShape.safeParse(one)
    return read.success ? [{ ...read.data, keyTail: null, loopback: isLoopback(read.data) }] : []
  })
}

function writeProviders(store: Store, providers: readonly Provider[]): void {
  // The tail of a key is shown, never stored.
  if (store.write !== null) writeSetting(store.write, setting, providers.map((one) => ({ ...one, keyTail: null })))
}

function isLoopback(provider: Provider): boolean {
  const address = addressOf(provider)
  return address.ok && address.value.loopback
}

/** The last four characters of a key that is long enough to spare them. */
function tailOf(key: string | null): string | null {
  return key === null ? null : key.length >= 12 ? key.slice(-4) : '••••'
}
