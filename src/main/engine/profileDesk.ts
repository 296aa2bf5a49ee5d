import type { ModelProfile } from '../../shared/model.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { calibrateModel } from '../models/calibration/calibrateModel.ts'
import { wordsOfProfile } from '../models/calibration/wordsOfProfile.ts'
import type { ChatModel } from '../models/ports.ts'
import { learnMargin } from '../models/tokens/learnMargin.ts'
import type { Store } from '../storage/openStore.ts'
import { recordEgress } from '../storage/egress.ts'
import { listProfiles, saveProfile } from '../storage/modelProfiles.ts'
import type { ModelUse } from '../turn/turnTypes.ts'
import type { EngineOptions } from './engine.ts'
import type { EngineParts } from './engineParts.ts'
import type { EventStream } from './eventStream.ts'

/** The longest that a model is measured, in milliseconds. */
const longestMs = 120_000
/** A new speed counts for so much beside what was known: one slow turn beside a busy program is no slow model. */
const newShare = 0.3
/** Shorter readings say more about overhead than about the model. */
const leastTokens = 24

/** What is known of the models: how fast they are, how many notes they use, how far our estimates are off. */
export interface ProfileDesk {
  of(key: string): ModelProfile | null
  byModelId(modelId: string): ModelProfile | null
  /** What reported usage was above our estimate, as a factor. */
  margin(key: string): number
  noteUse(use: ModelUse): void
  list(): ModelProfile[]
  running(): { modelId: string; share: number } | null
  edit(key: string, change: Partial<Pick<ModelProfile, 'notes' | 'place' | 'trustedTokens'>>): Result<ModelProfile>
}

/** Speeds and margins as they were measured, before and without any calibration. */
export interface ProfileBook extends ProfileDesk {
  /** Keeps what a calibration found. */
  keep(profile: ModelProfile): void
}

export function createProfileBook(store: Store, events: EventStream): ProfileBook {
  const known = new Map(listProfiles(store.read).map((profile) => [profile.key, profile]))
  const keep = (profile: ModelProfile): void => {
    const worded = { ...profile, words: wordsOfProfile(profile) }
    known.set(profile.key, worded)
    if (store.write !== null) saveProfile(store.write, worded)
    events.emit('profiles.changed', {})
  }
  return {
    keep,
    of: (key) => known.get(key) ?? null,
    byModelId: (modelId) => [...known.values()].find((profile) => profile.modelId === modelId) ?? null,
    margin: (key) => known.get(key)?.margin ?? 1,
    list: () => [...known.values()],
    running: () => null,
    noteUse({ model, context, usage, timing }) {
      const before = known.get(model.key) ?? emptyProfile(model)
      const reported = usage?.reported === true && context.counting === 'estimate' ? usage.promptTokens : null
      // The margin is learned of the bare estimate: what was counted holds the margin of before.
      const margin = reported === null || reported === 0 ? before : learnMargin(before, context.used / before.margin, reported)
      const read = timing !== null && timing.readTokens >= leastTokens && timing.readMs > 0 ? (timing.readTokens / timing.readMs) * 1000 : null
      const write = timing !== null && timing.writtenTokens >= leastTokens && timing.writeMs > 0 ? (timing.writtenTokens / timing.writeMs) * 1000 : null
      if (read === null && write === null && margin === before && known.has(model.key)) return
      keep({
        ...before, modelId: model.info.id, modelName: model.info.name, windowTokens: model.windowTokens,
        margin: margin.margin, marginFrom: margin.marginFrom,
        readTokensPerSecond: blend(before.readTokensPerSecond, read), writeTokensPerSecond: blend(before.writeTokensPerSecond, write),
      })
    },
    edit(key, change) {
      const before = known.get(key)
      if (before === undefined) return fail('not-found', 'Nothing is known of this model yet.', 'Use it once, or let it be measured.')
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
      keep({ ...before, ...given, state: 'edited' })
      return ok(known.get(key)!)
    },
  }
}

function emptyProfile(model: ChatModel): ModelProfile {
  return {
    key: model.key, modelId: model.info.id, modelName: model.info.name, state: 'speed', windowTokens: model.windowTokens, notes: null, place: null, trustedTokens: null,
    readTokensPerSecond: null, writeTokensPerSecond: null, margin: 1, marginFrom: 0, cells: [], seconds: 0, calibratedAt: null, words: '',
  }
}

function blend(before: number | null, now: number | null): number | null {
  if (now === null) return before
  return before === null ? now : before * (1 - newShare) + now * newShare
}

/** Measures models in the background: on their first use, or when asked. */
export interface Calibrator {
  /** A model answered: when it was never measured and the settings allow it, it is measured once nothing else goes on. */
  usedFirst(model: ChatModel): void
  /** A turn begins: measuring gives way to it, and goes on later. */
  giveWay(): void
  measure(modelId: string): Promise<Result<Record<string, never>>>
  stop(): void
  running(): { modelId: string; share: number } | null
  close(): Promise<void>
}

type CalibratorParts = Pick<EngineParts, 'clock' | 'log' | 'models' | 'settings' | 'events' | 'store'> & { readonly options: EngineOptions; readonly book: ProfileBook; isBusy(): boolean }

/** Quiet before a model is measured unasked: a person who has just had an answer writes on. */
const quietMs = 20_000

export function createCalibrator(parts: CalibratorParts): Calibrator {
  const { book, clock, events } = parts
  const quiet = parts.options.calibrateAfterMs === undefined ? quietMs : parts.options.calibrateAfterMs
  let current: { readonly modelId: string; share: number; readonly abort: AbortController; readonly done: Promise<void> } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiting: string | null = null
  let closing = false

  const start = (modelId: string): void => {
    const abort = new AbortController()
    const entry = { modelId, share: 0, abort, done: Promise.resolve() }
    entry.done = run(modelId, abort.signal, (share) => { entry.share = share; events.emit('profiles.changed', {}) })
      .catch((error: unknown) => parts.log.warn(`a model could not be measured: ${String(error)}`))
      .finally(() => { current = null; events.emit('profiles.changed', {}) })
    current = entry
    events.emit('profiles.changed', {})
  }

  const run = async (modelId: string, signal: AbortSignal, onProgress: (share: number) => void): Promise<void> => {
    const opened = await parts.models.open(modelId)
    if (!opened.ok) return
    const model = opened.value
    const before = book.of(model.key)
    const known = before?.state === 'partial' ? { cells: before.cells, seconds: before.seconds } : { cells: [], seconds: 0 }
    const found = await calibrateModel({ model, known, longestMs, signal, elapsed: clock.elapsed, onProgress })
    if (parts.store.write !== null) for (const row of parts.models.takeEgress('calibration')) recordEgress(parts.store.write, row)
    if (found === null) return
    book.keep({ ...emptyProfile(model), ...before, ...found, state: found.complete ? 'measured' : 'partial', calibratedAt: clock.now(), modelId, modelName: model.info.name, windowTokens: model.windowTokens })
    if (!found.complete && !closing) later(modelId)
  }

  const later = (modelId: string): void => {
    if (quiet === null || closing) return
    waiting = modelId
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (parts.isBusy() || current !== null) { later(modelId); return }
      waiting = null
      start(modelId)
    }, quiet)
    timer.unref()
  }

  return {
    usedFirst(model) {
      const allowed = parts.settings.get().calibrate
      const leaves = model.place === 'cloud' && !model.loopback
      const profile = book.of(model.key)
      if (allowed === 'off' || (leaves && allowed !== 'all') || (profile !== null && profile.calibratedAt !== null && profile.state !== 'partial')) return
      if (current === null) later(model.info.id)
    },
    giveWay() {
      if (current === null) return
      // What was found so far is kept as partial, and measuring goes on from there.
      current.abort.abort()
      waiting ??= current.modelId
    },
    async measure(modelId) {
      if (current !== null) return fail('busy', 'A model is being measured already.', 'Wait for it, or stop it.')
      if (parts.models.peek(modelId) === null) return fail('not-found', 'This model is not set up.', 'Choose one of the listed models.')
      start(modelId)
      return ok({})
    },
    stop() {
      clearTimeout(timer)
      waiting = null
      current?.abort.abort()
    },
    running: () => current === null ? null : { modelId: current.modelId, share: current.share },
    async close() {
      closing = true
      clearTimeout(timer)
      current?.abort.abort()
      await current?.done
    },
  }
}
