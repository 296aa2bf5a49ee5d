/** What came of sharing: the value, and whether somebody else's computation made it. */
export interface Shared<T> { readonly value: T; readonly shared: boolean }

/** Lets equal requests of one moment wait for one computation. */
export interface SingleFlight {
  /**
   * Runs `compute` unless the same key is being computed now; then waits for that one. Where that one fails, or gave nothing good, the next
   * in line computes itself. A good value is handed on until it has `landed`, for a few seconds at the most: it may not be kept yet.
   * @param isGood whether others may have this value too
   * @throws what `compute` throws; the signal's reason where waiting was ended
   */
  run<T>(key: string, signal: AbortSignal, compute: () => Promise<T>, isGood: (value: T) => boolean): Promise<Shared<T>>
  /** The value of a key is found elsewhere from now on, or must not be given any more. */
  landed(key: string): void
  /** Forgets every value that is handed on; what is computed now goes on for those that wait already. */
  clear(): void
  /** Keys that are computed now or whose value is handed on. */
  size(): number
}

interface End { readonly good: boolean; readonly value: unknown }
interface Flight { readonly done: Promise<End>; endedAt: number | null }

const mostWaiting = 32
const longestMs = 5000

/** @param elapsed a clock in milliseconds that never goes back */
export function createSingleFlight(elapsed: () => number): SingleFlight {
  const flights = new Map<string, Flight>()

  const fly = async <T>(key: string, compute: () => Promise<T>, isGood: (value: T) => boolean): Promise<T> => {
    let settle: (end: End) => void = () => {}
    const flight: Flight = { done: new Promise((resolve) => { settle = resolve }), endedAt: null }
    flights.set(key, flight)
    let end: End = { good: false, value: null }
    try {
      const value = await compute()
      end = { good: isGood(value), value }
      return value
    } finally {
      flight.endedAt = elapsed()
      if (!end.good && flights.get(key) === flight) flights.delete(key)
      settle(end)
      letGo()
    }
  }

  /** Values that nobody will keep do not stay in memory. */
  const letGo = (): void => {
    const ended = [...flights].filter(([, { endedAt }]) => endedAt !== null)
    const tooMany = ended.length - mostWaiting
    ended.forEach(([key, { endedAt }], at) => { if (at < tooMany || elapsed() - endedAt! > longestMs) flights.delete(key) })
  }

  return {
    size: () => flights.size,
    landed: (key) => { if ((flights.get(key)?.endedAt ?? null) !== null) flights.delete(key) },
    clear: () => flights.clear(),
    async run(key, signal, compute, isGood) {
      for (;;) {
        letGo()
        const flight = flights.get(key)
        if (flight === undefined) return { value: await fly(key, compute, isGood), shared: false }
        const end = await until(flight.done, signal)
        if (end.good) return { value: end.value as Awaited<ReturnType<typeof compute>>, shared: true }
      }
    },
  }
}

function until<T>(done: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason as Error)
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error)
    signal.addEventListener('abort', stop, { once: true })
    void done.then((value) => {
      signal.removeEventListener('abort', stop)
      resolve(value)
    })
  })
}
