import { events, type Event, type EventName } from '../../shared/contract.ts'
import type { Log } from '../platform/log.ts'

export type Hear = <K extends EventName>(name: K, event: Event<K>) => void

/** Sends every event to every listener, in order; a listener that throws harms nobody else. */
export interface EventStream {
  emit<K extends EventName>(name: K, event: Event<K>): void
  listen(hear: Hear): () => void
}

export function createEventStream(log: Log): EventStream {
  const listeners = new Set<Hear>()
  return {
    emit(name, event) {
      // Tokens are many and made by us alone; everything else is checked like any other output.
      if (name !== 'turn.token') {
        const checked = events[name].safeParse(event)
        if (!checked.success) {
          log.warn(`event ${name} breaks the contract: ${checked.error.issues[0]?.path.join('.')}: ${checked.error.issues[0]?.message}`)
          return
        }
      }
      for (const hear of listeners) {
        try { hear(name, event) } catch (error) { log.warn(`a listener of ${name} threw: ${String(error)}`) }
      }
    },
    listen(hear) {
      listeners.add(hear)
      return () => { listeners.delete(hear) }
    },
  }
}
