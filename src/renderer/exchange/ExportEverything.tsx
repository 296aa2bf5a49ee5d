import { useState } from 'react'
import type { Failure } from '../../shared/result.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { formatAmount, formatBytes } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import { FormatSelect, type Format } from './FormatSelect.tsx'

/** Writes the whole profile in a documented form. */
export function ExportEverything() {
  const { client } = useAppState()
  const [path, setPath] = useState('')
  const [format, setFormat] = useState<Format>('json')
  const [told, setTold] = useState<string | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    if (path.trim() === '' || busy) return
    setBusy(true)
    const done = await client.call('export.everything', { path: path.trim(), format })
    setBusy(false)
    setFailure(done.ok ? null : done.error)
    setTold(done.ok ? `${formatAmount(done.value.conversations, 'conversation')}, ${formatAmount(done.value.messages, 'message')} and ${formatAmount(done.value.memories, 'memory', 'memories')} written to ${done.value.path} (${formatBytes(done.value.bytes)}).` : null)
  }
  return (
    <form className="mt-2 flex flex-wrap items-start gap-2" onSubmit={(event) => { event.preventDefault(); void save() }}>
      <TextField className="min-w-60 flex-1" label="Where to" placeholder="/path/to/a new folder" value={path} onChange={(next) => { setPath(next); setFailure(null); setTold(null) }} error={failure === null ? null : [failure.message, failure.next].filter(Boolean).join(' ')} />
      <FormatSelect label="Form" value={format} onChange={setFormat} />
      <Button className="mt-5.5" type="submit" disabled={path.trim() === '' || busy}>{busy ? 'Writing…' : 'Write everything'}</Button>
      {told !== null && <p role="status" dir="auto" className="w-full text-snug text-mute [overflow-wrap:anywhere]">{told}</p>}
    </form>
  )
}
