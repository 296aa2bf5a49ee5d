import { commands, type CommandName } from '../../src/shared/contract.ts'
import { fail } from '../../src/shared/result.ts'
import { knock, type Handlers } from '../../src/main/engine/door.ts'
import type { Engine } from '../../src/main/engine/engine.ts'
import { createEventStream, type EventStream } from '../../src/main/engine/eventStream.ts'
import { silentLog } from '../../src/main/platform/log.ts'

/** An engine with the real door and the real events, and handlers of the test's choice; the rest answers `not-found`. */
export function openDoor(handlers: Partial<Handlers>): { engine: Engine; emit: EventStream['emit']; listeners(): number; closed(): boolean } {
  const stream = createEventStream(silentLog)
  let listening = 0
  let closed = false
  const all = Object.fromEntries((Object.keys(commands) as CommandName[]).map((name) => [name, handlers[name] ?? (() => fail('not-found', 'Nothing here.'))])) as unknown as Handlers
  return {
    emit: stream.emit,
    listeners: () => listening,
    closed: () => closed,
    engine: {
      handle: (name, raw) => knock(all, silentLog, name, raw),
      listen(hear) {
        const stop = stream.listen(hear)
        listening++
        return () => { listening--; stop() }
      },
      async close() { closed = true },
    },
  }
}

