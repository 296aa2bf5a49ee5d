import { useState } from 'react'
import type { Failure } from '../../shared/result.ts'
import { useAppState, useStatus } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'

/** Adds a GGUF file where it lies: by the system's picker, or by its path where there is none. */
export function AddModelFile({ onAdded }: { onAdded?: () => void }) {
  const { client, models } = useAppState()
  // A browser does not tell a page where a file lies.
  const inBrowser = useStatus((state) => state.status?.host === 'web')
  const [path, setPath] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const [checking, setChecking] = useState(false)
  const add = async (chosen: string) => {
    if (chosen.trim() === '') return
    setChecking(true)
    const failed = await models.getState().addFile(chosen.trim())
    setChecking(false)
    setFailure(failed)
    if (failed === null) { setPath(''); onAdded?.() }
  }
  const pick = async () => {
    const picked = await client.call('models.pickFile', {})
    if (!picked.ok) { setFailure(picked.error); return }
    if (!picked.value.supported) { setFailure({ kind: 'unsupported', message: 'There is no file picker here.', next: 'Write the path of the file instead.' }); return }
    if (picked.value.path !== null) { setPath(picked.value.path); await add(picked.value.path) }
  }
  return (
    <form className="flex items-start gap-2" onSubmit={(event) => { event.preventDefault(); void add(path) }}>
      <TextField
        className="flex-1" label="A model file on this computer (GGUF)" placeholder="/path/to/model.gguf" value={path} onChange={(next) => { setPath(next); setFailure(null) }}
        hint={inBrowser ? 'Write its full path. It is checked and used where it lies; nothing is copied.' : 'It is checked and used where it lies; nothing is copied.'} error={failure === null ? null : [failure.message, failure.next].filter(Boolean).join(' ')}
      />
      {!inBrowser && <Button className="mt-5.5" onClick={() => void pick()}>Choose…</Button>}
      <Button className="mt-5.5" type="submit" disabled={path.trim() === '' || checking}>{checking ? 'Checking…' : 'Add'}</Button>
    </form>
  )
}
