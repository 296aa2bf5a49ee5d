import type { MemoryFacets } from '../../shared/memory.ts'
import { formatCount } from '../state/formats.ts'
import { useAppState, useBrowse } from '../state/AppStateContext.ts'
import { Choices } from '../ui/Choices.tsx'
import { Select } from '../ui/Select.tsx'
import type { BrowseView } from './browseStore.ts'

/** The faces of the memory page; in a narrow window as one choice. */
export function ViewTabs({ facets }: { facets: MemoryFacets | null }) {
  const { browse } = useAppState()
  const view = useBrowse((state) => state.view)
  const { show } = browse.getState()
  const count = (value: number | undefined) => value === undefined || value === 0 ? undefined : formatCount(value)
  const options: { value: BrowseView; label: string; count?: string }[] = [
    { value: 'list', label: 'List' }, { value: 'timeline', label: 'Timeline' }, { value: 'graph', label: 'People and topics' },
    { value: 'review', label: 'To review', count: count(facets?.review) }, { value: 'fading', label: 'Fading', count: count(facets?.fading) }, { value: 'try', label: 'Try a question' },
  ]
  return (
    <>
      <div className="hidden @min-[680px]:block"><Choices<BrowseView> label="View" value={view} options={options} onChange={show} /></div>
      <Select<BrowseView> className="w-44 @min-[680px]:hidden" label="View" labelHidden value={view} options={options.map(({ value, label, count: many }) => ({ value, label: many === undefined ? label : `${label} ${many}` }))} onChange={show} />
    </>
  )
}
