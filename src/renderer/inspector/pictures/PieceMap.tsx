import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { PieceRecord } from '../../../shared/piece.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { MapCrumbs } from './MapCrumbs.tsx'
import { useWidth } from './useWidth.ts'
import { excerpt, formatAmount, formatScore } from '../../state/formats.ts'
import { outcomeWords, regionWords } from '../view/names.ts'
import { changePiece } from '../view/pieces.ts'
import { layTiles, nextTile, type Tile } from '../view/treemap.ts'
import { diveFrom, divePieces, drawnInRegion, rise, type Dive } from '../view/dive.ts'

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
  const buttons = useRef<(HTMLButtonElement | null)[]>([])
  const [walked, setWalked] = useState(0)
  const chosen = tiles.findIndex((tile) => tile.piece !== null && tile.piece.id === selected)
  const reachable = Math.min(walked, tiles.length - 1)
  const walk = (event: KeyboardEvent, from: number) => {
    if (event.key === 'Backspace' && dive.region !== 'all') { event.preventDefault(); onDive(rise(dive)) }
    const direction = directions[event.key]
    if (direction === undefined) return
    event.preventDefault()
    const to = nextTile(tiles, from, direction)
    setWalked(to)
    buttons.current[to]?.focus()
  }
  return (
    <>
      <MapCrumbs dive={dive} onDive={onDive} />
      <div ref={box} role="group" aria-label="Map of pieces; arrow keys move" className="relative mt-2 overflow-hidden rounded-medium" style={{ height }}>
        {tiles.map((tile, at) => {
          const isChosen = at === chosen
          return (
            <button
              key={tile.piece?.id ?? `rest-${tile.region}-${tile.out}`} type="button" ref={(element) => { buttons.current[at] = element }}
              tabIndex={at === reachable ? 0 : -1} aria-pressed={isChosen} aria-label={nameTile(tile)} title={nameTile(tile)}
              onClick={() => { if (tile.piece === null) onDive(diveFrom(dive, tile)); else onSelect(tile.piece.id) }} onFocus={() => setWalked(at)} onKeyDown={(event) => walk(event, at)}
              className={joinClasses('absolute overflow-hidden rounded-small text-left align-top focus-visible:z-10 focus-visible:-outline-offset-2', isChosen && 'z-10 outline-2 -outline-offset-2 outline-text', `region-${tile.region}`, tile.out ? 'region-out' : 'border border-panel')}
              style={{ left: tile.x, top: tile.y, width: tile.width, height: tile.height }}
            >
              {!tile.out && <span aria-hidden className="region-fill absolute inset-0" style={{ opacity: strengthOf(tile.piece) }} />}
              {tile.width > 46 && tile.height > 19 && (
                <span aria-hidden lang="en" style={{ WebkitLineClamp: Math.floor((tile.height - 5) / 14) }} className={joinClasses('absolute inset-x-1.5 top-0.5 line-clamp-1 text-[10.5px] leading-[14px] hyphens-auto [overflow-wrap:anywhere]', tile.out ? 'text-mute' : strengthOf(tile.piece) > 0.8 ? 'text-[oklch(0.22_0.01_250)]' : 'text-text')}>
                  {titleTile(tile)}
                </span>
              )}
            </button>
          )
        })}
      </div>
    </>
  )
}

/**
 * How strongly a tile is filled, in five steps by its score. Nothing lies between 0.5 and 0.86: there neither dark
 * nor light type would be readable on the fill in both themes.
 */
function strengthOf(piece: PieceRecord | null): number {
  const score = piece?.score ?? 1
  return score >= 0.8 ? 1 : score >= 0.6 ? 0.86 : score >= 0.4 ? 0.5 : score >= 0.2 ? 0.34 : 0.2
}

function titleTile(tile: Tile): string {
  if (tile.piece === null) return `${tile.more} more ›`
  const { source, score, text, region } = tile.piece
  const name = source.kind === 'rule' ? regionWords[region].name : excerpt(text, 40)
  return score === null ? name : `${formatScore(score).replace(/^0/, '')} ${name}`
}

function nameTile(tile: Tile): string {
  const name = regionWords[tile.region].name
  if (tile.piece === null) return `${name}: ${formatAmount(tile.more, 'smaller piece')}, ${formatAmount(tile.tokens, 'token')}, ${tile.out ? 'left out' : 'in'}`
  const fit = tile.piece.score === null ? '' : `, fit ${formatScore(tile.piece.score)}`
  return `${name}: ${excerpt(tile.piece.text, 60)}, ${changePiece(tile.piece)}${fit}, ${outcomeWords[tile.piece.outcome].toLowerCase()}`
}
