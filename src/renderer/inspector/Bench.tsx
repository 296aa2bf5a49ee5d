import { ArrowLeft, Maximize2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'

/** Work on a turn beside its context: in the panel, or wide over the window. What is inside keeps its state only where that lives above. */
export function Bench({ title, onBack, children }: { title: string; onBack: () => void; children: ReactNode }) {
  const [wide, setWide] = useState(false)
  return (
    <section aria-label={title}>
      <div className="sticky top-0 z-20 flex items-center gap-1 border-b border-line bg-panel px-2 py-1.5">
        <Button size="small" look="quiet" icon={<ArrowLeft size={14} />} onClick={onBack}>This turn</Button>
        <h3 className="min-w-0 flex-1 truncate text-small font-semibold">{title}</h3>
        <IconButton label="Show it wide" side="left" onClick={() => setWide(true)}><Maximize2 size={14} /></IconButton>
      </div>
      {wide ? <p className="px-4 py-6 text-center text-small text-mute">Shown wide.</p> : <div className="@container">{children}</div>}
      <Dialog open={wide} onClose={() => setWide(false)} title={title} size="page">{wide && <div className="@container -mx-5 -mb-4 border-t border-line">{children}</div>}</Dialog>
    </section>
  )
}
