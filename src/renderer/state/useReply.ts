import { useCallback, useEffect, useState } from 'react'
import type { CommandName, EventName, Input, Output } from '../../shared/contract.ts'
import type { Failure } from '../../shared/result.ts'
import { useClient } from './AppStateContext.ts'

export type Reply<K extends CommandName> = {
  /** The newest reply; it stays on show until the next one is there. Null until the first. */
  value: Output<K> | null
  /** What the newest reply was asked with. */
  of: Input<K> | null
  /** Why the newest command was refused. */
  failure: Failure | null
  reload: () => void
}

const never: readonly EventName[] = []

/**
 * The engine's reply to one command: asked at once, and again when the input is another or an event is heard.
 * @param input the same object for as long as the command is the same
 * @param hears events after which the reply may be another; the same list every time
 */
export function useReply<K extends CommandName>(name: K, input: Input<K>, hears: readonly EventName[] = never): Reply<K> {
  const client = useClient()
  const [found, setFound] = useState<Omit<Reply<K>, 'reload'>>({ value: null, of: null, failure: null })
  const [times, setTimes] = useState(0)
  useEffect(() => {
    let current = true
    void client.call(name, input).then((reply) => {
      if (current) setFound((before) => reply.ok ? { value: reply.value, of: input, failure: null } : { ...before, of: input, failure: reply.error })
    })
    return () => { current = false }
  }, [client, name, input, times])
  const reload = useCallback(() => setTimes((before) => before + 1), [])
  useEffect(() => {
    const stops = hears.map((event) => client.listen(event, reload))
    return () => { for (const stop of stops) stop() }
  }, [client, hears, reload])
  return { ...found, reload }
}
