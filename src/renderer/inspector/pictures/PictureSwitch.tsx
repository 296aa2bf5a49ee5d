import { Grid3x3, LayoutPanelLeft, Table2 } from 'lucide-react'
import type { ContextPicture } from '../../state/windowStore.ts'
import { joinClasses } from '../../ui/joinClasses.ts'

const pictures = [
  { value: 'map', label: 'Map', icon: LayoutPanelLeft, hint: 'Pieces by their tokens; what was left out stands at the right' },
  { value: 'grid', label: 'Grid', icon: Grid3x3, hint: 'The window as 200 cells, with what is free' },
  { value: 'table', label: 'Table', icon: Table2, hint: 'Everything in figures' },
] as const

/** How the context is drawn. */
export function PictureSwitch({ value, onChange }: { value: ContextPicture; onChange: (picture: ContextPicture) => void }) {
  return (
    <div role="group" aria-label="Picture" className="inline-flex rounded-medium border border-line p-0.5">
      {pictures.map(({ value: one, label, icon: Icon, hint }) => (
        <button
          key={one} type="button" aria-pressed={one === value} title={hint} onClick={() => onChange(one)}
          className={joinClasses('flex h-6 items-center gap-1.5 rounded-small px-2 text-small transition-colors', one === value ? 'bg-accent-soft text-text' : 'text-mute hover:bg-hover hover:text-text')}
        >
          <Icon size={13} aria-hidden />{label}
        </button>
      ))}
    </div>
  )
}
