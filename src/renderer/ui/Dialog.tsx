import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef, type ReactNode, type RefObject } from 'react'
import { IconButton } from './IconButton.tsx'
import { joinClasses } from './joinClasses.ts'

export type DialogProps = {
  open: boolean
  onClose: () => void
  title: string
  description?: ReactNode
  /** Buttons at the lower right; the one that is safest first. */
  footer?: ReactNode
  size?: 'small' | 'wide' | 'page'
  /** What has the focus at first; without it the dialog itself. */
  initialFocus?: RefObject<HTMLElement | null>
  children?: ReactNode
}

/** A question or a list over the window. Esc and a click outside close it; the focus goes back where it was. */
export function Dialog({ open, onClose, title, description, footer, size = 'small', initialFocus, children }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={open} onOpenChange={(next) => { if (!next) onClose() }}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        {/* Unless told, the dialog itself takes the focus: on its first button a tooltip would open, and take the first Esc. */}
        <Base.Popup ref={popup} initialFocus={initialFocus ?? popup} className={joinClasses(
          'outline-none fixed left-1/2 z-40 flex w-[calc(100vw-32px)] -translate-x-1/2 flex-col rounded-large border border-line bg-panel shadow-float transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0',
          size === 'page' ? 'top-[5vh] max-h-[90vh] max-w-270' : joinClasses('top-[12vh] max-h-[76vh]', size === 'wide' ? 'max-w-160' : 'max-w-108'),
        )}>
          <div className="flex items-start gap-4 px-5 pt-4 pb-2">
            <Base.Title className="min-w-0 flex-1 text-base font-semibold">{title}</Base.Title>
            <IconButton label="Close" keys="Esc" onClick={onClose} className="-mt-0.5 -mr-1.5"><X size={16} /></IconButton>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-4 text-snug">
            {description !== undefined && <Base.Description className="text-mute" render={<div />}>{description}</Base.Description>}
            {children}
          </div>
          {footer !== undefined && <div className="flex justify-end gap-2 border-t border-line px-5 py-3">{footer}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
