import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ok, type Result } from '../../shared/result.ts'
import { systemClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import { profilePaths } from '../platform/paths.ts'
import { Scope } from '../platform/scope.ts'
import { interruptStreaming } from '../storage/messages.ts'
import { interruptRuns } from '../storage/runs.ts'
import { openStore } from '../storage/openStore.ts'
import { readPrototypes } from '../understand/prototypes.ts'
import { createResilience } from '../resilience/createResilience.ts'
import { createAnswerCacheDesk } from './answerCacheDesk.ts'
import { createAssociationBook } from './associationBook.ts'
import { createBackUps } from './backUps.ts'
import { createCalibrator } from './calibrator.ts'
import { knock, type Handlers } from './door.ts'
import type { Engine, EngineOptions } from './engine.ts'
import type { EngineParts } from './engineParts.ts'
import { createEventStream } from './eventStream.ts'
import { createFadeDesk } from './fadeDesk.ts'
import { createForgetDesk } from './forgetDesk.ts'
import { createGenerationQueue } from './generationQueue.ts'
import { withGuards } from './guardedModels.ts'
import { appHandlers } from './handlers/appHandlers.ts'
import { cacheHandlers } from './handlers/cacheHandlers.ts'
import { exchangeHandlers } from './handlers/exchangeHandlers.ts'
import { healthHandlers } from './handlers/healthHandlers.ts'
import { intentHandlers } from './handlers/intentHandlers.ts'
import { memoryHandlers } from './handlers/memoryHandlers.ts'
import { modelHandlers } from './handlers/modelHandlers.ts'
import { policyHandlers } from './handlers/policyHandlers.ts'
import { profileHandlers } from './handlers/profileHandlers.ts'
import { projectHandlers } from './handlers/projectHandlers.ts'
import { providerHandlers } from './handlers/providerHandlers.ts'
import { settingHandlers } from './handlers/settingHandlers.ts'
import { spendHandlers } from './handlers/spendHandlers.ts'
import { createImportDesk } from './importDesk.ts'
import { createIndexSwitch } from './indexSwitch.ts'
import { createPassphraseVault } from './keys/passphraseVault.ts'
import { createIntentBook } from './intentBook.ts'
import { createLearnDesk } from './learnDesk.ts'
import { createModelDesk, type ModelDesk } from './modelDesk.ts'
import { createProfileBook } from './profileBook.ts'
import { createQuestionDesk } from './questionDesk.ts'
import { createSettingsDesk } from './settingsDesk.ts'
import { createSpendDesk, type SpendDesk } from './spendDesk.ts'
import { createStrategyDesk } from './strategyDesk.ts'
import { createTalkParts, noIndexer, talkHandlers, type BaseParts } from './talkParts.ts'
import { createTemporaryDesk, type TemporaryDesk } from './temporaryDesk.ts'

/** Background work waits until the window has had its first answers. */
const backgroundAfterMs = 1200

/**
 * Opens a profile and everything that works on it. Nothing heavy happens before it returns: no model is loaded, no index
 * is rebuilt, no backup is made; those follow in the background.
 * @returns a Failure for what a person can act on: the profile is open elsewhere, damaged, newer, or cannot be written
 */
export async function createEngine(options: EngineOptions): Promise<Result<Engine>> {
  const clock = options.clock ?? systemClock
  const log = options.log ?? silentLog
  const scope = new Scope()
  try {
    const opened = await openStore({ folder: options.profile, holder: { host: options.host, pid: process.pid, since: clock.now() }, now: clock.now, log })
    if (!opened.ok) {
      await scope.close()
      return opened
    }
    const store = scope.own(opened.value)
    const events = createEventStream(log)
    const settings = createSettingsDesk(store)
    const keys = options.keys ?? createPassphraseVault({ file: profilePaths(options.profile).keys, clock, problem: options.keysProblem ?? null })
    const isOffline = () => options.offline === true || settings.get().offline
    const profiles = createProfileBook(store, events)
    const resilience = createResilience({ clock, log })
    const spending: SpendDesk = createSpendDesk({ store, settings, clock, events, log, providers: () => models.providers.list(), priceOf: (modelId) => models.peek(modelId)?.price ?? null })
    const nameOf = (providerId: string) => models.providers.list().find((one) => one.id === providerId)?.name ?? providerId
    const models: ModelDesk = scope.own(await createModelDesk({
      options, store, keys, clock, log, events, isOffline, profiles, settings, guard: spending.guard, withGuards: (model) => withGuards(model, { spending, resilience, nameOf, limits: options.answerLimits }),
    }))
    scope.onClose(resilience.onChange(() => events.emit('health.changed', {})))
    const search = scope.own(await createIndexSwitch({
      file: profilePaths(options.profile).index, entry: options.entries.searchThread, db: store.read, isNew: store.isNew, embedder: await models.embedderFor(settings.get().embedderId),
      embedderOf: (vectorId) => models.embedderOf(vectorId), log, onChange: () => events.emit('app.changed', {}),
    }))
    const { index, indexer, rebuilt } = search
    // A new profile has no index yet, and that is no news.
    if (rebuilt !== null && !store.isNew) log.info(rebuilt)
    if (store.write !== null) interruptRuns(store.write)
    const interrupted = store.write === null ? 0 : interruptStreaming(store.write, clock.now())
    if (interrupted > 0) log.info(`${interrupted} answer(s) were cut off by the last end of Casement and are marked so`)

    const prototypes = readPrototypes(JSON.parse(readFileSync(join(options.resources, 'prototypes.json'), 'utf8')), models.embedder.modelId)
    if (prototypes === null) throw new Error('resources/prototypes.json does not belong to the embedding model: run npm run build:prototypes')
    const backUps = scope.own(createBackUps(store, clock.now, log, () => events.emit('app.changed', {})))
    const base: BaseParts = {
      options, clock, log, store, library: store, isTemporary: false, index, indexer, search, models, keys, settings, events, prototypes, associations: createAssociationBook(options.resources, log), profiles, backUp: backUps.ask, forgets: { count: 0 },
      spending, resilience, queue: createGenerationQueue(), questions: createQuestionDesk(events), intents: createIntentBook({ resources: options.resources, embedder: models.embedder, settings, clock, log }), answers: createAnswerCacheDesk({ store, settings, clock, log }),
      openTemporary: (conversation) => temporary.open(conversation),
    }
    const strategies = createStrategyDesk(base)
    let isBusy = () => false
    const calibrator = scope.own(createCalibrator({ ...base, book: profiles, isBusy: () => isBusy() }))
    const learning = scope.own(createLearnDesk({ ...base, isBusy: () => isBusy() }))
    const shared = { strategies, calibrator, learning, isBusy: () => isBusy() }
    const talk = createTalkParts(base, shared)
    const forgetting = scope.own(createForgetDesk({ ...base, temporaryStores: () => temporary.stores() }))
    const fades = scope.own(createFadeDesk(base))
    scope.own(talk)
    const temporary: TemporaryDesk = scope.own(createTemporaryDesk(
      (own) => {
        const made = createTalkParts({ ...base, store: own, isTemporary: true, indexer: noIndexer(indexer), backUp: () => {} }, shared)
        return { handlers: talkHandlers(made.parts), isRunning: made.parts.turns.isRunning, isBusy: made.isBusy, close: made.close }
      },
      (conversationId) => { void models.dropPrefixes([conversationId]).catch((error: unknown) => log.warn(`a kept prefix could not be dropped: ${String(error)}`)) },
    ))
    isBusy = () => talk.isBusy() || temporary.isBusy()
    const imports = scope.own(createImportDesk({ ...base, isBusy: () => isBusy() }))
    const parts: EngineParts = { ...talk.parts, memories: once(async () => (await import('./memoryDesk.ts')).createMemoryDesk(base)), forgetting, temporary, imports }
    const handlers: Handlers = temporary.inFrontOf({
      ...appHandlers(parts), ...talkHandlers(parts), ...memoryHandlers(parts), ...modelHandlers(parts), ...settingHandlers(parts), ...providerHandlers(parts),
      ...policyHandlers(parts), ...spendHandlers(parts), ...healthHandlers(parts), ...cacheHandlers(parts), ...intentHandlers(parts),
      ...profileHandlers(parts), ...projectHandlers(parts), ...exchangeHandlers(parts),
    })
    forgetting.finishEarlier()
    let { embedderId } = settings.get()
    scope.onClose(events.listen((name) => {
      const chosen = settings.get().embedderId
      if (name !== 'settings.changed' || chosen === embedderId) return
      embedderId = chosen
      void models.embedderFor(chosen).then((embedder) => search.use(embedder)).catch((error: unknown) => log.warn(`the embedding model could not be changed: ${String(error)}`))
    }))
    const timer = setTimeout(() => {
      void models.warmUp().then(() => base.intents.warmUp()).catch((error: unknown) => log.warn(`intents could not be read in: ${String(error)}`))
      void parts.turns.warmUp().then(() => indexer.catchUp())
      backUps.ask()
      fades.look()
    }, backgroundAfterMs)
    scope.onClose(() => clearTimeout(timer))

    return ok({
      handle: (name, raw) => knock(handlers, log, name, raw),
      listen: events.listen,
      close: () => scope.close(),
    })
  } catch (error) {
    await scope.close()
    throw error
  }
}

/** Makes a thing when it is first asked for, and gives that one from then on; what failed is tried again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => made ??= make().catch((error: unknown) => { made = null; throw error })
}
