import { parentPort, workerData } from 'node:worker_threads'
import { trainNet, type NetExamples, type NetShape } from './trainNet.ts'

/** What one thread is given: the members of an ensemble do not know of each other. */
export interface NetTask { readonly examples: NetExamples; readonly shape: NetShape; readonly epochs: number; readonly seed: number }

const { examples, shape, epochs, seed } = workerData as NetTask
parentPort?.postMessage(trainNet(examples, shape, epochs, seed))
