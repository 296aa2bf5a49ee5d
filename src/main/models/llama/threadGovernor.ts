import { cpus } from 'node:os'

/** Processor time up to now, in milliseconds summed over all processors. */
export interface CpuSample { readonly wallMs: number; readonly allBusyMs: number; readonly ownMs: number }

/** Keeps the number of threads at the number of cores that nobody else needs. */
export interface ThreadGovernor {
  /** Called when an answer begins: after a rest nothing is known, so the first steps take half of the cores. */
  begin(): void
  /** Called at every step of the work; looks at most a few times a second. */
  look(): void
}

/** Shorter spans tell nothing: the system counts processor time in steps of ten milliseconds. */
const spanMs = 200
/** What was seen longer ago says nothing about now. */
const staleMs = 1000
/** A core that others use for less than a third of the time still counts as free. */
const tolerance = 0.35

/**
 * Threads of one step wait for each other, spinning. One that has to share its core with another program holds all of
 * them up: on two cores with another program on each, two threads were measured to be a hundred times slower than one.
 * @param apply is told the number of threads for the next steps, when it changes
 */
export function createThreadGovernor(cores: number, apply: (threads: number) => void, sample: () => CpuSample = sampleCpu, elapsed: () => number = () => performance.now()): ThreadGovernor {
  let last = sample()
  let threads = cores
  function set(wanted: number): void {
    if (wanted === threads) return
    threads = wanted
    apply(threads)
  }
  return {
    begin() {
      if (elapsed() - last.wallMs < staleMs) return
      last = sample()
      set(Math.ceil(cores / 2))
    },
    look() {
      if (elapsed() - last.wallMs < spanMs) return
      const now = sample()
      const span = now.wallMs - last.wallMs
      const others = Math.max(0, (now.allBusyMs - last.allBusyMs) - (now.ownMs - last.ownMs)) / span
      last = now
      set(Math.max(1, Math.min(cores, Math.floor(cores - others + tolerance))))
    },
  }
}

function sampleCpu(): CpuSample {
  let busy = 0
  for (const { times } of cpus()) busy += times.user + times.nice + times.sys + times.irq
  const own = process.cpuUsage()
  return { wallMs: performance.now(), allBusyMs: busy, ownMs: (own.user + own.system) / 1000 }
}
