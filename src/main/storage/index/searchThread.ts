import { parentPort, workerData } from 'node:worker_threads'
import { isDamage, isPassing } from '../problems.ts'
import { damagedIndex, eraseRemoved, isSound, lastChecked, makeIndexFile, noteChecked, openIndexFile, wantsErasing, type IndexFile } from './indexFile.ts'
import { createIndexStore, type IndexStore } from './indexStore.ts'
import type { Answer, Numbered, Reply, Request, ThreadOptions } from './protocol.ts'

/** The search thread: owns the index file alone, answers one request after the other. */

const port = parentPort
if (port === null) throw new Error('the search thread must be started as a worker')
const options = workerData as ThreadOptions
const say = (reply: Reply, moved: readonly ArrayBuffer[] = []): void => port.postMessage(reply, moved)

/** The whole index is read when nobody asked for so long, and it was not read for a week, or the last end was unclean. */
const idleMs = 5_000
const checkEveryMs = 7 * 86_400_000
/** Answers of one message are held back for so long at most, to go together. */
const answerWithinMs = 10

let file: IndexFile = openIndexFile(options.file, options.modelId, options.dimensions)
let store: IndexStore = createIndexStore(file, options.dimensions)
if (!file.hasVectors) say({ type: 'note', what: 'sqlite-vec could not be loaded: memories are found by words only' })
say({ type: 'ready', rebuilt: file.rebuilt })

let closed = false
let idleCheck: NodeJS.Timeout | undefined
const checkWhenIdle = (): void => {
  clearTimeout(idleCheck)
  idleCheck = setTimeout(() => {
    try {
      if (wantsErasing(file.db)) eraseRemoved(file.db)
      if (!file.endedUncleanly && Date.now() - lastChecked(file.db) < checkEveryMs) return
      if (isSound(file.db)) noteChecked(file.db, Date.now())
      else rebuild()
    } catch (error) { if (isDamage(error)) rebuild() }
  }, idleMs)
}
checkWhenIdle()

/** Memory fills in small steps, between which questions are answered. */
const loadMore = (): void => {
  if (closed) return
  try { if (!store.load()) setImmediate(loadMore) } catch (error) { if (isDamage(error)) rebuild() }
}
setImmediate(loadMore)

port.on('message', (calls: readonly Numbered[]) => {
  checkWhenIdle()
  let answers: Answer[] = []
  let moved: ArrayBuffer[] = []
  let began = performance.now()
  const sayThem = (): void => {
    if (answers.length > 0) say({ type: 'answers', answers }, moved)
    answers = []
    moved = []
    began = performance.now()
  }
  let before: Request['op'] | null = null
  for (const { number, request } of calls) {
    // What the words found is read over there while meaning is compared here.
    if (request.op === 'meaning' && before !== 'meaning') sayThem()
    before = request.op
    try {
      const value = answer(request)
      if (request.op === 'vectors') moved.push((value as { values: Float32Array<ArrayBuffer> }).values.buffer)
      answers.push({ number, value })
    } catch (error) {
      // A text must be able to leave whatever is broken: a damaged vector alone can make its deletion fail, and says so with any code.
      const mustLeave = request.op === 'remove' && !isPassing(error)
      if (isDamage(error) || mustLeave) rebuild()
      answers.push(mustLeave ? { number, value: undefined } : { number, message: error instanceof Error ? error.message : String(error) })
    }
    if (request.op === 'close') closed = true
    // Nobody waits for the rest of a long row.
    if (performance.now() - began > answerWithinMs) sayThem()
  }
  sayThem()
  if (!closed) return
  clearTimeout(idleCheck)
  port.close()
})

function answer(request: Request): unknown {
  switch (request.op) {
    case 'upsert': return store.upsert(request.items)
    case 'remove': return store.remove(request.ids)
    case 'words': return store.words(request.query, request.search)
    case 'meaning': return store.meaning(request.vector, request.search)
    case 'vectors': return store.vectors(request.ids)
    case 'knownBetween': return store.knownBetween(request.afterId, request.upToId, request.limit)
    case 'knownSessions': return store.knownSessions(request.afterId, request.upToId)
    case 'sessionsBetween': return store.sessionsBetween(request.conversationId, request.from, request.until)
    case 'places': return store.places(request.ids)
    case 'lacking': return store.lacking(request.after, request.limit)
    case 'counts': return store.counts()
    case 'documentFrequencies': return store.documentFrequencies(request.words)
    case 'erase': return eraseRemoved(file.db)
    case 'close': {
      // A file that cannot be written anew now is asked again by the next start.
      try { if (wantsErasing(file.db)) eraseRemoved(file.db) } finally { store.close() }
      return
    }
  }
}

/** Damage that shows only later: the file is made new at once, so that the next call works on a sound one. */
function rebuild(): void {
  try { store.close() } catch { /* It is thrown away in any case. */ }
  file = makeIndexFile(options.file, options.modelId, options.dimensions, damagedIndex)
  store = createIndexStore(file, options.dimensions)
  say({ type: 'rebuilt', why: damagedIndex })
}
