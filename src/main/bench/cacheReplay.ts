import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheKey } from '../cache/cacheKey.ts'
import { isTimeSensitive } from '../cache/isTimeSensitive.ts'
import { createAnswerCacheDesk } from '../engine/answerCacheDesk.ts'
import { createSettingsDesk } from '../engine/settingsDesk.ts'
import { silentLog } from '../platform/log.ts'
import { insertConversation } from '../storage/conversations.ts'
import { transaction } from '../storage/database.ts'
import { insertMessage } from '../storage/messages.ts'
import { openStore } from '../storage/openStore.ts'
import { needsOf } from '../understand/needs.ts'
import { readTimes } from '../understand/times/readTimes.ts'
import { unwrap } from './askEngine.ts'
import { answerOf, type DayRequest } from './cacheDay.ts'

export interface ReplayScore { readonly hits: number; readonly wrong: number; readonly requests: number }

/** A question with its context, as far as a key looks at it. */
export type Keyed = Pick<DayRequest, 'text' | 'prompt' | 'at'>

const digest = (text: string) => createHash('sha256').update(text).digest('base64url')
const modelId = 'local:bench'

/** The key as a turn makes it; null where the question must be asked afresh. */
export function ownKey({ text, prompt, at }: Keyed): string | null {
  const understood = { times: readTimes(text, 'en', at), needs: needsOf(text, /\?\s*$/u.test(text)) }
  return isTimeSensitive(text, understood) ? null : cacheKey({ question: text, prompt, modelKey: 'bench', label: 'personal', temperature: 0.7, seed: null, personaId: null }, digest)
}

/** What many do: the question in small letters, and nothing of what stands around it. */
export const questionKey = ({ text }: Keyed): string => text.trim().toLowerCase()

const seedWords = ['current', 'now', 'today', 'latest']
/** Seed 001: the question in small letters and a hash of the context, but for four words in it. */
export function seedKey({ text, prompt }: Keyed): string | null {
  const plain = text.trim().toLowerCase().replace(/\s+/gu, ' ')
  return seedWords.some((word) => plain.includes(word)) ? null : digest(JSON.stringify([plain, prompt.map((one) => [one.role, one.spans.length === 0 ? one.text : one.text.slice(0, one.spans[0]!.start)])]))
}

/** Replays a day over the store and the book of answers that turns use, with the clock of the day. */
export async function replayOwn(day: readonly DayRequest[]): Promise<ReplayScore> {
  const folder = mkdtempSync(join(tmpdir(), 'casement-bench-'))
  let now = day[0]!.at
  const store = unwrap(await openStore({ folder, holder: { host: 'bench', pid: process.pid, since: now }, now: () => now, log: silentLog }))
  try {
    const write = store.write!
    const desk = createAnswerCacheDesk({ store, settings: createSettingsDesk(store), clock: { now: () => now, elapsed: () => now }, log: silentLog })
    let hits = 0
    let wrong = 0
    day.forEach((request, at) => {
      now = request.at
      const key = ownKey(request)
      const found = key === null ? null : desk.find(key, 'personal', false)
      if (found !== null) {
        hits++
        if (found.text !== answerOf(request)) wrong++
        return
      }
      const [conversationId, questionId, messageId, turnId] = ['c', 'q', 'm', 't'].map((letter) => `${letter}_${at}`) as [string, string, string, string]
      transaction(write, () => {
        const common = { conversationId, createdAt: now, status: 'done' as const, turnId, label: 'personal' as const, speaker: null, note: null }
        insertConversation(write, { id: conversationId, title: '', createdAt: now, updatedAt: now, pinned: false, deletedAt: null, leafId: null, route: 'auto', messageCount: 0, budget: null, goal: '', personaId: null, projectId: null, importedFrom: null, temporary: false })
        insertMessage(write, { ...common, id: questionId, parentId: null, role: 'user', text: request.text, trust: 'user' })
        insertMessage(write, { ...common, id: messageId, parentId: questionId, role: 'assistant', text: answerOf(request), trust: 'assistant' })
        if (key !== null) desk.keep(write, { key, messageId, questionId, turnId, text: answerOf(request), label: 'personal', modelId, costUsd: 0.001, tookMs: 2000, vector: null })
      })
    })
    return { hits, wrong, requests: day.length }
  } finally {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The same day over a plain map with another key, the same time to live and the seed's least length. */
export function replayPlain(day: readonly DayRequest[], keyOf: (request: Keyed) => string | null, liveMs = 3_600_000): ReplayScore {
  const kept = new Map<string, { text: string; at: number }>()
  let hits = 0
  let wrong = 0
  for (const request of day) {
    const key = keyOf(request)
    const found = key === null ? undefined : kept.get(key)
    const text = answerOf(request)
    if (found !== undefined && request.at < found.at + liveMs) {
      hits++
      if (found.text !== text) wrong++
    } else if (key !== null && text.length > 100 && !text.toLowerCase().includes('error')) kept.set(key, { text, at: request.at })
  }
  return { hits, wrong, requests: day.length }
}
