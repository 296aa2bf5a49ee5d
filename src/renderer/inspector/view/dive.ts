import type { PieceRecord } from '../../../shared/piece.ts'
import type { Region } from '../../../shared/words.ts'
import { formatCount } from '../../state/formats.ts'
import { regionWords } from './names.ts'
import { sizePiece } from './pieces.ts'
import type { Tile } from './treemap.ts'

/** How far the map was dived into: nowhere, one region, or the smaller pieces of one region on one side. */
export type Dive = { region: Region | 'all'; out: boolean | null; skip: number }
/** Within one region so many pieces of a side stand for themselves; the rest is one step deeper. */
export const drawnInRegion = 240
export const surface: Dive = { region: 'all', out: null, skip: 0 }

/** The pieces that stand in the map at this depth. */
export function divePieces(pieces: readonly PieceRecord[], dive: Dive): readonly PieceRecord[] {
  const own = dive.region === 'all' ? pieces : pieces.filter((piece) => piece.region === dive.region)
  if (dive.skip === 0) return own
  return own.filter((piece) => (piece.outcome === 'out') === dive.out).sort((one, other) => sizePiece(other) - sizePiece(one)).slice(dive.skip)
}

/** Where a tile that stands for many pieces leads: into its region first, then to the smaller pieces there. */
export function diveFrom(dive: Dive, tile: Pick<Tile, 'region' | 'out'>): Dive {
  if (dive.region !== tile.region) return { region: tile.region, out: null, skip: 0 }
  return { region: tile.region, out: tile.out, skip: dive.skip + drawnInRegion }
}

/** The way back up, the deepest last: each step with its name and where it leads. */
export function listCrumbs(dive: Dive): { name: string; to: Dive }[] {
  if (dive.region === 'all') return []
  const crumbs: { name: string; to: Dive }[] = [{ name: 'All regions', to: surface }, { name: regionWords[dive.region].name, to: { region: dive.region, out: null, skip: 0 } }]
  for (let skip = drawnInRegion; skip <= dive.skip; skip += drawnInRegion) {
    crumbs.push({ name: `smaller than the largest ${formatCount(skip)}, ${dive.out === true ? 'left out' : 'in'}`, to: { region: dive.region, out: dive.out, skip } })
  }
  return crumbs
}

/** One step up. */
export function rise(dive: Dive): Dive {
  return listCrumbs(dive).at(-2)?.to ?? surface
}
