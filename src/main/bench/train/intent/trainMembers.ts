import { Worker } from 'node:worker_threads'
import type { NetTask } from './netThread.ts'
import type { NetExamples, NetShape, NetWeights } from './trainNet.ts'

/** Trains several nets from different starts, each on a thread of its own. Rejects when a thread fails. */
export function trainMembers(examples: NetExamples, shape: NetShape, epochs: number, members: number): Promise<NetWeights[]> {
  return Promise.all(Array.from({ length: members }, (_, at) => new Promise<NetWeights>((resolve, reject) => {
    const task: NetTask = { examples, shape, epochs, seed: at + 1 }
    const thread = new Worker(new URL('./netThread.ts', import.meta.url), { workerData: task })
    thread.once('message', (weights: NetWeights) => { resolve(weights); void thread.terminate() })
    thread.once('error', reject)
  })))
}
