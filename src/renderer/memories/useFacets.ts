import { useEffect, useState } from 'react'
import type { MemoryFacets } from '../../shared/memory.ts'
import { useClient } from '../state/AppStateContext.ts'
import type { MemoryFilter } from './view/filter.ts'

const pauseMs = 200

/** How many memories of a filter fall under each value, read again when memories change; the last known until then, null at first. */
export function useFacets(filter: MemoryFilter): MemoryFacets | null {
  const client = useClient()
  const [facets, setFacets] = useState<MemoryFacets | null>(null)
  useEffect(() => {
    let current = true
    const read = async () => {
      const answer = await client.call('memories.facets', filter)
      if (current && answer.ok) setFacets(answer.value)
    }
    void read()
    let pause: ReturnType<typeof setTimeout> | undefined
    const stop = client.listen('memories.changed', () => { clearTimeout(pause); pause = setTimeout(() => void read(), pauseMs) })
    return () => { current = false; clearTimeout(pause); stop() }
  }, [client, filter])
  return facets
}
