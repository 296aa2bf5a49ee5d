import { useState } from 'react'
import type { Failure } from '../../shared/result.ts'
import type { Understanding } from '../../shared/understanding.ts'
import { useClient } from '../state/AppStateContext.ts'
import { excerpt } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'
import { listFacts } from './view/reading.ts'

/** A message to try: how it would be read, without sending it. */
export function TryReading() {
  const client = useClient()
  const [text, setText] = useState('')
  const [read, setRead] = useState<{ of: string; read: Understanding } | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const tryIt = async () => {
    if (text.trim() === '') return
    const done = await client.call('intents.try', { text })
    setFailure(done.ok ? null : done.error)
    setRead(done.ok ? { of: text, read: done.value } : null)
  }
  return (
    <form role="group" aria-label="Try a message" className="grid gap-2" onSubmit={(event) => { event.preventDefault(); void tryIt() }}>
      <div className="flex items-end gap-2">
        <TextField className="flex-1" label="Try a message" value={text} onChange={setText} dir="auto" maxLength={10_000} placeholder="What did I plan for Lisbon in June?" />
        <Button type="submit" disabled={text.trim() === ''}>Read it</Button>
      </div>
      <div role="status">
        {read !== null && (
          <div className="rounded-medium border border-line bg-panel px-3.5 py-2.5">
            <p dir="auto" className="text-small text-mute [overflow-wrap:anywhere]">“{excerpt(read.of, 160)}”</p>
            <dl className="mt-1.5 grid grid-cols-[max-content_1fr] gap-x-4 gap-y-0.5 text-small">
              {listFacts(read.read).map((fact) => <div key={fact.name} className="contents"><dt className="text-faint">{fact.name}</dt><dd className="min-w-0 [overflow-wrap:anywhere]">{fact.value}</dd></div>)}
            </dl>
          </div>
        )}
      </div>
      {failure !== null && <FailureNotice failure={failure} />}
    </form>
  )
}
