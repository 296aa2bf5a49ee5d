import type { Output } from '../../shared/contract.ts'
import type { OwnIntent } from '../../shared/understanding.ts'
import type { Embedder } from '../models/ports.ts'
import type { Clock } from '../platform/clock.ts'
import { newId } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { UnderstandHeads } from '../understand/heads.ts'
import { intentEntries } from '../understand/intent/intentTable.ts'
import { makeOwnIntents, noOwnIntents, textsOfOwnIntents, type OwnIntents } from '../understand/intent/ownIntents.ts'
import type { SettingsDesk } from './settingsDesk.ts'
import { openTrainedHeads } from './trainedHeads.ts'

/** What messages can be about, as it came with Casement and as the person taught it. */
export interface IntentBook {
  /** What messages are read with, as it stands now. */
  heads(): UnderstandHeads
  list(): Output<'intents.list'>
  /** Resolves once the intent works: the very next message is read with it. */
  save(given: Omit<OwnIntent, 'id'> & { readonly id: string | null }): Promise<OwnIntent>
  /** False where there is no such intent. */
  remove(intentId: string): boolean
  /** Reads in what the first message would wait for. */
  warmUp(): Promise<void>
}

export interface IntentBookOptions { readonly resources: string; readonly embedder: Embedder; readonly settings: SettingsDesk; readonly clock: Clock; readonly log: Log }

export function createIntentBook({ resources, embedder, settings, clock, log }: IntentBookOptions): IntentBook {
  const trained = openTrainedHeads(resources, embedder.modelId, log)
  const vectors = new Map<string, Float32Array>()
  let made: { readonly from: readonly OwnIntent[]; readonly own: OwnIntents } = { from: [], own: noOwnIntents }

  const embedMissing = async (intents: readonly OwnIntent[]): Promise<void> => {
    const missing = textsOfOwnIntents(intents).filter((text) => !vectors.has(text))
    if (missing.length === 0) return
    const found = await embedder.embed(missing)
    for (const [at, text] of missing.entries()) vectors.set(text, found[at]!)
  }
  /** Intents whose examples have no vector yet wait for it; they are few, and their owner saved them long before. */
  const own = (): OwnIntents => {
    const now = settings.get().ownIntents
    if (now === made.from) return made.own
    const ready = now.filter((intent) => intent.examples.every((text) => vectors.has(text)))
    if (ready.length < now.length) {
      void embedMissing(now).catch((error: unknown) => log.warn(`examples of own intents could not be read: ${String(error)}`))
      return makeOwnIntents(ready, (text) => vectors.get(text)!)
    }
    const used = new Set(textsOfOwnIntents(now))
    for (const text of vectors.keys()) if (!used.has(text)) vectors.delete(text)
    made = { from: now, own: makeOwnIntents(now, (text) => vectors.get(text)!) }
    return made.own
  }

  return {
    heads: () => ({ ...trained(), own: own() }),
    list: () => ({ builtIn: intentEntries.map(({ id, name, task }) => ({ id, name, task })), own: settings.get().ownIntents, loaders: [] }),
    async save({ id, ...rest }) {
      const saved: OwnIntent = { ...rest, id: id ?? newId('n', clock.now()) }
      await embedMissing([saved])
      const { ownIntents } = settings.get()
      settings.set({ ownIntents: ownIntents.some((one) => one.id === saved.id) ? ownIntents.map((one) => one.id === saved.id ? saved : one) : [...ownIntents, saved] })
      return saved
    },
    remove(intentId) {
      const { ownIntents } = settings.get()
      const left = ownIntents.filter((one) => one.id !== intentId)
      if (left.length < ownIntents.length) settings.set({ ownIntents: left })
      return left.length < ownIntents.length
    },
    async warmUp() {
      trained()
      await embedMissing(settings.get().ownIntents)
    },
  }
}
