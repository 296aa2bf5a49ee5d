import type { Output } from '../../shared/contract.ts'
import type { ImportCandidate, ImportJob } from '../../shared/exchange.ts'
import type { Candidate, Memory } from '../../shared/memory.ts'
import type { Message } from '../../shared/message.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { LearnedFact } from '../../shared/trace.ts'
import { fingerprintsOf } from '../memory/fingerprints.ts'
import { newId } from '../platform/ids.ts'
import { transaction } from '../storage/database.ts'
import { typedInImport } from '../storage/imports.ts'
import { findMemoryByText, memoriesOfMessage, saveMemory } from '../storage/memories.ts'
import { getMessage } from '../storage/messages.ts'
import { isTombstoned } from '../storage/tombstones.ts'
import { writable } from './engineParts.ts'
import { missing } from './handlers/conversationHandlers.ts'
import type { ImportDeskParts } from './importDesk.ts'

type Page = { items: ImportCandidate[]; next: string | null; total: number; read: number; of: number }
type Tally = Output<'imports.learn'>

/** What could be learned from imported messages: found in the background, shown page by page, learned when the person says so. */
export interface CandidateDesk {
  candidates(ask: { importId: string; cursor: string | null; limit: number }): Promise<Result<Page>>
  learn(ask: { importId: string; candidateIds: readonly string[] | null; except: readonly string[] }): Promise<Result<Tally>>
  /** Forgets what was found: the import goes on. */
  drop(importId: string): void
  close(): Promise<void>
}

interface Jobs { find(importId: string): ImportJob | null; learned(importId: string, count: number): void }
interface Found { readonly candidateId: string; readonly message: Pick<Message, 'id' | 'conversationId' | 'createdAt'>; readonly candidate: Candidate }
/** What one message brought: the memories that are new or wait, those that were known, and all that were written. */
interface Learnt { readonly facts: readonly LearnedFact[]; readonly known: number; readonly heldBack: number; readonly memoryIds: readonly string[] }
const nothing: Learnt = { facts: [], known: 0, heldBack: 0, memoryIds: [] }
interface Reading { readonly messageIds: readonly string[]; read: number; readonly found: Found[]; done: Promise<void>; isOver: boolean }

/** How long a question for candidates waits for the page to be full, in milliseconds. */
const waitMs = 1000
/** Candidates that are held for the preview; learning everything reads the messages themselves. */
const mostFound = 100_000
/** The same words are taken so often as sources of one memory at one time: ten thousand of them would prove no more, and take minutes. */
const mostSayings = 50

/** Taggers and date readers take a second to load: neither a start nor an import waits for them. */
const loadLearning = async () => {
  const [{ extract }, { mergeCandidates }] = await Promise.all([import('../memory/extract.ts'), import('../turn/learnFacts.ts')])
  return { extract, mergeCandidates }
}
type Learning = Awaited<ReturnType<typeof loadLearning>>

export function createCandidateDesk(parts: ImportDeskParts, jobs: Jobs): CandidateDesk {
  const { store, clock, events } = parts
  const readings = new Map<string, Reading>()
  const working = new Set<Promise<unknown>>()
  let closing = false

  const giveWay = async (): Promise<void> => {
    await new Promise((resolve) => { setImmediate(resolve) })
    while (parts.isBusy() && !closing) await new Promise((resolve) => { setTimeout(resolve, 100) })
  }
  const isGone = (candidate: Candidate): boolean => isTombstoned(store.read, fingerprintsOf(candidate))

  const open = (importId: string): Reading => {
    const known = readings.get(importId)
    if (known !== undefined) return known
    const reading: Reading = { messageIds: typedInImport(store.read, importId), read: 0, found: [], done: Promise.resolve(), isOver: false }
    readings.set(importId, reading)
    const work = async (): Promise<void> => {
      const learning = await loadLearning()
      for (const messageId of reading.messageIds) {
        await giveWay()
        if (closing || readings.get(importId) !== reading || reading.found.length >= mostFound) break
        const message = getMessage(store.read, messageId)
        if (message !== null) reading.found.push(...candidatesOf(learning, message, answerBefore(message)).filter(({ candidate }) => !isGone(candidate)))
        reading.read++
      }
      reading.isOver = true
    }
    reading.done = track(work())
    return reading
  }
  const track = <T>(work: Promise<T>): Promise<T> => {
    const tracked = work.finally(() => { working.delete(tracked) })
    working.add(tracked)
    return tracked
  }
  const answerBefore = (message: Message): Message | null => {
    const parent = message.parentId === null ? null : getMessage(store.read, message.parentId)
    return parent?.role === 'assistant' && parent.trust === 'assistant' ? parent : null
  }

  /** Learns from one message, in one transaction. What was learned from the same place before is known, whatever became of it since. */
  const learnFrom = (learning: Learning, messageId: string, wants: (candidateId: string) => boolean, mode: 'review' | 'automatic', said: Map<string, number>): Learnt => {
    const write = writable(parts)
    const message = getMessage(store.read, messageId)
    if (!write.ok || message === null) return nothing
    const lastAnswer = answerBefore(message)
    const before = memoriesOfMessage(store.read, messageId)
    const found = candidatesOf(learning, message, lastAnswer).filter(({ candidateId }) => wants(candidateId)).map(({ candidate }) => candidate)
    // A choice is a yes to what only waits.
    const wanted = found.filter((candidate) => {
      const times = (said.get(candidate.text) ?? 0) + 1
      said.set(candidate.text, times)
      return times <= mostSayings && !isLearned(candidate, message.id, mode === 'review' ? before : before.filter((memory) => memory.state !== 'candidate'))
    })
    const now = clock.now()
    const { writes, facts, heldBack } = learning.mergeCandidates(wanted, { message, lastAnswer, mode, fading: parts.settings.get().fading, now, newMemoryId: () => newId('y', now), author: 'import' }, store.read)
    const saved = transaction(write.value, () => writes.filter(({ memory, change }) => saveMemory(write.value, memory, change)))
    const ids = new Set(saved.map(({ memory }) => memory.id))
    const waited = new Set(before.filter((memory) => memory.state === 'candidate').map((memory) => memory.id))
    const kept = facts.filter((fact) => ids.has(fact.memoryId))
    const known = kept.filter((fact) => fact.change === 'strengthened' && !waited.has(fact.memoryId)).length
    return {
      facts: kept.filter((fact) => fact.change !== 'strengthened' || waited.has(fact.memoryId)), known: known + found.length - wanted.length,
      heldBack: heldBack + facts.length - kept.length, memoryIds: saved.map(({ memory }) => memory.id),
    }
  }

  return {
    async candidates({ importId, cursor, limit }) {
      if (jobs.find(importId) === null) return missing('import')
      const reading = open(importId)
      const from = Number(cursor ?? 0) || 0
      const until = clock.elapsed() + waitMs
      // A caller in this process that asks again and again must not keep the reading from its turn.
      await new Promise((resolve) => { setImmediate(resolve) })
      while (!reading.isOver && reading.found.length <= from + limit && clock.elapsed() < until) await Promise.race([reading.done, new Promise((resolve) => { setTimeout(resolve, 20) })])
      const items = reading.found.slice(from, from + limit).filter(({ candidate }) => !isGone(candidate)).map(({ candidateId, message, candidate }): ImportCandidate => {
        const { text, quote, kind, subject, key, confidence } = candidate
        return { candidateId, text, quote, kind, subject, key, confidence, conversationId: message.conversationId, messageId: message.id, at: message.createdAt, known: findMemoryByText(store.read, text) !== null || isLearned(candidate, message.id, memoriesOfMessage(store.read, message.id)) }
      })
      const more = from + limit < reading.found.length || !reading.isOver
      return ok({ items, next: more ? String(from + Math.min(limit, Math.max(0, reading.found.length - from))) : null, total: reading.found.length, read: reading.read, of: reading.messageIds.length })
    },
    async learn({ importId, candidateIds, except }) {
      if (jobs.find(importId) === null) return missing('import')
      const write = writable(parts)
      if (!write.ok) return write
      const left = new Set(except)
      const chosen = candidateIds === null ? null : new Set(candidateIds)
      const messageIds = chosen === null ? typedInImport(store.read, importId) : messagesOf(chosen, typedInImport(store.read, importId))
      const tally: Tally = { learned: 0, waiting: 0, known: 0, heldBack: 0 }
      const changed = new Set<string>()
      const said = new Map<string, number>()
      /** Of each memory what was said of it last: it may wait at first, and hold when it was read once more. */
      const states = new Map<string, 'learned' | 'waiting'>()
      const work = async (): Promise<void> => {
        const learning = await loadLearning()
        for (const messageId of messageIds) {
          if (closing) break
          // Chosen one by one they hold; what was accepted unseen waits for a look where it is uncertain.
          const done = learnFrom(learning, messageId, (id) => (chosen === null || chosen.has(id)) && !left.has(id), chosen === null ? 'review' : 'automatic', said)
          for (const { memoryId, change } of done.facts) states.set(memoryId, change === 'for-review' ? 'waiting' : 'learned')
          tally.known += done.known
          tally.heldBack += done.heldBack
          for (const id of done.memoryIds) changed.add(id)
          await giveWay()
        }
      }
      try {
        await track(work())
      } finally {
        for (const state of states.values()) tally[state]++
        if (changed.size > 0) {
          parts.indexer.changed([...changed])
          events.emit('memories.changed', { memoryIds: [] })
          jobs.learned(importId, tally.learned)
        }
      }
      return ok(tally)
    },
    drop(importId) { readings.delete(importId) },
    async close() {
      closing = true
      await Promise.allSettled(working)
    },
  }
}

/** What a message says; ids are the same for the same message and place, so that a choice outlives a restart. */
function candidatesOf({ extract }: Learning, message: Message, answer: Message | null): Found[] {
  const counts = new Map<string, number>()
  return extract(message.text, message.createdAt, answer === null ? {} : { confirmed: { text: answer.text } }).map((candidate) => {
    const place = `${message.id}~${candidate.start}-${candidate.end}`
    const number = counts.get(place) ?? 0
    counts.set(place, number + 1)
    return { candidateId: number === 0 ? place : `${place}~${number}`, message: { id: message.id, conversationId: message.conversationId, createdAt: message.createdAt }, candidate }
  })
}

/** True where one of these memories was learned from this very place: it says the same, or stands for the same matter in other words. */
function isLearned({ start, end, text, key }: Candidate, messageId: string, memories: readonly Memory[]): boolean {
  return memories.some((memory) => (memory.text === text || (key !== null && memory.key === key))
    && memory.sources.some((source) => source.messageId === messageId && source.start === start && source.end === end && source.role === 'user'))
}

/** The messages of chosen candidates, in the order in which they were written; what belongs to another import is left out. */
function messagesOf(candidateIds: ReadonlySet<string>, typed: readonly string[]): string[] {
  const wanted = new Set([...candidateIds].map((id) => id.split('~')[0]!))
  return typed.filter((id) => wanted.has(id))
}
