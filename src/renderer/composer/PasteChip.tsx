import { FileText, X } from 'lucide-react'
import { useState } from 'react'
import { LongText } from '../chat/LongText.tsx'
import { formatAmount, formatBytes, formatCount } from '../state/formats.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import type { Paste } from './joinDraft.ts'

/** A large paste as a chip: its first words, its size, its cost in tokens. Opens to the whole text. */
export function PasteChip({ paste, onRemove }: { paste: Paste; onRemove: () => void }) {
  const [open, setOpen] = useState(false)
  const name = paste.text.slice(0, 200).trim().split('\n', 1)[0]!.slice(0, 36) || 'Pasted text'
  return (
    <span className="inline-flex h-7 max-w-full items-center rounded-medium border border-line bg-ground text-small text-mute">
      <button type="button" onClick={() => setOpen(true)} className="flex h-full min-w-0 items-center gap-1.5 rounded-medium pl-2 hover:text-text">
        <FileText size={13} className="shrink-0" />
        <span dir="auto" className="truncate">{name}</span>
        <span className="shrink-0 text-faint">· {paste.tokens === null ? formatBytes(paste.text.length) : `${paste.exact ? '' : '~'}${formatAmount(paste.tokens, 'token')}`}</span>
      </button>
      <IconButton label="Remove the pasted text" onClick={onRemove} small><X size={13} /></IconButton>
      <Dialog open={open} onClose={() => setOpen(false)} title="Pasted text" size="wide" description={`${formatCount(paste.text.length)} characters, sent whole with your message.`}>
        <div className="mt-3 rounded-medium bg-ground px-3 py-2"><LongText text={paste.text} /></div>
      </Dialog>
    </span>
  )
}
