import { ChevronDown, ChevronLeft, ChevronRight } from 'lucide-react'
import { useWindow } from '../state/AppStateContext.ts'
import type { WindowState } from '../state/windowStore.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import type { ShownTurn } from './useShownTurn.ts'
import { formatMoment } from '../state/formats.ts'

const selectOpenTurn = (state: WindowState) => state.openTurn
/** A menu of more turns than this helps nobody; older ones are reached with the arrow or from their answer. */
const listed = 30

/** Which turn is shown, with a way to the one before and the one after. */
export function TurnPicker({ shown }: { shown: ShownTurn }) {
  const openTurn = useWindow(selectOpenTurn)
  const current = shown.turns.find((turn) => turn.turnId === shown.turnId)
  if (current === undefined) return null
  const items: MenuItem[] = [
    { kind: 'item', label: 'Follow the latest', onSelect: () => openTurn(null) }, { kind: 'line' },
    ...shown.turns.slice(-listed).reverse().map((turn): MenuItem => ({
      kind: 'item', label: `Turn ${turn.number}`, detail: turn.at === null ? 'running or just ended' : formatMoment(turn.at), checked: turn.turnId === shown.turnId, onSelect: () => openTurn(turn.turnId),
    })),
  ]
  return (
    <div className="flex items-center">
      <IconButton label="Previous turn" disabled={shown.previous === null} onClick={() => openTurn(shown.previous)}><ChevronLeft size={15} /></IconButton>
      <Menu align="end" items={items} trigger={<button type="button" aria-label={`Turn ${current.number}, choose another`} className="flex h-7 items-center gap-1 rounded-medium px-1 text-small text-mute hover:bg-hover hover:text-text">turn {current.number}<ChevronDown size={13} aria-hidden /></button>} />
      <IconButton label="Next turn" disabled={shown.next === null} onClick={() => openTurn(shown.next)}><ChevronRight size={15} /></IconButton>
    </div>
  )
}
