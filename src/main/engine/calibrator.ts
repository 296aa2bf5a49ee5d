import type { ModelProfile } from '../../shared/model.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { calibrateModel } from '../models/calibration/calibrateModel.ts'
import type { ChatModel } from '../models/ports.ts'
import { recordEgress } from '../storage/egress.ts'
import type { EngineParts } from './engineParts.ts'
import { emptyProfile, type ProfileBook } from './profileBook.ts'

/** Measures models in the background: on their first use, or when asked. */
export interface Calibrator {
  /** A model answered: when it was never measured and the settings allow it, it is measured once nothing else goes on. */
  usedFirst(model: ChatModel): void
  /** A turn begins: measuring gives way to it, and goes on later from where it was. */
  giveWay(): void
  measure(modelId: string): Promise<Result<Record<string, never>>>
  /** Ends what runs and what waits; what was found so far is kept. */
  stop(): void
  running(): { modelId: string; share: number } | null
  close(): Promise<void>
}

type CalibratorParts = Pick<EngineParts, 'clock' | 'log' | 'models' | 'settings' | 'events' | 'store' | 'options'> & { readonly book: ProfileBook; isBusy(): boolean }

/** `isAsked`: by the person, so neither the setting nor an earlier measuring speaks against it. */
interface Wanted { readonly modelId: string; readonly isAsked: boolean }
interface Current extends Wanted { share: number; gaveWay: boolean; done: Promise<void>; readonly abort: AbortController }

/** The longest that a model is measured, in milliseconds, all interrupted parts together. */
const longestMs = 120_000
/** Quiet before a model is measured unasked, or again after it gave way: a person who has just had an answer writes on. */
const quietMs = 20_000
/** Under this key the model knows what it is asked here, and the ledger finds what left. */
const conversationId = 'calibration'

export function createCalibrator(parts: CalibratorParts): Calibrator {
  const { book, clock, events } = parts
  const { calibrateAfterMs = quietMs } = parts.options
  const waiting = new Map<string, Wanted>()
  let current: Current | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let closing = false

  const isWanted = (model: ChatModel): boolean => {
    const { calibrate: allowed, localOnly, policy } = parts.settings.get()
    const leaves = model.place === 'cloud' && !model.loopback
    // Whoever wants to be asked before anything leaves is not surprised by questions of Casement's own.
    if (leaves && (localOnly || policy.some((rule) => rule.enabled && rule.then.kind === 'ask'))) return false
    return allowed !== 'off' && (!leaves || allowed === 'all') && !isMeasured(book.of(model.key))
  }

  const wait = (wanted: Wanted): void => {
    waiting.set(wanted.modelId, wanted)
    schedule()
  }

  const schedule = (): void => {
    clearTimeout(timer)
    if (closing || waiting.size === 0) return
    timer = setTimeout(() => void beginNext().catch((error: unknown) => parts.log.warn(`a model could not be measured: ${String(error)}`)), calibrateAfterMs ?? quietMs)
    timer.unref()
  }

  const beginNext = async (): Promise<void> => {
    const [wanted] = waiting.values()
    if (wanted === undefined) return
    if (parts.isBusy() || current !== null) { schedule(); return }
    waiting.delete(wanted.modelId)
    const opened = await parts.models.open(wanted.modelId)
    // Opening may take seconds, in which a turn can begin.
    if (parts.isBusy() || current !== null) { wait(wanted); return }
    if (opened.ok && !closing && (wanted.isAsked || isWanted(opened.value))) start(opened.value, wanted)
    else schedule()
  }

  const start = (model: ChatModel, wanted: Wanted): void => {
    const entry: Current = { ...wanted, share: 0, gaveWay: false, done: Promise.resolve(), abort: new AbortController() }
    waiting.delete(wanted.modelId)
    current = entry
    events.emit('profiles.changed', {})
    entry.done = run(model, entry)
      .catch((error: unknown) => { parts.log.warn(`a model could not be measured: ${String(error)}`) })
      .finally(() => {
        current = null
        events.emit('profiles.changed', {})
        // What the clock, the person or the model itself ended is not begun again by itself.
        if (entry.gaveWay) wait(wanted)
        else schedule()
      })
  }

  const run = async (model: ChatModel, entry: Current): Promise<void> => {
    const before = book.of(model.key)
    const known = before?.state === 'partial' && !isMeasured(before) ? { cells: before.cells, seconds: before.seconds } : { cells: [], seconds: 0 }
    const found = await calibrateModel({
      model, known, longestMs, signal: entry.abort.signal, elapsed: clock.elapsed,
      onProgress: (share) => { entry.share = share; events.emit('profiles.changed', {}) },
    }).finally(() => {
      const left = parts.models.takeEgress(conversationId)
      if (parts.store.write !== null) for (const row of left) recordEgress(parts.store.write, row)
    })
    if (found === null) return
    const { complete, ...measured } = found
    if (complete) entry.gaveWay = false
    // Speeds and margins are learned from turns meanwhile, and the person may have edited: what is known now counts.
    const now = book.of(model.key) ?? emptyProfile(model)
    const own = isEditedSince(before, now) ? { notes: now.notes, place: now.place, trustedTokens: now.trustedTokens } : null
    book.keep({
      ...now, ...measured, ...own, state: own !== null ? 'edited' : complete ? 'measured' : 'partial', calibratedAt: clock.now(),
      readTokensPerSecond: measured.readTokensPerSecond ?? now.readTokensPerSecond, writeTokensPerSecond: measured.writeTokensPerSecond ?? now.writeTokensPerSecond,
      modelId: model.info.id, modelName: model.info.name, windowTokens: model.windowTokens,
    })
  }

  return {
    usedFirst(model) {
      if (calibrateAfterMs !== null && current === null && isWanted(model)) wait({ modelId: model.info.id, isAsked: waiting.get(model.info.id)?.isAsked ?? false })
    },
    giveWay() {
      if (current === null) return
      current.gaveWay = true
      current.abort.abort()
    },
    async measure(modelId) {
      const busy = fail('busy', 'A model is being measured already.', 'Wait for it, or stop it.')
      if (current !== null) return busy
      if (parts.isBusy()) return fail('busy', 'An answer is being written, and both at once would give wrong speeds.', 'Wait for its end, then measure again.')
      if (parts.models.peek(modelId) === null) return fail('not-found', 'This model is not set up.', 'Choose one of the listed models.')
      const opened = await parts.models.open(modelId)
      if (!opened.ok) return opened
      if (current !== null) return busy
      start(opened.value, { modelId, isAsked: true })
      return ok({})
    },
    stop() {
      clearTimeout(timer)
      waiting.clear()
      if (current === null) return
      current.gaveWay = false
      current.abort.abort()
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

/** True where measuring again unasked would tell nothing: it was measured whole, ran out of time, or the person knows better. */
function isMeasured(profile: ModelProfile | null): boolean {
  if (profile === null) return false
  return profile.state === 'edited' || profile.state === 'measured' || (profile.state === 'partial' && profile.seconds * 1000 >= longestMs)
}

function isEditedSince(before: ModelProfile | null, now: ModelProfile): boolean {
  return now.state === 'edited' && (before?.state !== 'edited' || before.notes !== now.notes || before.place !== now.place || before.trustedTokens !== now.trustedTokens)
}
