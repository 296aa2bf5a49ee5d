import { Flag, FoldVertical } from 'lucide-react'
import { useState } from 'react'
import type { Epoch } from '../../shared/epoch.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { EpochDialog } from './EpochDialog.tsx'
import { sayBranch, sayEpoch } from './epochRows.ts'

const link = 'rounded-small underline decoration-line-strong underline-offset-3 hover:text-text hover:decoration-current'

/** A quiet row between two messages: from here on a summary stands in the prompt for what is above. */
export function EpochRow({ epoch, busy }: { epoch: Epoch; busy: boolean }) {
  const { epochs } = useAppState()
  const [open, setOpen] = useState<'read' | 'edit' | null>(null)
  const [asking, setAsking] = useState(false)
  const undone = epoch.undoneAt !== null
  const branch = sayBranch(epoch)
  const undo = () => {
    setAsking(false)
    void epochs.getState().undo(epoch)
  }
  const Icon = epoch.kind === 'checkpoint' ? Flag : FoldVertical
  return (
    <section aria-label={epoch.kind === 'checkpoint' ? 'Checkpoint' : 'Summary of earlier messages'} className="flex items-center gap-3 text-small text-mute before:h-px before:min-w-4 before:flex-1 before:bg-line after:h-px after:min-w-4 after:flex-1 after:bg-line">
      <p className="flex min-w-0 flex-wrap items-center justify-center gap-x-2.5 gap-y-0.5 text-center">
        <span className={joinClasses('flex min-w-0 items-center gap-1.5', undone && 'text-faint')}><Icon size={13} aria-hidden className="shrink-0" /><span>{sayEpoch(epoch)}{!undone && epoch.editedAt !== null && ' Edited by you.'}</span></span>
        <span className="flex gap-2.5">
          <button type="button" className={link} onClick={() => setOpen('read')}>Read</button>
          {!undone && <button type="button" className={link} onClick={() => setOpen('edit')}>Edit</button>}
          {!undone && <button type="button" className={joinClasses(link, busy && 'text-faint')} aria-disabled={busy || undefined} title={busy ? 'Wait until the answer is written, or stop it.' : undefined} onClick={() => { if (!busy) { if (branch === null) undo(); else setAsking(true) } }}>Undo{branch !== null && '…'}</button>}
        </span>
      </p>
      {open !== null && <EpochDialog epoch={epoch} editing={open === 'edit'} onClose={() => setOpen(null)} />}
      <Dialog
        open={asking} onClose={() => setAsking(false)} title="Undo as a branch?" description={branch}
        footer={<><Button onClick={() => setAsking(false)}>Leave it</Button><Button look="primary" onClick={undo}>Undo as a branch</Button></>}
      />
    </section>
  )
}
