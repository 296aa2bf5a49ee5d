/** Finds stop strings in a stream, also those that are spread over several tokens. */
export interface StopScanner {
  /** Gives the text that is safe to show now, and whether a stop string was met (what follows it is dropped). */
  push(text: string): { readonly show: string; readonly stopped: boolean }
  /** What was held back at the end of the stream. */
  rest(): string
}

/** Text that could be the beginning of a stop string is held back until the next token decides. */
export function createStopScanner(stops: readonly string[]): StopScanner {
  const wanted = stops.filter((stop) => stop !== '')
  let held = ''
  return {
    push(text) {
      held += text
      const found = wanted.map((stop) => held.indexOf(stop)).filter((at) => at >= 0)
      if (found.length > 0) {
        const show = held.slice(0, Math.min(...found))
        held = ''
        return { show, stopped: true }
      }
      const keep = Math.max(0, ...wanted.map((stop) => overlap(held, stop)))
      const show = held.slice(0, held.length - keep)
      held = held.slice(held.length - keep)
      return { show, stopped: false }
    },
    rest() {
      const text = held
      held = ''
      return text
    },
  }
}

/** Length of the longest end of `text` that begins `stop`. */
function overlap(text: string, stop: string): number {
  for (let length = Math.min(text.length, stop.length - 1); length > 0; length--) {
    if (text.endsWith(stop.slice(0, length))) return length
  }
  return 0
}
