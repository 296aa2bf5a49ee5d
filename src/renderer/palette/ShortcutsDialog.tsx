import { actions, localKeys } from '../app/actions.ts'
import { useAppState, useWindow } from '../state/AppStateContext.ts'
import { selectOverlay } from '../state/windowStore.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { nameKeys } from '../ui/Keys.tsx'

const shownNames: Record<string, string> = { ArrowUp: '↑', Escape: 'Esc', 'Shift+Escape': 'Shift+Esc' }

/** All shortcuts, as they are: read from the same table that hears them. */
export function ShortcutsDialog() {
  const { window } = useAppState()
  const open = useWindow(selectOverlay) === 'shortcuts'
  const rows = [...actions.filter((one) => one.keys.length > 0).map((one) => ({ label: one.label, keys: one.keys })), ...localKeys.map((one) => ({ label: one.label, keys: [one.keys] }))]
  return (
    <Dialog open={open} onClose={() => window.getState().setOverlay(null)} title="Shortcuts" size="wide">
      <dl className="mt-1 grid grid-cols-1 gap-x-10 side:grid-cols-2">
        {rows.map((row) => (
          <div key={row.label} className="flex items-center justify-between gap-4 border-b border-line py-1.5">
            <dt>{row.label}</dt>
            <dd className="flex shrink-0 flex-wrap justify-end gap-1">{row.keys.map((keys) => <kbd key={keys} className="rounded-small border border-line bg-ground px-1.5 py-px font-sans text-small text-mute">{nameKeys(shownNames[keys] ?? keys)}</kbd>)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
