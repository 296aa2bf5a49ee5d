import type { Egress } from '../models/egress.ts'
import { createModels } from '../models/models.ts'
import type { CloudModels } from '../models/ports.ts'
import { forkChild } from '../models/process/forkChild.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { profilePaths } from '../platform/paths.ts'
import { listModelFiles, removeModelFile, saveModelFile } from '../storage/modelFiles.ts'
import type { Store } from '../storage/openStore.ts'
import type { EngineOptions } from './engine.ts'
import type { SettingsDesk } from './settingsDesk.ts'

export interface ProfileModelParts {
  readonly options: EngineOptions
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly settings: SettingsDesk
  readonly egress: Egress
  readonly cloud: CloudModels
}

/** All models of a profile; which files were added or set aside is kept in its store. */
export function openProfileModels({ options, store, clock, log, settings, egress, cloud }: ProfileModelParts): ReturnType<typeof createModels> {
  const files = listModelFiles(store.read)
  const keep = (work: () => void): void => { if (store.write !== null) work() }
  return createModels({
    resources: options.resources, modelFolder: profilePaths(options.profile).models, sharedFolders: options.sharedModels,
    addedFiles: files.filter((file) => file.problem === null).map((file) => file.path),
    onAddedFiles: (paths) => keep(() => {
      for (const file of listModelFiles(store.read)) if (file.problem === null && !paths.includes(file.path)) removeModelFile(store.write!, file.path)
      for (const path of paths) saveModelFile(store.write!, { path, addedAt: clock.now(), problem: null })
    }),
    quarantined: files.filter((file) => file.problem !== null).map((file) => file.path),
    onQuarantine: (path, reason) => keep(() => saveModelFile(store.write!, { path, addedAt: clock.now(), problem: reason })),
    onRelease: (path) => keep(() => removeModelFile(store.write!, path)),
    prefixFolder: store.write === null ? null : profilePaths(options.profile).prefixes, prefixBytes: () => settings.get().prefixStoreMb * 1024 * 1024,
    processEntry: options.entries.modelProcess, startChild: options.spawn ?? forkChild, egress, clock, log, cloud,
  })
}
