import { regionDefaults } from '../../shared/names.ts'
import { regions, type Region, type Stability } from '../../shared/words.ts'

/** What happens to a region that wants more than it is given. */
export type Overflow = 'shorten' | 'shorten-middle' | 'drop-lowest' | 'drop-oldest'

export interface RegionRule {
  /** Who survives: 0 is served first. It says nothing about the place in the prompt. */
  readonly priority: number
  /** Tokens of a window of 8,000; null takes what the others leave. */
  readonly tokensOf8000: number | null
  readonly overflow: Overflow
  /** True where something always stays, however small the window is. */
  readonly neverDropped: boolean
  readonly stability: Stability
}

export const regionRules: Readonly<Record<Region, RegionRule>> = {
  core: { priority: 0, tokensOf8000: regionDefaults.core, overflow: 'shorten', neverDropped: true, stability: 'stable' },
  persona: { priority: 0, tokensOf8000: regionDefaults.persona, overflow: 'shorten', neverDropped: true, stability: 'stable' },
  tools: { priority: 1, tokensOf8000: regionDefaults.tools, overflow: 'drop-lowest', neverDropped: false, stability: 'stable' },
  profile: { priority: 1, tokensOf8000: regionDefaults.profile, overflow: 'drop-lowest', neverDropped: false, stability: 'stable' },
  summary: { priority: 3, tokensOf8000: regionDefaults.summary, overflow: 'shorten', neverDropped: false, stability: 'stable' },
  history: { priority: 5, tokensOf8000: regionDefaults.history, overflow: 'drop-oldest', neverDropped: false, stability: 'append-only' },
  memories: { priority: 3, tokensOf8000: regionDefaults.memories, overflow: 'drop-lowest', neverDropped: false, stability: 'volatile' },
  documents: { priority: 4, tokensOf8000: regionDefaults.documents, overflow: 'shorten', neverDropped: false, stability: 'volatile' },
  results: { priority: 2, tokensOf8000: regionDefaults.results, overflow: 'shorten-middle', neverDropped: false, stability: 'volatile' },
  steering: { priority: 2, tokensOf8000: regionDefaults.steering, overflow: 'drop-lowest', neverDropped: false, stability: 'volatile' },
  recent: { priority: 1, tokensOf8000: regionDefaults.recent, overflow: 'shorten-middle', neverDropped: true, stability: 'append-only' },
  message: { priority: 0, tokensOf8000: regionDefaults.message, overflow: 'shorten-middle', neverDropped: true, stability: 'volatile' },
}

/** One value per region. */
export function forEachRegion<T>(make: (region: Region) => T): Record<Region, T> {
  return Object.fromEntries(regions.map((region) => [region, make(region)])) as Record<Region, T>
}
