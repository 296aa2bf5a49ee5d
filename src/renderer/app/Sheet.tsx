import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../ui/IconButton.tsx'
import { joinClasses } from '../ui/joinClasses.ts'

/** A pane over the page, for windows that are too narrow to stand it beside. */
export function Sheet({ open, onClose, title, side, children }: { open: boolean; onClose: () => void; title: string; side: 'left' | 'right'; children: ReactNode }) {
  return (
    <Base.Root open={open} onOpenChange={(next) => { if (!next) onClose() }}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-scrim transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        <Base.Popup className={joinClasses(
          'fixed inset-y-0 z-30 flex flex-col bg-panel shadow-float transition-transform duration-180',
          side === 'right' ? 'right-0 w-[min(420px,92vw)] data-[ending-style]:translate-x-full data-[starting-style]:translate-x-full'
            : 'left-0 w-[min(280px,86vw)] data-[ending-style]:-translate-x-full data-[starting-style]:-translate-x-full',
        )}>
          <Base.Title className="sr-only">{title}</Base.Title>
          {children}
          {/* Last in order, first in sight: what one opened the sheet for is focused, and not the way out. */}
          {side === 'right' && (
            <div className="order-first flex h-9 shrink-0 items-center justify-end border-b border-line px-2">
              <IconButton label={`Close the ${title.toLowerCase()}`} keys="Esc" onClick={onClose}><X size={16} /></IconButton>
            </div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
