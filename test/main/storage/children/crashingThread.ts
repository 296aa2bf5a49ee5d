import { parentPort } from 'node:worker_threads'

/** A search thread that dies of the word "crash" and finds nothing otherwise. */
parentPort!.postMessage({ type: 'ready', rebuilt: null })
parentPort!.on('message', (calls: { number: number; request: { op: string; query?: string } }[]) => {
  if (calls.some(({ request }) => request.query === 'crash')) throw new Error('as asked')
  parentPort!.postMessage({ type: 'answers', answers: calls.map(({ number }) => ({ number, value: [] })) })
})
