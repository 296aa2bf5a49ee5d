import { Brain } from 'lucide-react'
import type { ReactNode } from 'react'
import { useAppState, useBrowse } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import type { BrowseState } from './browseStore.ts'
import type { MemoryRowsState } from './memoryRows.ts'
import { everything, listNarrowings, tellEmpty, type MemoryFilter } from './view/filter.ts'

const selectFilter = (state: BrowseState) => state.filter

/** A list of memories in each of its states: being read, refused, empty with what to do about it, and there. */
export function ListFrame({ rows, filter, action, children }: { rows: MemoryRowsState; filter: MemoryFilter; action?: ReactNode; children: ReactNode }) {
  const { state, failure, total } = rows
  const { browse } = useAppState()
  const isNarrowed = listNarrowings(useBrowse(selectFilter)).length > 0
  return (
    <>
      {failure !== null && <FailureNotice failure={failure} className="m-5" />}
      {state === 'loading' && <Skeleton label="Reading the memories" lines={9} className="p-5" />}
      {state === 'ready' && total === 0 && <EmptyState icon={<Brain size={28} strokeWidth={1.4} />} title={filter.query.trim() === '' ? 'Nothing here' : 'Nothing found'} action={isNarrowed ? <span className="flex flex-wrap justify-center gap-2">{action}<Button onClick={() => browse.getState().narrow(everything)}>Clear filters</Button></span> : action}>{tellEmpty(filter)}</EmptyState>}
      {state === 'ready' && total > 0 && children}
    </>
  )
}
