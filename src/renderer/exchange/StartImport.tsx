import { useState } from 'react'
import type { Failure } from '../../shared/result.ts'
import { useAppState, useStatus } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'

/** Names an archive, by the system's picker or by its path, and begins to read it. */
export function StartImport({ onStarted }: { onStarted: () => void }) {
  const { client } = useAppState()
  // A browser does not tell a page where a file lies.
  const inBrowser = useStatus((state) => state.status?.host === 'web')
  const [path, setPath] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const [starting, setStarting] = useState(false)
  const start = async (chosen: string) => {
    if (chosen.trim() === '' || starting) return
    setStarting(true)
    const started = await client.call('imports.start', { path: chosen.trim() })
    setStarting(false)
    setFailure(started.ok ? null : started.error)
    if (started.ok) { setPath(''); onStarted() }
  }
  const pick = async () => {
    const picked = await client.call('imports.pickFile', {})
    if (!picked.ok) setFailure(picked.error)
    else if (!picked.value.supported) setFailure({ kind: 'unsupported', message: 'There is no file picker here.', next: 'Write the path of the archive into the field instead.' })
    else if (picked.value.path !== null) { setPath(picked.value.path); setFailure(null) }
  }
  return (
    <form className="mt-3 flex flex-wrap items-start gap-2" onSubmit={(event) => { event.preventDefault(); void start(path) }}>
      <TextField
        className="min-w-60 flex-1" label="An archive on this computer (ZIP or JSON)" placeholder="/path/to/export.zip" value={path} onChange={(next) => { setPath(next); setFailure(null) }}
        hint={inBrowser ? 'Write its full path: a browser does not tell where a file lies. It is read there, and not changed.' : 'It is read where it lies, and not changed.'} error={failure === null ? null : [failure.message, failure.next].filter(Boolean).join(' ')}
      />
      <span className="flex gap-2 pt-5.5">{!inBrowser && <Button onClick={() => void pick()}>Choose…</Button>}<Button look="primary" type="submit" disabled={path.trim() === '' || starting}>{starting ? 'Looking…' : 'Import'}</Button></span>
    </form>
  )
}
