import { createHmac, randomBytes } from 'node:crypto'
import { cacheKey, type Digest } from '../cache/cacheKey.ts'
import { isTimeSensitive } from '../cache/isTimeSensitive.ts'
import { isWorthKeeping } from '../cache/isWorthKeeping.ts'
import { nearestQuestion } from '../cache/nearQuestion.ts'
import { createSingleFlight } from '../cache/singleFlight.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { toNano, toUsd } from '../spend/nano.ts'
import { addCacheStats, cacheStats, clearCachedAnswers, countCachedAnswers, dropEndedAnswers, findCachedAnswer, listCachedAnswers, noteCacheHit, pruneCachedAnswers, saveCachedAnswer, type FoundAnswer } from '../storage/cachedAnswers.ts'
import { transactionSoon } from '../storage/database.ts'
import type { Store } from '../storage/openStore.ts'
import { readSetting, writeSetting } from '../storage/settings.ts'
import type { GivenAnswer, TurnAnswers } from '../turn/turnTypes.ts'
import type { SettingsDesk } from './settingsDesk.ts'

/** Answers that may be given again, for the turns and for the page that shows what they saved. */
export interface AnswerCacheDesk extends TurnAnswers {
  stats(): { entries: number; hits: number; misses: number; savedUsd: number; savedMs: number }
  /** Forgets which answers may be given again; the answers themselves stay. */
  clear(): number
}

export interface AnswerCacheOptions { readonly store: Store; readonly settings: SettingsDesk; readonly clock: Clock; readonly log: Log; /** How many are kept; 20,000 unless said otherwise. */ readonly most?: number }

const secretSetting = 'answerCacheSecret'
const statName = 'answers'
const mostAnswers = 20_000
/** Answers that leave at once where there are too many, so that the next thousand need not be counted. */
const roomMade = 1000
/** Milliseconds that an answer stays after its time: where nobody can answer, an old one is better than none. */
const staysAfterEnd = 30 * 86_400_000
/** A like question is looked for among so many of the newest. */
const nearLimit = 2000

/** Opens what is kept of a profile’s answers. A profile to read only gives answers of before and keeps no new ones. */
export function createAnswerCacheDesk({ store, settings, clock, log, most = mostAnswers }: AnswerCacheOptions): AnswerCacheDesk {
  const digest = openDigest(store)
  const flights = createSingleFlight(clock.elapsed)
  /** Never fewer than there are: what leaves by other ways is not counted down, and a count sets it right. */
  let atMost: number | null = null

  /** What is booked about the cache must never cost an answer. */
  const note = (work: () => void): void => {
    if (store.write === null) return
    try { transactionSoon(store.write, work) } catch (error) { log.warn(`what an older answer saved could not be noted: ${String(error)}`) }
  }
  /** A shorter time that was set since counts for what is kept already. */
  const endOf = ({ at, expiresAt }: Pick<FoundAnswer, 'at' | 'expiresAt'>): number => Math.min(expiresAt, at + settings.get().answerCacheSeconds * 1000)
  const given = (row: FoundAnswer): GivenAnswer => ({ turnId: row.turnId, messageId: row.messageId, at: row.at, text: row.text, label: row.label, savedUsd: row.costNano === null ? null : toUsd(row.costNano) })

  return {
    keyOf({ question, understanding, context, model, settings: now, persona }) {
      if (now.answerCache === 'off' || isTimeSensitive(question, understanding)) return null
      return cacheKey({
        question, prompt: context.prompt, modelKey: model.place === 'cloud' ? `${model.key} at ${model.destination}` : model.key, label: context.label, temperature: now.temperature, seed: now.seed, personaId: persona?.id ?? null,
      }, digest)
    },
    find(key, label, stale) {
      const row = findCachedAnswer(store.read, key, digest)
      const now = clock.now()
      // One from the future was kept under a clock that was wrong: nobody knows how old it is.
      const isFit = row !== null && row.label === label && row.at <= now && (stale || endOf(row) > now)
      // Looking once more where nobody could answer is no second question.
      if (isFit || !stale) note(() => {
        if (isFit) noteCacheHit(store.write!, key, now)
        addCacheStats(store.write!, statName, isFit ? { hits: 1, misses: 0, savedNano: row.costNano ?? 0, savedMs: row.tookMs } : { hits: 0, misses: 1, savedNano: 0, savedMs: 0 })
      })
      return isFit ? given(row) : null
    },
    share: (key, signal, compute, isGood) => flights.run(key, signal, compute, isGood),
    keep(db, answer) {
      flights.landed(answer.key)
      if (!isWorthKeeping(answer.text)) return
      const at = clock.now()
      saveCachedAnswer(db, {
        key: answer.key, messageId: answer.messageId, questionId: answer.questionId, turnId: answer.turnId, at, expiresAt: at + settings.get().answerCacheSeconds * 1000, label: answer.label,
        modelId: answer.modelId, costNano: answer.costUsd === null ? null : toNano(answer.costUsd), tookMs: Math.round(answer.tookMs),
        // A vector is only kept where it is looked for: it is made of the person's words.
        vector: settings.get().answerCache === 'near' ? answer.vector : null, textHash: digest(answer.text),
      })
      dropEndedAnswers(db, at - staysAfterEnd)
      atMost = atMost === null || atMost >= most ? countCachedAnswers(db) : atMost + 1
      if (atMost <= most) return
      pruneCachedAnswers(db, most - Math.min(roomMade, Math.floor(most / 20)))
      atMost = null
    },
    near(vector, question, label, modelId) {
      if (settings.get().answerCache !== 'near' || isTimeSensitive(question, null)) return null
      const now = clock.now()
      const kept = listCachedAnswers(store.read, { label, modelId, now, limit: nearLimit }).filter((row) => endOf(row) > now)
      const found = nearestQuestion({ vector, question }, kept)
      const answer = found === null ? null : findCachedAnswer(store.read, found.candidate.key, digest)
      return found === null || answer === null ? null : { ...given(answer), similarity: found.similarity }
    },
    stats() {
      const { savedNano, ...sums } = cacheStats(store.read, statName)
      return { entries: countCachedAnswers(store.read), ...sums, savedUsd: toUsd(savedNano) }
    },
    clear() {
      flights.clear()
      return store.write === null ? 0 : clearCachedAnswers(store.write)
    },
  }
}

/** Names made with a key that never leaves the profile: whoever finds one cannot try out what was asked. */
function openDigest(store: Store): Digest {
  const known = readSetting(store.read, secretSetting)
  const secret = typeof known === 'string' && known.length >= 32 ? known : randomBytes(32).toString('base64')
  if (secret !== known && store.write !== null) writeSetting(store.write, secretSetting, secret)
  return (text) => createHmac('sha256', secret).update(text).digest('base64url')
}
