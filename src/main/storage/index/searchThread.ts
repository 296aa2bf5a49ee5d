import { parentPort, workerData } from 'node:worker_threads'
import { isDamage } from '../problems.ts'
import { makeIndexFile, openIndexFile } from './indexFile.ts'
import { createIndexStore, type IndexStore } from './indexStore.ts'
import type { Numbered, Reply, Request, ThreadOptions } from './protocol.ts'

/** The search thread: owns the index file alone, answers one request after the other. */

const port = parentPort
if (port === null) throw new Error('the search thread must be started as a worker')
const options = workerData as ThreadOptions
const say = (reply: Reply): void => port.postMessage(reply)

const opened = openIndexFile(options.file, options.modelId, options.dimensions)
let store: IndexStore = createIndexStore(opened, options.modelId)
if (!opened.hasVectors) say({ type: 'note', what: 'sqlite-vec could not be loaded: memories are found by words only' })
say({ type: 'ready', rebuilt: opened.rebuilt })

port.on('message', ({ number, request }: Numbered) => {
  try {
    say({ type: 'answer', number, value: answer(request) })
  } catch (error) {
    if (isDamage(error)) rebuild()
    say({ type: 'error', number, message: error instanceof Error ? error.message : String(error) })
  }
  if (request.op === 'close') port.close()
})

function answer(request: Request): unknown {
  switch (request.op) {
    case 'upsert': return store.upsert(request.items)
    case 'remove': return store.remove(request.ids)
    case 'words': return store.words(request.query, request.search)
    case 'meaning': return store.meaning(request.vector, request.search)
    case 'vectors': return store.vectors(request.ids)
    case 'known': return store.known()
    case 'documentFrequencies': return store.documentFrequencies(request.words)
    case 'close': return store.close()
  }
}

/** Damage that shows only in use: the file is made new at once, so that the next call works on a sound one. */
function rebuild(): void {
  const why = 'The search index was damaged and is made again.'
  try { store.close() } catch { /* It is thrown away in any case. */ }
  store = createIndexStore(makeIndexFile(options.file, options.modelId, options.dimensions, why), options.modelId)
  say({ type: 'rebuilt', why })
}
