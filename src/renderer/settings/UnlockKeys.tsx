import { Lock } from 'lucide-react'
import { useState } from 'react'
import type { Failure } from '../../shared/result.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'

/** Says that the kept keys are locked, and opens them. */
export function UnlockKeys({ onForget }: { onForget: () => void }) {
  const { client, models } = useAppState()
  const [passphrase, setPassphrase] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const unlock = async () => {
    if (passphrase === '' || busy) return
    setBusy(true)
    const done = await client.call('keys.unlock', { passphrase })
    setBusy(false)
    setPassphrase('')
    setFailure(done.ok ? null : done.error)
    if (done.ok) await models.getState().load()
  }
  return (
    <form className="grid gap-2.5 rounded-medium bg-warn-soft px-3.5 py-3" onSubmit={(event) => { event.preventDefault(); void unlock() }}>
      <p className="flex items-start gap-2 text-snug"><Lock size={14} aria-hidden className="mt-0.75 shrink-0 text-warn" />The keys are locked. Until they are opened, servers that want a key cannot be asked; everything on this computer works.</p>
      <div className="flex flex-wrap items-start gap-2">
        <TextField
          className="min-w-48 flex-1" label="Passphrase" labelHidden type="password" autoComplete="off" placeholder="Passphrase" value={passphrase} onChange={(next) => { setPassphrase(next); setFailure(null) }}
          error={failure === null ? null : [failure.message, failure.next].filter(Boolean).join(' ')}
        />
        <Button look="primary" type="submit" disabled={passphrase === '' || busy}>{busy ? 'Opening…' : 'Unlock'}</Button>
        <Button look="quiet" onClick={onForget}>Forget the keys…</Button>
      </div>
    </form>
  )
}
