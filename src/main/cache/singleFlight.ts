/** What came of sharing: the value, and whether somebody else's computation made it. */
export interface Shared<T> { readonly value: T; readonly shared: boolean }

/** Lets equal requests of one moment wait for one computation. */
export interface SingleFlight {
  /**
   * Runs `compute` unless the same key is being computed now; then waits for that one. Where that one fails, or gave nothing good, the next
   * in line computes itself.
   * @param isGood whether others may have this value too
   * @throws what `compute` throws; the signal's reason where waiting was ended
   */
  run<T>(key: string, signal: AbortSignal, compute: () => Promise<T>, isGood: (value: T) => boolean): Promise<Shared<T>>
  /** Keys that are computed now. */
  size(): number
}

interface Flight { readonly done: Promise<{ readonly good: boolean; readonly value: unknown }> }

export function createSingleFlight(): SingleFlight {
  const flights = new Map<string, Flight>()

  const fly = async <T>(key: string, compute: () => Promise<T>, isGood: (value: T) => boolean): Promise<T> => {
    let settle: (end: { good: boolean; value: unknown }) => void = () => {}
    flights.set(key, { done: new Promise((resolve) => { settle = resolve }) })
    let end: { good: boolean; value: unknown } = { good: false, value: null }
    try {
      const value = await compute()
      end = { good: isGood(value), value }
      return value
    } finally {
      flights.delete(key)
      settle(end)
    }
  }

  return {
    size: () => flights.size,
    async run(key, signal, compute, isGood) {
      for (;;) {
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
