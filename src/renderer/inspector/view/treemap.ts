import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy'
import type { PieceRecord } from '../../../shared/piece.ts'
import { regions } from '../../../shared/names.ts'
import { sizePiece } from './pieces.ts'

/** One rectangle of the map. Without a piece it stands for `more` pieces too small to draw. */
export type Tile = { x: number; y: number; width: number; height: number; piece: PieceRecord | null; region: PieceRecord['region']; out: boolean; more: number; tokens: number }

/** More rectangles than this say nothing to the eye: the smallest of a region are drawn as one. */
const drawnPerSide = 90
const gutter = 6

/**
 * Lays the pieces out as a map: area is tokens, regions stay together, what is in stands left and what was left
 * out right (squarified treemap, Bruls, Huizing and van Wijk 2000).
 * @param width in pixels
 * @param height in pixels
 * @param drawn so many pieces at most stand for themselves on each side
 */
export function layTiles(pieces: readonly PieceRecord[], width: number, height: number, drawn = drawnPerSide): Tile[] {
  const inside = pieces.filter((piece) => piece.outcome !== 'out' && sizePiece(piece) > 0)
  const outside = pieces.filter((piece) => piece.outcome === 'out' && sizePiece(piece) > 0)
  if (inside.length === 0 || outside.length === 0) return [...laySide(inside, false, 0, width, height, drawn), ...laySide(outside, true, 0, width, height, drawn)]
  // What was left out may be many times what is in; it never gets more than half, so that what is in stays readable.
  const share = Math.min(0.5, Math.max(0.2, total(outside) / (total(inside) + total(outside))))
  const right = Math.round((width - gutter) * share)
  const left = width - gutter - right
  return [...laySide(inside, false, 0, left, height, drawn), ...laySide(outside, true, left + gutter, right, height, drawn)]
}

type Node = { piece: PieceRecord | null; region: PieceRecord['region']; tokens: number; more: number; children?: Node[] }

function laySide(pieces: readonly PieceRecord[], out: boolean, left: number, width: number, height: number, most: number): Tile[] {
  if (pieces.length === 0) return []
  const drawn = new Set([...pieces].sort((one, other) => sizePiece(other) - sizePiece(one)).slice(0, most))
  const groups = regions.flatMap((region): Node[] => {
    const own = pieces.filter((piece) => piece.region === region)
    if (own.length === 0) return []
    const children: Node[] = own.filter((piece) => drawn.has(piece)).map((piece) => ({ piece, region, tokens: sizePiece(piece), more: 0 }))
    const rest = own.filter((piece) => !drawn.has(piece))
    if (rest.length > 0) children.push({ piece: null, region, tokens: total(rest), more: rest.length })
    return [{ piece: null, region, tokens: 0, more: 0, children }]
  })
  const root = hierarchy<Node>({ piece: null, region: 'core', tokens: 0, more: 0, children: groups })
    .sum((node) => node.tokens).sort((one, other) => (other.value ?? 0) - (one.value ?? 0))
  const laid = treemap<Node>().tile(treemapSquarify.ratio(1.4)).size([width, height]).paddingInner(1).round(true)(root)
  return laid.leaves().map((leaf) => ({
    x: left + leaf.x0, y: leaf.y0, width: leaf.x1 - leaf.x0, height: leaf.y1 - leaf.y0,
    piece: leaf.data.piece, region: leaf.data.region, out, more: leaf.data.more, tokens: leaf.data.tokens,
  }))
}

function total(pieces: readonly PieceRecord[]): number {
  return pieces.reduce((sum, piece) => sum + sizePiece(piece), 0)
}

/** The tile that lies next in a direction, for the arrow keys; the same tile where there is none. */
export function nextTile(tiles: readonly Tile[], from: number, direction: 'left' | 'right' | 'up' | 'down'): number {
  const start = tiles[from]
  if (start === undefined) return 0
  const middle = (tile: Tile) => ({ x: tile.x + tile.width / 2, y: tile.y + tile.height / 2 })
  const here = middle(start)
  let best = from
  let bestCost = Number.POSITIVE_INFINITY
  tiles.forEach((tile, at) => {
    if (at === from) return
    const there = middle(tile)
    const along = { left: here.x - there.x, right: there.x - here.x, up: here.y - there.y, down: there.y - here.y }[direction]
    const across = direction === 'left' || direction === 'right' ? Math.abs(there.y - here.y) : Math.abs(there.x - here.x)
    // A neighbour straight ahead wins over one that is nearer but to the side.
    const cost = along + 2 * across
    if (along > 0.5 && cost < bestCost) { best = at; bestCost = cost }
  })
  return best
}
