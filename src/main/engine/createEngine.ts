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
import { openSearchIndex } from '../storage/index/searchIndex.ts'
import { readPrototypes } from '../understand/prototypes.ts'
import { createAfterDesk } from './afterDesk.ts'
import { createBackUps } from './backUps.ts'
import { createCalibrator } from './calibrator.ts'
import { knock, type Handlers } from './door.ts'
import type { Engine, EngineOptions } from './engine.ts'
import type { EngineParts } from './engineParts.ts'
import { createEpochDesk } from './epochDesk.ts'
import { createEventStream } from './eventStream.ts'
import { appHandlers } from './handlers/appHandlers.ts'
import { budgetHandlers } from './handlers/budgetHandlers.ts'
import { conversationHandlers } from './handlers/conversationHandlers.ts'
import { draftHandlers } from './handlers/draftHandlers.ts'
import { epochHandlers } from './handlers/epochHandlers.ts'
import { memoryHandlers } from './handlers/memoryHandlers.ts'
import { modelHandlers } from './handlers/modelHandlers.ts'
import { profileHandlers } from './handlers/profileHandlers.ts'
import { settingHandlers } from './handlers/settingHandlers.ts'
import { turnHandlers } from './handlers/turnHandlers.ts'
import { versionHandlers } from './handlers/versionHandlers.ts'
import { createIndexer } from './indexer.ts'
import { createMemoryKeyVault } from './keyVault.ts'
import { createModelDesk } from './modelDesk.ts'
import { createProfileBook } from './profileBook.ts'
import { createSettingsDesk } from './settingsDesk.ts'
import { createStrategyDesk } from './strategyDesk.ts'
import { createTurnDesk } from './turnDesk.ts'
import { createVersionDesk } from './versionDesk.ts'

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
    const keys = options.keys ?? createMemoryKeyVault()
    const isOffline = () => options.offline === true || settings.get().offline
    const profiles = createProfileBook(store, events)
    const models = scope.own(await createModelDesk({ options, store, keys, clock, log, events, isOffline, profiles, settings }))
    let fillAgain = (): void => {}
    const { index, rebuilt } = await openSearchIndex({
      file: profilePaths(options.profile).index, entry: options.entries.searchThread,
      modelId: models.embedder.modelId, dimensions: models.embedder.dimensions, log, onRebuilt: () => fillAgain(),
    })
    scope.own(index)
    // A new profile has no index yet, and that is no news.
    if (rebuilt !== null && !store.isNew) log.info(rebuilt)
    if (store.write !== null) interruptRuns(store.write)
    const interrupted = store.write === null ? 0 : interruptStreaming(store.write, clock.now())
    if (interrupted > 0) log.info(`${interrupted} answer(s) were cut off by the last end of Casement and are marked so`)

    const indexer = scope.own(createIndexer(store.read, index, models.embedder, log, () => events.emit('app.changed', {})))
    fillAgain = () => { void indexer.catchUp() }
    const prototypes = readPrototypes(JSON.parse(readFileSync(join(options.resources, 'prototypes.json'), 'utf8')), models.embedder.modelId)
    if (prototypes === null) throw new Error('resources/prototypes.json does not belong to the embedding model: run npm run build:prototypes')
    const backUps = scope.own(createBackUps(store, clock.now, log, () => events.emit('app.changed', {})))
    const base = { options, clock, log, store, index, indexer, models, keys, settings, events, prototypes, profiles, backUp: backUps.ask, forgets: { count: 0 } }
    const epochs = createEpochDesk(base)
    const versions = scope.own(createVersionDesk(base))
    const strategies = createStrategyDesk(base)
    let isBusy = () => false
    const after = scope.own(createAfterDesk({ ...base, epochs, isBusy: () => isBusy() }))
    const calibrator = scope.own(createCalibrator({ ...base, book: profiles, isBusy: () => isBusy() }))
    const desk = { ...base, epochs, after, versions, strategies, calibrator }
    const turns = scope.own(createTurnDesk(desk))
    isBusy = () => turns.isBusy() || versions.isBusy()
    const parts: EngineParts = { ...desk, turns }
    const handlers: Handlers = {
      ...appHandlers(parts), ...conversationHandlers(parts), ...draftHandlers(parts), ...turnHandlers(parts), ...memoryHandlers(parts),
      ...modelHandlers(parts), ...settingHandlers(parts), ...budgetHandlers(parts), ...epochHandlers(parts), ...versionHandlers(parts), ...profileHandlers(parts),
    }
    const timer = setTimeout(() => {
      void models.warmUp()
      void turns.warmUp().then(() => indexer.catchUp())
      backUps.ask()
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
