import { join } from 'node:path'
import type { Output } from '../../shared/contract.ts'
import type { Needs, OwnIntent } from '../../shared/understanding.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { TaskKind } from '../../shared/words.ts'
import { builtInLoaders } from '../knowledge/builtInLoaders.ts'
import { withIntents } from '../knowledge/chooseLoaders.ts'
import type { Activation, Loader } from '../knowledge/loader.ts'
import { recallLoader } from '../knowledge/loaders/recall.ts'
import { packLoaders } from '../knowledge/packs/packLoaders.ts'
import type { Embedder } from '../models/ports.ts'
import type { Clock } from '../platform/clock.ts'
import { newId } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { taskWords } from '../router/words.ts'
import type { UnderstandHeads } from '../understand/heads.ts'
import { intentEntries } from '../understand/intent/intentTable.ts'
import { makeOwnIntents, noOwnIntents, textsOfOwnIntents, type OwnIntents } from '../understand/intent/ownIntents.ts'
import { checkIntent } from './checkIntent.ts'
import { createPackBook, type PackParts } from './packBook.ts'
import type { SettingsDesk } from './settingsDesk.ts'
import { openTrainedHeads } from './trainedHeads.ts'

/** What messages can be about, as it came with Casement and as the person taught it. */
export interface IntentBook {
  /** What messages are read with, as it stands now. */
  heads(): UnderstandHeads
  list(): Output<'intents.list'>
  /** Resolves once the intent works: the very next message is read with it. Fails with a plain sentence, and saves nothing, where it cannot be told from others or names what is not there. */
  save(given: Omit<OwnIntent, 'id'> & { readonly id: string | null }): Promise<Result<OwnIntent>>
  /** False where there is no such intent. */
  remove(intentId: string): boolean
  /** The sources that turns may ask, as intents and packs wake them. @param search the search over memories, which is the turn's own */
  loaders(search: Loader): readonly Loader[]
  /** Resolves once every intent that is switched on has been read: after a pack was switched on, the very next message knows it. */
  ready(): Promise<void>
  /** Reads in what the first message would wait for. */
  warmUp(): Promise<void>
}

const needWords: Readonly<Record<keyof Needs, string>> = { memory: 'questions on what you told', files: 'files', tools: 'things to be done', fresh: 'how things stand now', arithmetic: 'numbers to work out' }

export interface IntentBookOptions { readonly resources: string; readonly embedder: Embedder; readonly settings: SettingsDesk; readonly clock: Clock; readonly log: Log }

/** Opens what is known of intents. Heads, packs and examples are read with the first message or by `warmUp`, not here. */
export function createIntentBook({ resources, embedder, settings, clock, log }: IntentBookOptions): IntentBook {
  const trained = openTrainedHeads(resources, embedder.modelId, log)
  const packs = createPackBook(join(resources, 'packs'), clock, log)
  const vectors = new Map<string, Float32Array>()
  let made: { readonly from: readonly OwnIntent[]; readonly pack: PackParts; readonly own: OwnIntents } = { from: [], pack: packs.of([]), own: noOwnIntents }

  const embedMissing = async (intents: readonly OwnIntent[]): Promise<void> => {
    const missing = textsOfOwnIntents(intents).filter((text) => !vectors.has(text))
    if (missing.length === 0) return
    const found = await embedder.embed(missing)
    for (const [at, text] of missing.entries()) vectors.set(text, found[at]!)
  }
  /** The person's intents before those of packs: where both are equally near, the person's own counts. */
  const known = (): { readonly ownIntents: readonly OwnIntent[]; readonly pack: PackParts } => {
    const now = settings.get()
    return { ownIntents: now.ownIntents, pack: packs.of(now.packs) }
  }
  /** Intents whose examples have no vector yet wait for it; they are few, and their owner saved them long before. */
  const own = (): OwnIntents => {
    const { ownIntents, pack } = known()
    if (ownIntents === made.from && pack === made.pack) return made.own
    const now = [...ownIntents, ...pack.intents]
    const ready = now.filter((intent) => intent.examples.every((text) => vectors.has(text)))
    if (ready.length < now.length) {
      void embedMissing(now).catch((error: unknown) => log.warn(`examples of intents could not be read: ${String(error)}`))
      return makeOwnIntents(ready, (text) => vectors.get(text)!)
    }
    const used = new Set(textsOfOwnIntents(now))
    for (const text of vectors.keys()) if (!used.has(text)) vectors.delete(text)
    made = { from: ownIntents, pack, own: makeOwnIntents(now, (text) => vectors.get(text)!) }
    return made.own
  }
  const ready = (): Promise<void> => embedMissing([...known().ownIntents, ...known().pack.intents])
    .catch((error: unknown) => log.warn(`examples of intents could not be read: ${String(error)}`))
  const loaders = (search: Loader): readonly Loader[] => {
    const { ownIntents, pack } = known()
    return withIntents([search, ...builtInLoaders, ...pack.loaders], ownIntents)
  }
  const nameOfIntent = (id: string): string => [...known().ownIntents, ...known().pack.intents].find((one) => one.id === id)?.name ?? intentEntries.find((one) => one.id === id)?.name ?? id
  const namesBeside = (id: string | null): string[] => [...intentEntries, ...known().pack.intents, ...known().ownIntents.filter((one) => one.id !== id)].map((one) => one.name)
  /** Sources of packs that are off count too: an intent may wait for its pack. */
  const loaderIds = (): string[] => [...loaders(recallLoader(() => Promise.resolve([]))), ...packs.all().flatMap((pack) => packLoaders(pack, clock.now()))].map((one) => one.id)
  const sayWaker = (by: Activation): string => by === 'look-up' ? 'whatever may rest on what you told' : by.startsWith('intent:') ? `“${nameOfIntent(by.slice(7))}”`
    : by.startsWith('need:') ? needWords[by.slice(5) as keyof Needs] : taskWords[by as TaskKind]

  return {
    heads: () => ({ ...trained(), own: own() }),
    loaders,
    list: () => ({
      builtIn: [...intentEntries, ...known().pack.intents].map(({ id, name, task }) => ({ id, name, task })), own: settings.get().ownIntents,
      loaders: loaders(recallLoader(() => Promise.resolve([]))).map(({ id, name, about, required, timeLimitMs, activatedBy }) => ({ id, name, about, required: required !== false, timeLimitMs, activatedBy: activatedBy.map(sayWaker) })),
      packs: packs.all().map((one) => ({
        id: one.id, name: one.name, about: one.about, capability: one.capability, label: one.label, isOn: settings.get().packs.includes(one.id), intents: one.intents.map(({ name }) => name), loaders: one.loaders.map(({ name }) => name),
      })),
    }),
    ready,
    async save(given) {
      const checked = checkIntent(given, { names: namesBeside(given.id), loaders: loaderIds() })
      if (!checked.ok) return checked
      const { id, ...rest } = checked.value
      const saved: OwnIntent = { ...rest, id: id ?? newId('n', clock.now()) }
      await embedMissing([...known().ownIntents, ...known().pack.intents, saved])
      const { ownIntents } = settings.get()
      settings.set({ ownIntents: ownIntents.some((one) => one.id === saved.id) ? ownIntents.map((one) => one.id === saved.id ? saved : one) : [...ownIntents, saved] })
      return ok(saved)
    },
    remove(intentId) {
      const { ownIntents } = settings.get()
      const left = ownIntents.filter((one) => one.id !== intentId)
      if (left.length < ownIntents.length) settings.set({ ownIntents: left })
      return left.length < ownIntents.length
    },
    async warmUp() {
      trained()
      await ready()
    },
  }
}
