import { useRef, useState } from 'react'
import type { Failure } from '../../shared/result.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'

const leastChars = 8

/** Sets the passphrase that keys are kept behind, or another one. Typed twice: nobody can bring back a wrong one. */
export function PassphraseDialog({ change, onClose }: { change: boolean; onClose: () => void }) {
  const { client, models } = useAppState()
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const [saving, setSaving] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const short = first !== '' && first.length < leastChars
  const differs = second !== '' && second !== first
  const ready = first.length >= leastChars && second === first
  const save = async () => {
    if (!ready || saving) return
    setSaving(true)
    const done = await client.call('keys.setPassphrase', { passphrase: first })
    setSaving(false)
    if (!done.ok) { setFailure(done.error); return }
    await models.getState().load()
    onClose()
  }
  return (
    <Dialog
      open onClose={onClose} initialFocus={field} title={change ? 'Change the passphrase' : 'Set a passphrase'}
      description="Keys are kept in a file in your profile that only this passphrase opens. Casement asks for it once after each start. Nobody can bring it back: without it the keys have to be written in again."
      footer={<><Button onClick={onClose}>Cancel</Button><Button look="primary" disabled={!ready || saving} onClick={() => void save()}>{saving ? 'Saving…' : 'Save'}</Button></>}
    >
      <form className="grid gap-3 pt-3" onSubmit={(event) => { event.preventDefault(); void save() }}>
        <TextField ref={field} label="Passphrase" type="password" autoComplete="new-password" maxLength={1000} value={first} onChange={setFirst} error={short ? `At least ${leastChars} characters; several words are best.` : null} hint="Several words are best." />
        <TextField label="The same again" type="password" autoComplete="new-password" maxLength={1000} value={second} onChange={setSecond} error={differs ? 'This is not the same.' : null} />
        {failure !== null && <FailureNotice failure={failure} />}
        {/* Enter in either field saves; the visible button stands in the dialog's foot. */}
        <button type="submit" className="hidden" aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  )
}
