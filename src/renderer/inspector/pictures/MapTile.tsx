import { memo } from 'react'
import type { PieceRecord } from '../../../shared/piece.ts'
import { excerpt, formatAmount, formatScore } from '../../state/formats.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { outcomeWords, regionWords } from '../view/names.ts'
import { changePiece } from '../view/pieces.ts'
import type { Tile } from '../view/treemap.ts'

/** One tile of the map. It hears nothing itself: the map does, by the tile's `data-at`. */
export const MapTile = memo(function MapTile({ tile, at, chosen, reachable }: { tile: Tile; at: number; chosen: boolean; reachable: boolean }) {
  const name = nameTile(tile)
  return (
    <button
      type="button" data-at={at} tabIndex={reachable ? 0 : -1} aria-pressed={tile.piece === null ? undefined : chosen} aria-label={name} title={name}
      className={joinClasses('absolute overflow-hidden rounded-small text-left align-top focus-visible:z-10 focus-visible:-outline-offset-2', chosen && 'z-10 outline-2 -outline-offset-2 outline-text', `region-${tile.region}`, lookOf(tile))}
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
})

/** A dashed edge on a tile of a few pixels would be all that is seen of it. */
function lookOf(tile: Tile): string {
  if (!tile.out) return 'border border-panel'
  return tile.width < 12 || tile.height < 12 ? 'region-soft border border-panel' : 'region-out'
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
  if (tile.piece === null) return `${name}: ${formatAmount(tile.more, 'smaller piece')}, ${formatAmount(tile.tokens, 'token')}, ${tile.out ? 'left out' : 'in'}; opens them`
  const fit = tile.piece.score === null ? '' : `, fit ${formatScore(tile.piece.score)}`
  return `${name}: ${excerpt(tile.piece.text, 60)}, ${changePiece(tile.piece)}${fit}, ${outcomeWords[tile.piece.outcome].toLowerCase()}`
}
