import { PanelLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { request } from '../app/actions.ts'
import { useSidebarRoom } from '../app/useWidth.ts'
import { useWindow } from '../state/AppStateContext.ts'
import { selectSidebarOpen } from '../state/windowStore.ts'
import { IconButton } from '../ui/IconButton.tsx'

/** The upper edge of a full page: its name, a quiet word, its actions; and the way to the list where that is hidden. */
export function PageHead({ title, aside, children }: { title: string; aside?: string; children?: ReactNode }) {
  const sidebarRoom = useSidebarRoom()
  const sidebarOpen = useWindow(selectSidebarOpen)
  return (
    <header className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-5">
      {!(sidebarRoom && sidebarOpen) && <IconButton className="-ml-2" label="Show the list" keys="Ctrl+B" onClick={() => request('toggle-sidebar')}><PanelLeft size={16} /></IconButton>}
      <h1 className="text-base font-semibold">{title}</h1>
      {aside !== undefined && <span role="status" className="text-small text-mute">{aside}</span>}
      <div className="ml-auto flex gap-2">{children}</div>
    </header>
  )
}
