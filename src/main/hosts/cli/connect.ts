import type { Client, CommandName, Event, EventName, Input, Output } from '../../../shared/contract.ts'
import type { Result } from '../../../shared/result.ts'
import type { Engine } from '../../engine/engine.ts'

/** The contract's client straight onto an engine in this process. */
export function connect(engine: Engine): Client {
  return {
    call<K extends CommandName>(name: K, input: Input<K>) {
      // The engine's door has checked the answer against the contract.
      return engine.handle(name, input) as Promise<Result<Output<K>>>
    },
    listen<K extends EventName>(wanted: K, hear: (event: Event<K>) => void) {
      return engine.listen((name: EventName, event) => { if (name === wanted) hear(event as unknown as Event<K>) })
    },
  }
}
