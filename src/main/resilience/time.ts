/** Time as resilience needs it: what is shown is read from the calendar, what is measured never is. */
export interface ResilienceClock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number
  /** Milliseconds that only ever grow: a clock that is set a month forward or back moves no limit. */
  elapsed(): number
  /** Does something once after so many milliseconds; the returned function takes that back. The system's timers unless given. */
  after?(ms: number, run: () => void): () => void
}

/** Does something once after so many milliseconds. @returns takes that back; harmless once it was done */
export function startTimer(clock: ResilienceClock, ms: number, run: () => void): () => void {
  if (clock.after !== undefined) return clock.after(ms, run)
  const timer = setTimeout(run, ms)
  return () => { clearTimeout(timer) }
}

/** Waits. @returns false where the signal ended the wait */
export function pause(clock: ResilienceClock, ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false)
  return new Promise((resolve) => {
    const end = (whole: boolean) => { stop(); signal.removeEventListener('abort', aborted); resolve(whole) }
    const aborted = () => end(false)
    const stop = startTimer(clock, ms, () => end(true))
    signal.addEventListener('abort', aborted)
  })
}

/** What a piece of work gave, or why it was not waited for. Work that is left alone may end as it likes: nobody hears of it. */
export type Waited<T> = { readonly how: 'done'; readonly value: T } | { readonly how: 'late' } | { readonly how: 'cancelled' }

/** Waits for work, but not past the limit nor past the signal. Rejects where the work does. */
export function waitWithin<T>(clock: ResilienceClock, work: PromiseLike<T>, ms: number, signal: AbortSignal): Promise<Waited<T>> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => { stop(); signal.removeEventListener('abort', aborted); settle() }
    const aborted = () => end(() => resolve({ how: 'cancelled' }))
    const stop = startTimer(clock, ms, () => end(() => resolve({ how: 'late' })))
    signal.addEventListener('abort', aborted)
    if (signal.aborted) aborted()
    work.then((value) => end(() => resolve({ how: 'done', value })), (error: unknown) => end(() => reject(error as Error)))
  })
}
