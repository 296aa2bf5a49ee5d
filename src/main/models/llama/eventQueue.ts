/** Carries events from callbacks to one reader, in order. */
export interface EventQueue<T> {
  put(item: T): void
  end(): void
  items(): AsyncGenerator<T, void, void>
}

/** Makes an empty queue; it holds what the reader has not taken yet. */
export function createEventQueue<T>(): EventQueue<T> {
  const held: T[] = []
  let ended = false
  let wake: (() => void) | null = null
  const stir = () => { wake?.(); wake = null }
  return {
    put(item) { held.push(item); stir() },
    end() { ended = true; stir() },
    async *items() {
      for (;;) {
        const item = held.shift()
        if (item !== undefined) yield item
        else if (ended) return
        else await new Promise<void>((resolve) => { wake = resolve })
      }
    },
  }
}
