import { regions, type Region, type Stability } from '../../shared/words.ts'

/** What happens to a region that wants more than it is given. */
export type Overflow = 'shorten' | 'shorten-middle' | 'drop-lowest' | 'drop-oldest'

export interface RegionRule {
  /** What a person calls it. */
  readonly name: string
  readonly overflow: Overflow
  /** True where something always stays, however small the window is. */
  readonly neverDropped: boolean
  readonly stability: Stability
}

/** What holds for a region under every budget. Priorities, shares and floors are a budget's own: see `presets.ts`. */
export const regionRules: Readonly<Record<Region, RegionRule>> = {
  core: { name: 'Rules', overflow: 'shorten', neverDropped: true, stability: 'stable' },
  persona: { name: 'Persona', overflow: 'shorten', neverDropped: true, stability: 'stable' },
  tools: { name: 'Tools', overflow: 'drop-lowest', neverDropped: false, stability: 'stable' },
  profile: { name: 'Profile', overflow: 'drop-lowest', neverDropped: false, stability: 'stable' },
  summary: { name: 'Summary', overflow: 'shorten', neverDropped: false, stability: 'stable' },
  history: { name: 'History', overflow: 'drop-oldest', neverDropped: false, stability: 'append-only' },
  memories: { name: 'Memories', overflow: 'drop-lowest', neverDropped: false, stability: 'volatile' },
  documents: { name: 'Documents', overflow: 'shorten', neverDropped: false, stability: 'volatile' },
  results: { name: 'Results', overflow: 'shorten-middle', neverDropped: false, stability: 'volatile' },
  steering: { name: 'Steering', overflow: 'drop-lowest', neverDropped: false, stability: 'volatile' },
  recent: { name: 'Recent', overflow: 'shorten-middle', neverDropped: true, stability: 'append-only' },
  message: { name: 'Message', overflow: 'shorten-middle', neverDropped: true, stability: 'volatile' },
}

/** One value per region. */
export function forEachRegion<T>(make: (region: Region) => T): Record<Region, T> {
  return Object.fromEntries(regions.map((region) => [region, make(region)])) as Record<Region, T>
}
