import { useState } from 'react'
import type { Failure } from '../../shared/result.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'

/** Keeps the values that are in use under a name. */
export function SaveCurrent({ taken, onSave }: { taken: readonly string[]; onSave: (name: string) => Promise<Failure | null> }) {
  const [name, setName] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const wrong = taken.includes(name.trim()) ? 'There is one of that name already.' : failure === null ? null : [failure.message, failure.next].filter(Boolean).join(' ')
  const save = async () => {
    if (name.trim() === '' || taken.includes(name.trim())) return
    const failed = await onSave(name.trim())
    setFailure(failed)
    if (failed === null) setName('')
  }
  return (
    <form className="flex items-start gap-2" onSubmit={(event) => { event.preventDefault(); void save() }}>
      <TextField className="max-w-80 flex-1" label="Save what is in use under a name" placeholder="Short and quick" maxLength={80} value={name} onChange={(next) => { setName(next); setFailure(null) }} error={wrong} />
      <Button className="mt-5.5" type="submit" disabled={name.trim() === '' || taken.includes(name.trim())}>Save</Button>
    </form>
  )
}
