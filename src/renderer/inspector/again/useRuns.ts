import { useCallback, useEffect, useState } from 'react'
import type { Failure } from '../../../shared/result.ts'
import type { ContextChange, ContextRun } from '../../../shared/versions.ts'
import { useClient } from '../../state/AppStateContext.ts'
import { growText } from './growText.ts'

export type Runs = {
  runs: readonly ContextRun[]
  /** The run that a model writes now, with its text so far. */
  running: { runId: string; text: string } | null
  failure: Failure | null
  /** Asks a model; gives the run's id, or null where it was refused. */
  ask: (change: ContextChange) => Promise<string | null>
  stop: () => void
}

/** The other answers to a turn, newest first, and the one that is being written. One that was being written before is followed on. */
export function useRuns(turnId: string): Runs {
  const client = useClient()
  const [runs, setRuns] = useState<readonly ContextRun[]>([])
  const [running, setRunning] = useState<{ runId: string; text: string } | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const runId = running?.runId ?? null
  const take = useCallback((run: ContextRun) => setRuns((all) => [run, ...all.filter((one) => one.runId !== run.runId)].toSorted((one, other) => other.at - one.at)), [])

  useEffect(() => {
    let current = true
    void client.call('contexts.runs', { turnId }).then((answer) => {
      if (!current) return
      if (!answer.ok) { setFailure(answer.error); return }
      setRuns(answer.value.runs.toSorted((one, other) => other.at - one.at))
      const going = answer.value.runs.find((one) => one.state === 'running')
      if (going !== undefined) setRunning({ runId: going.runId, text: going.answer })
    })
    return () => { current = false }
  }, [client, turnId])

  useEffect(() => {
    if (runId === null) return
    const read = async () => {
      const found = await client.call('contexts.run', { runId })
      if (!found.ok) { setFailure(found.error); setRunning(null); return }
      take(found.value)
      setRunning((now) => now?.runId !== runId ? now : found.value.state === 'running' ? { runId, text: longer(now.text, found.value.answer) } : null)
    }
    const stops = [
      client.listen('run.token', (event) => {
        if (event.runId !== runId) return
        setRunning((now) => {
          if (now?.runId !== runId) return now
          const text = growText(now.text, event)
          // A gap: what was missed is read; the run's own text is whole.
          if (text === null) void read()
          return text === null ? now : { runId, text }
        })
      }),
      client.listen('run.ended', (event) => { if (event.runId === runId) void read() }),
    ]
    // It may have begun to write, or ended, before this listened.
    void read()
    return () => { for (const stop of stops) stop() }
  }, [client, runId, take])

  const ask = useCallback(async (change: ContextChange) => {
    setFailure(null)
    const begun = await client.call('contexts.ask', { turnId, change })
    if (!begun.ok) { setFailure(begun.error); return null }
    setRunning({ runId: begun.value.runId, text: '' })
    return begun.value.runId
  }, [client, turnId])
  const stop = useCallback(() => { if (runId !== null) void client.call('contexts.stop', { runId }) }, [client, runId])
  return { runs, running, failure, ask, stop }
}

function longer(one: string, other: string): string {
  return other.length > one.length ? other : one
}
