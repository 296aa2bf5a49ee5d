import { useMemo, useState, type FocusEvent, type KeyboardEvent, type MouseEvent } from 'react'
import type { PieceRecord } from '../../../shared/piece.ts'
import { diveFrom, divePieces, drawnInRegion, rise, type Dive } from '../view/dive.ts'
import { layTiles, nextTile } from '../view/treemap.ts'
import { MapCrumbs } from './MapCrumbs.tsx'
import { MapTile } from './MapTile.tsx'
import { useWidth } from './useWidth.ts'

const height = 168
const directions: Record<string, 'left' | 'right' | 'up' | 'down'> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }

export type PieceMapProps = { pieces: readonly PieceRecord[]; dive: Dive; onDive: (dive: Dive) => void; selected: string | null; onSelect: (pieceId: string | null) => void }

/**
 * The pieces as a map. One tile takes the focus at a time; the arrow keys walk to its neighbours, Enter selects a
 * piece or dives into a tile of many, Backspace goes back up.
 */
export function PieceMap({ pieces, dive, onDive, selected, onSelect }: PieceMapProps) {
  const [box, width] = useWidth()
  const shown = useMemo(() => divePieces(pieces, dive), [pieces, dive])
  const tiles = useMemo(() => width === 0 ? [] : layTiles(shown, width, height, dive.region === 'all' ? undefined : drawnInRegion), [shown, width, dive.region])
  const [walked, setWalked] = useState(0)
  const chosen = tiles.findIndex((tile) => tile.piece !== null && tile.piece.id === selected)
  const reachable = Math.min(walked, tiles.length - 1)
  const press = (event: MouseEvent) => {
    const tile = tiles[placeOf(event.target)]
    if (tile === undefined) return
    if (tile.piece === null) onDive(diveFrom(dive, tile))
    else onSelect(tile.piece.id)
  }
  const walk = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && dive.region !== 'all') { event.preventDefault(); onDive(rise(dive)) }
    const direction = directions[event.key]
    const from = placeOf(event.target)
    if (direction === undefined || from < 0) return
    event.preventDefault()
    const to = nextTile(tiles, from, direction)
    setWalked(to)
    box.current?.querySelector<HTMLElement>(`[data-at="${to}"]`)?.focus()
  }
  const follow = (event: FocusEvent) => { const at = placeOf(event.target); if (at >= 0) setWalked(at) }
  return (
    <>
      <MapCrumbs dive={dive} onDive={onDive} />
      <div ref={box} role="group" aria-label="Map of pieces; arrow keys move" onClick={press} onKeyDown={walk} onFocus={follow} className="relative mt-2 overflow-hidden rounded-medium" style={{ height }}>
        {tiles.map((tile, at) => <MapTile key={tile.piece?.id ?? `rest-${tile.region}-${tile.out}`} tile={tile} at={at} chosen={at === chosen} reachable={at === reachable} />)}
      </div>
    </>
  )
}

/** The place of the tile that an event comes from; -1 where it comes from none. */
function placeOf(target: EventTarget): number {
  const at = (target as HTMLElement).closest<HTMLElement>('[data-at]')?.dataset['at']
  return at === undefined ? -1 : Number(at)
}
