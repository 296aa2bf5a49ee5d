import { useState } from 'react'
import type { Failure } from '../../shared/result.ts'
import { useReadOnly } from '../memories/useReadOnly.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { formatAmount, formatCount } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import { FormatSelect, type Format } from './FormatSelect.tsx'

/** Writes all memories to a file, and brings back what such a file holds. */
export function MemoriesFile() {
  const { client } = useAppState()
  const readOnly = useReadOnly()
  const [path, setPath] = useState('')
  const [format, setFormat] = useState<Format>('json')
  const [told, setTold] = useState<string | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const run = async (work: () => Promise<string | Failure>) => {
    setBusy(true)
    const done = await work()
    setBusy(false)
    setTold(typeof done === 'string' ? done : null)
    setFailure(typeof done === 'string' ? null : done)
  }
  const save = () => run(async () => {
    const done = await client.call('memories.export', { format, path: path.trim() })
    return done.ok ? `${formatAmount(done.value.count, 'memory', 'memories')} written to ${done.value.path ?? path.trim()}.` : done.error
  })
  const bring = () => run(async () => {
    const done = await client.call('memories.import', { path: path.trim() })
    if (!done.ok) return done.error
    const { added, changed, known, heldBack, refused } = done.value
    return [`${formatCount(added)} added, ${formatCount(changed)} changed, ${formatCount(known)} known already.`, heldBack > 0 ? `${formatCount(heldBack)} held back, because they were forgotten here.` : '', ...refused.slice(0, 5).map((one) => `${one.where}: ${one.why}`)].filter(Boolean).join(' ')
  })
  const nameless = path.trim() === '' || busy
  return (
    <form className="mt-2 flex flex-wrap items-start gap-2" onSubmit={(event) => event.preventDefault()}>
      <TextField className="min-w-60 flex-1" label="File for memories" placeholder="/path/to/memories.json" value={path} onChange={(next) => { setPath(next); setFailure(null); setTold(null) }} error={failure === null ? null : [failure.message, failure.next].filter(Boolean).join(' ')} />
      <FormatSelect label="Form of the memories" value={format} onChange={setFormat} />
      <span className="flex gap-2 pt-5.5"><Button disabled={nameless} onClick={() => void save()}>Write</Button><Button disabled={nameless || readOnly} onClick={() => void bring()}>Bring back</Button></span>
      {told !== null && <p role="status" dir="auto" className="w-full text-snug text-mute [overflow-wrap:anywhere]">{told}</p>}
    </form>
  )
}
