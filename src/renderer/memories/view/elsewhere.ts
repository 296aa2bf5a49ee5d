import type { MemoryFacets } from '../../../shared/memory.ts'
import { formatCount } from '../../state/formats.ts'
import { stateWords } from '../../inspector/view/names.ts'
import type { MemoryFilter } from './filter.ts'

/** What fits the filter in other states than the one that is shown, as words for a button; null where there is nothing. */
export function tellElsewhere(filter: MemoryFilter, facets: MemoryFacets | null): string | null {
  if (facets === null || filter.state === null) return null
  const others = facets.states.filter(({ value, count }) => value !== filter.state && value !== 'forgotten' && count > 0)
  if (others.length === 0) return null
  return `Show also ${others.map(({ value, count }) => `${formatCount(count)} ${stateWords[value].name.toLowerCase()}`).join(', ')}`
}
