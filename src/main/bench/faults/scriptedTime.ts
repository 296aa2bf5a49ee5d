import type { ResilienceClock } from '../../resilience/time.ts'

/** A clock that stands still until it is moved; timers run in their order as it passes them. */
export interface ScriptedTime extends Required<ResilienceClock> {
  /** Lets time go by, and with it everything that waits for it. */
  advance(ms: number): Promise<void>
  /** Sets the calendar forward or back; what is measured knows nothing of it. */
  setCalendar(byMs: number): void
  /** Timers that are still to come. */
  timers(): number
}

interface Timer { readonly at: number; readonly run: () => void }

export function createScriptedTime(start = Date.UTC(2026, 0, 1)): ScriptedTime {
  let passed = 0
  let calendar = start
  const timers = new Set<Timer>()
  const next = (until: number): Timer | undefined => [...timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0]
  return {
    now: () => calendar + passed,
    elapsed: () => passed,
    after(ms, run) {
      const timer = { at: passed + ms, run }
      timers.add(timer)
      return () => { timers.delete(timer) }
    },
    async advance(ms) {
      const until = passed + ms
      await settle()
      for (let timer = next(until); timer !== undefined; timer = next(until)) {
        timers.delete(timer)
        passed = timer.at
        timer.run()
        await settle()
      }
      passed = until
    },
    setCalendar(byMs) { calendar += byMs },
    timers: () => timers.size,
  }
}

/** Lets everything run that waits for nothing but its turn. */
function settle(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve) })
}
