import type { MemoryFacets } from '../../shared/memory.ts'
import { kindWords, labelWords, scopeWords, stateWords } from '../inspector/view/names.ts'
import { useAppState, useSettings } from '../state/AppStateContext.ts'
import { selectDetail } from '../state/settingsStore.ts'
import { Skeleton } from '../ui/Skeleton.tsx'
import { FacetGroup, type FacetValue } from './FacetGroup.tsx'
import { MonthsChart } from './MonthsChart.tsx'
import { useOneTabStop } from './useOneTabStop.ts'
import type { MemoryFilter } from './view/filter.ts'

const kinds = ['semantic', 'episodic', 'procedural'] as const
const states = ['active', 'candidate', 'superseded', 'faded'] as const
const scopes = ['everywhere', 'project', 'conversation'] as const
const labels = ['open', 'personal', 'local'] as const

/** All sides by which the memories can be narrowed, each value with how many it would show. */
export function Facets({ filter, facets }: { filter: MemoryFilter; facets: MemoryFacets | null }) {
  const { browse } = useAppState()
  const detailed = useSettings(selectDetail) === 'detailed'
  const { narrow } = browse.getState()
  const { box, onKeyDown, onFocus } = useOneTabStop()
  if (facets === null) return <Skeleton label="Counting the memories" lines={9} className="p-3" />
  const values = <K extends 'kind' | 'state' | 'label' | 'scope', V extends string>(key: K, all: readonly V[], counts: readonly { value: string; count: number }[], words: Record<V, { name: string; plural?: string; hint: string }>, off: MemoryFilter[K]): FacetValue[] =>
    all.map((value) => ({
      key: value, label: words[value].plural ?? words[value].name, hint: words[value].hint, count: counts.find((one) => one.value === value)?.count ?? 0, on: filter[key] === (value as unknown),
      onPress: () => narrow({ [key]: filter[key] === (value as unknown) ? off : value, ...(key === 'scope' ? { scopeId: null } : {}) }),
    }))
  const named = (counts: MemoryFacets['people']): FacetValue[] => counts.map(({ value, count }) => ({ key: value, label: value === 'user' ? 'You' : value, count, on: filter.person === value, onPress: () => narrow({ person: filter.person === value ? null : value }) }))
  return (
    <div ref={box} onKeyDown={onKeyDown} onFocus={onFocus} className="px-3 py-1.5">
      <FacetGroup title="Kind" values={values('kind', kinds, facets.kinds, kindWords, null)} />
      <FacetGroup title="State" values={[
        ...values('state', states, facets.states, stateWords, null),
        { key: 'pinned', label: 'Pinned', hint: 'Pinned memories go along in every turn.', count: facets.pinned, on: filter.pinned === true, onPress: () => narrow({ pinned: filter.pinned === true ? null : true }) },
      ]} />
      {facets.months.length > 0 && <FacetGroup title="When" values={[]}><div className="px-2 pt-1"><MonthsChart months={facets.months} span={filter} onSpan={narrow} /></div></FacetGroup>}
      <FacetGroup title="People" values={named(facets.people)} />
      <FacetGroup title="Topics" values={named(facets.topics)} />
      {(detailed || filter.label !== null || facets.labels.length > 1) && <FacetGroup title="Who may see it" values={values('label', labels, facets.labels, labelWords, null)} />}
      {(detailed || filter.scope !== null || facets.scopes.length > 1) && <FacetGroup title="Applies" values={values('scope', scopes, facets.scopes, scopeWords, null)} />}
    </div>
  )
}
