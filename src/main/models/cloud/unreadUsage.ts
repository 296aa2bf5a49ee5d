/**
 * A frame of chat completions whose usage is no numbers is refused by the library as a whole, and it forgets with it that the
 * answer had ended. This watches the frames as they came and knows better.
 */
export interface EndWatch {
  /** Takes a frame as the server sent it. */
  frame(raw: unknown): void
  /** How the answer ended, where nothing but the usage of a frame could not be read; null where more is wrong. */
  endBefore(error: unknown): 'stop' | 'length' | null
}

/** Remembers one word; nothing has to be closed. */
export function createEndWatch(): EndWatch {
  let reason: unknown = null
  const read = (frame: Record<string, unknown>) => {
    const choice = asRecord(Array.isArray(frame.choices) ? frame.choices[0] : null)
    reason = choice.finish_reason ?? reason
    return asRecord(choice.delta)
  }
  return {
    frame: (raw) => { read(asRecord(raw)) },
    endBefore(error) {
      const frame = asRecord(asRecord(error).value)
      const { content, tool_calls: calls } = read(frame)
      const onlyUsage = Object.keys(asRecord(frame.usage)).length > 0 && frame.error === undefined && !content && !calls
      return onlyUsage && (reason === 'stop' || reason === 'length') ? reason : null
    },
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {}
}
