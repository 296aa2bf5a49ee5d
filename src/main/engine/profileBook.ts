import type { ModelProfile } from '../../shared/model.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { wordsOfProfile } from '../models/calibration/wordsOfProfile.ts'
import type { ChatModel } from '../models/ports.ts'
import { learnMargin } from '../models/tokens/learnMargin.ts'
import { looksTruncated } from '../models/tokens/looksTruncated.ts'
import { listProfiles, saveProfile } from '../storage/modelProfiles.ts'
import type { Store } from '../storage/openStore.ts'
import type { ModelUse } from '../turn/turnTypes.ts'
import type { EventStream } from './eventStream.ts'

/** A new speed counts for so much beside what was known: one slow turn beside a busy program is no slow model. */
const newShare = 0.3
/** Shorter readings say more about overhead than about the model. */
const leastTokens = 24

/** What is known of the models: how fast they are, how many notes they use, how far our estimates are off. */
export interface ProfileBook {
  of(key: string): ModelProfile | null
  byModelId(modelId: string): ModelProfile | null
  /** What reported usage was above our estimate, as a factor. */
  margin(key: string): number
  noteUse(use: ModelUse): void
  list(): ModelProfile[]
  edit(key: string, change: Partial<Pick<ModelProfile, 'notes' | 'place' | 'trustedTokens'>>): Result<ModelProfile>
  /** Keeps a profile in the place of the one before, in its own words. */
  keep(profile: ModelProfile): void
}

/** Reads the profiles of the store once and keeps both in step; on a read-only profile what is learned holds for this run. */
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
    noteUse({ model, context, usage, timing }) {
      const before = known.get(model.key) ?? emptyProfile(model)
      const isCut = usage?.reported === true && looksTruncated(context.used, usage.promptTokens, false)
      // A server that cut the prompt says nothing about our estimate.
      const reported = usage?.reported === true && context.counting === 'estimate' && !isCut ? usage.promptTokens : null
      const margin = reported === null ? before : learnMargin(before, context.used, reported)
      const read = timing === null ? null : speedOf(timing.readTokens, timing.readMs)
      const write = timing === null ? null : speedOf(timing.writtenTokens, timing.writeMs)
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

/** The profile of a model of which nothing is known yet. */
export function emptyProfile(model: ChatModel): ModelProfile {
  return {
    key: model.key, modelId: model.info.id, modelName: model.info.name, state: 'speed', windowTokens: model.windowTokens, notes: null, place: null, trustedTokens: null,
    readTokensPerSecond: null, writeTokensPerSecond: null, margin: 1, marginFrom: 0, cells: [], seconds: 0, calibratedAt: null, words: '',
  }
}

function speedOf(tokens: number, ms: number): number | null {
  return tokens >= leastTokens && ms > 0 ? (tokens / ms) * 1000 : null
}

function blend(before: number | null, now: number | null): number | null {
  if (now === null) return before
  return before === null ? now : before * (1 - newShare) + now * newShare
}
