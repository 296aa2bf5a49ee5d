import { parentPort } from 'node:worker_threads'
import type { Numbered, Reply } from '../../../src/main/storage/index/protocol.ts'

/** The real search thread, except that no search succeeds: everything else of it works. */
const port = parentPort!
const listen = port.on.bind(port)
const isSearch = ({ request: { op } }: Numbered) => op === 'words' || op === 'meaning'
port.on = ((name: 'message', hear: (calls: readonly Numbered[]) => void) => listen(name, (calls: readonly Numbered[]) => {
  const refused = calls.filter(isSearch).map(({ number }) => ({ number, message: 'the index is gone' }))
  const reply: Reply = { type: 'answers', answers: refused }
  if (refused.length > 0) port.postMessage(reply)
  const others = calls.filter((call) => !isSearch(call))
  if (others.length > 0) hear(others)
})) as typeof port.on
await import('../../../src/main/storage/index/searchThread.ts')
