import { useEffect, useState } from 'react'
import type { ImportJob } from '../../shared/exchange.ts'

/** Shorter times give no speed worth saying, in milliseconds. */
const leastMs = 1000

/** How many bytes a second a running job has read since it was first seen here; null while that is not known. */
export function useSpeed({ id, state, bytesRead }: Pick<ImportJob, 'id' | 'state' | 'bytesRead'>): number | null {
  const [start, setStart] = useState<{ at: number; bytes: number; of: string } | null>(null)
  const [speed, setSpeed] = useState<number | null>(null)
  const name = `${id} ${state}`
  useEffect(() => {
    if (start === null || start.of !== name || bytesRead < start.bytes) { setStart({ at: performance.now(), bytes: bytesRead, of: name }); setSpeed(null); return }
    const ms = performance.now() - start.at
    if (ms >= leastMs) setSpeed(((bytesRead - start.bytes) * 1000) / ms)
  }, [name, bytesRead, start])
  return state === 'running' ? speed : null
}
