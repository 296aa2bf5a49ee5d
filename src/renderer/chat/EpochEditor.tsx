import { useState } from 'react'
import type { Epoch } from '../../shared/epoch.ts'
import type { Failure } from '../../shared/result.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice } from '../ui/Notice.tsx'

const longest = 20_000

/** The text of a summary to change: what stands here goes into the prompt from the next turn on. */
export function EpochEditor({ epoch, onDone }: { epoch: Epoch; onDone: () => void }) {
  const { epochs } = useAppState()
  const [text, setText] = useState(epoch.text)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [saving, setSaving] = useState(false)
  const empty = text.trim() === ''
  const save = async () => {
    if (empty || saving) return
    if (text === epoch.text) { onDone(); return }
    setSaving(true)
    const failed = await epochs.getState().edit(epoch.id, text)
    setSaving(false)
    if (failed === null) onDone()
    else setFailure(failed)
  }
  return (
    <form onSubmit={(event) => { event.preventDefault(); void save() }} className="grid gap-2.5">
      <p className="text-small text-mute">What stands here goes into the prompt for the messages above, from the next turn on. The messages themselves stay as they are.</p>
      <textarea
        // The person has just asked to type here.
        autoFocus dir="auto" aria-label="Text of the summary" maxLength={longest} value={text} onChange={(event) => { setText(event.target.value); setFailure(null) }}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void save() } }}
        className="max-h-[44vh] min-h-32 w-full resize-none [field-sizing:content] rounded-medium border border-line-strong bg-panel px-3 py-2 text-base focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0"
      />
      {empty && <p className="text-small text-bad">A summary needs some text. To do without it, undo it.</p>}
      {failure !== null && <FailureNotice failure={failure} />}
      <div className="flex flex-wrap items-center gap-2">
        {text !== epoch.madeText && <Button size="small" look="quiet" onClick={() => setText(epoch.madeText)}>As it was made</Button>}
        <span className="ml-auto flex gap-2"><Button size="small" onClick={onDone}>Cancel</Button><Button size="small" look="primary" type="submit" disabled={empty || saving}>{saving ? 'Saving…' : 'Save'}</Button></span>
      </div>
    </form>
  )
}
