import { useRef, useState } from 'react'
import { formatAmount, formatCount } from '../state/formats.ts'
import { useSettings } from '../state/AppStateContext.ts'
import type { SettingsState } from '../state/settingsStore.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useForgetPreview, type ForgetWish } from './useForgetPreview.ts'
import { useMemoryChanges } from './useMemoryChanges.ts'
import { tellBackups, tellNaming, tellReach, tellWayBack } from './view/forgetting.ts'

const shown = 5
const selectUndoSeconds = (state: SettingsState) => state.settings?.forgetUndoSeconds ?? 0

/** Shows what forgetting would reach, asks, and says how long there is a way back. Open while there is a wish. */
export function ForgetDialog({ wish, onClose, onForgotten }: { wish: ForgetWish | null; onClose: () => void; onForgotten?: () => void }) {
  const { forget } = useMemoryChanges()
  const { of, preview, failure, readAt } = useForgetPreview(wish)
  const undoSeconds = useSettings(selectUndoSeconds)
  const keep = useRef<HTMLButtonElement>(null)
  const [keptFor, setKeptFor] = useState<ForgetWish | null>(null)
  const isCutting = keptFor === null || keptFor !== of
  const isOne = of !== null && 'memoryIds' in of && of.memoryIds.length === 1
  const naming = preview === null ? null : tellNaming(preview.naming)
  const confirm = async () => {
    if (preview === null) return
    onClose()
    if (await forget(preview.previewId, naming !== null && isCutting)) onForgotten?.()
  }
  const count = preview?.count ?? 0
  const reach = preview === null ? null : tellReach(preview)
  return (
    <Dialog
      open={wish !== null} onClose={onClose} initialFocus={keep} title={isOne || preview === null ? (isOne ? 'Forget this memory?' : 'Forget these memories?') : `Forget ${formatAmount(count, 'memory', 'memories')}?`}
      footer={<><Button ref={keep} onClick={onClose}>{isOne ? 'Keep it' : 'Keep them'}</Button><Button look="danger" disabled={preview === null || (count === 0 && !(naming !== null && isCutting))} onClick={() => void confirm()}>{undoSeconds === 0 ? 'Forget for good' : 'Forget'}</Button></>}
    >
      {failure !== null && <FailureNotice failure={failure} />}
      {preview === null && failure === null && <Skeleton label="Looking at what this reaches" lines={3} />}
      {preview !== null && (
        <>
          {count === 0 && naming === null && <p>Nothing here can be forgotten any more.</p>}
          <ul aria-label="What is forgotten" className="grid gap-1.5">
            {preview.memories.slice(0, shown).map((memory) => <li key={memory.id} dir="auto" className="max-h-32 overflow-y-auto border-l-2 border-line-strong pl-3 whitespace-pre-wrap [overflow-wrap:anywhere]">{memory.text}</li>)}
          </ul>
          {count > shown && <p className="mt-1.5 text-small text-mute">and {formatCount(count - Math.min(shown, preview.memories.length))} more</p>}
          <p className="mt-3 text-mute">{isOne ? 'Its text, its quotes and its history are' : 'Their texts, their quotes and their history are'} removed.{reach !== null && ` ${reach}`} {tellWayBack(undoSeconds)}</p>
          {naming !== null && <label className="mt-3 flex items-start gap-2"><input type="checkbox" checked={isCutting} onChange={(event) => setKeptFor(event.target.checked ? null : of)} className="mt-1 size-3.5 shrink-0 accent-accent" /><span className="min-w-0 [overflow-wrap:anywhere]">{naming}</span></label>}
          {of !== null && 'filter' in of && (of.filter.from !== null || of.filter.until !== null) && <p className="mt-2 text-small text-mute">They are chosen by when it happens or, where that is not told, by when it was said, not by when it was imported.</p>}
          {count > 0 && <p className="mt-2 text-small text-mute">An archive that is imported later may tell it again in other words: only what says just the same is left out then.</p>}
          {preview.backups.length > 0 && <ul className="mt-2 list-disc pl-4 text-small text-mute">{tellBackups(preview, readAt).map((line) => <li key={line} className="[overflow-wrap:anywhere]">{line}</li>)}</ul>}
        </>
      )}
    </Dialog>
  )
}
