import { useCallback, useEffect, useState } from 'react'
import type { CommandName, EventName, Input, Output } from '../../shared/contract.ts'
import type { Failure } from '../../shared/result.ts'
import { useClient } from './AppStateContext.ts'

export type Answer<K extends CommandName> = {
  /** The newest answer; it stays on show until the next one is there. Null until the first. */
  value: Output<K> | null
  /** What the newest answer was asked with. */
  of: Input<K> | null
  /** Why the newest question was not answered. */
  failure: Failure | null
  reload: () => void
}

const never: readonly EventName[] = []

/**
 * The engine's answer to one question: asked at once, and again when the input is another or an event is heard.
 * @param input the same object for as long as the question is the same
 * @param hears events after which the answer may be another; the same list every time
 */
export function useAnswer<K extends CommandName>(name: K, input: Input<K>, hears: readonly EventName[] = never): Answer<K> {
  const client = useClient()
  const [found, setFound] = useState<Omit<Answer<K>, 'reload'>>({ value: null, of: null, failure: null })
  const [times, setTimes] = useState(0)
  useEffect(() => {
    let current = true
    void client.call(name, input).then((answer) => {
      if (current) setFound((before) => answer.ok ? { value: answer.value, of: input, failure: null } : { ...before, of: input, failure: answer.error })
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
