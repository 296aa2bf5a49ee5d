import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'

/**
 * Physical cores that this process may use, at least 1. Two threads on one core slow matrix work down, so
 * hyperthreads do not count. Linux tells which threads are siblings; elsewhere x64 is taken to have two per core.
 */
export function physicalCores(): number {
  return Math.max(1, Math.min(availableParallelism(), coresByTopology() ?? coresByGuess()))
}

function coresByTopology(): number | null {
  try {
    const root = '/sys/devices/system/cpu'
    const threads = readdirSync(root).filter((name) => /^cpu\d+$/.test(name))
    const siblings = new Set(threads.map((name) => readFileSync(`${root}/${name}/topology/thread_siblings_list`, 'utf8').trim()))
    return siblings.size > 0 ? siblings.size : null
  } catch {
    return null
  }
}

function coresByGuess(): number {
  const threads = cpus().length
  return process.arch === 'x64' && threads > 2 ? Math.ceil(threads / 2) : threads
}
