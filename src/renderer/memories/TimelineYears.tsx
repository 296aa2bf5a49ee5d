import type { MemoryFacets } from '../../shared/memory.ts'
import { formatAmount, formatCount } from '../state/formats.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { tellEmpty, type MemoryFilter } from './view/filter.ts'
import { monthNames } from './view/months.ts'
import { listYears } from './view/timeline.ts'

/** All years at once: a row of twelve months each, as tall as there are memories; a month leads into it. */
export function TimelineYears({ months, filter, onMonth }: { months: MemoryFacets['months'] | null; filter: MemoryFilter; onMonth: (month: string) => void }) {
  if (months === null) return <Skeleton label="Counting the memories" lines={6} className="p-5" />
  const years = listYears(months, filter)
  if (years.length === 0) return <EmptyState title="Nothing here">{tellEmpty(filter)}</EmptyState>
  const most = Math.max(1, ...years.flatMap((year) => year.months.map((one) => one?.count ?? 0)))
  return (
    <div role="region" aria-label="Years" tabIndex={0} className="min-h-0 flex-1 overflow-y-auto px-5 pb-4 focus-visible:-outline-offset-2">
      <div aria-hidden className="sticky top-0 z-10 flex gap-4 bg-ground py-1 text-tiny text-faint">
        <span className="w-28 shrink-0" />
        <span className="grid min-w-0 flex-1 grid-cols-12 gap-1 text-center">{monthNames().map((name) => <span key={name} className="truncate">{name}</span>)}</span>
      </div>
      {years.map((year) => (
        <section key={year.year} aria-label={year.year} className="flex items-end gap-4 border-b border-line py-2.5">
          <h3 className="w-28 shrink-0 text-small"><span className="block font-medium">{year.year}</span><span className="text-mute">{formatAmount(year.count, 'memory', 'memories')}</span></h3>
          <ol className="grid min-w-0 flex-1 grid-cols-12 gap-1">
            {year.months.map((one, at) => (
              <li key={at} className="min-w-0">
                {one === null ? <span aria-hidden className="block h-11 border-b border-line" /> : (
                  <button type="button" onClick={() => onMonth(one.month)} aria-label={`${one.name}, ${formatAmount(one.count, 'memory', 'memories')}`} title={`${one.name}: ${formatCount(one.count)}`} className="group flex h-11 w-full items-end rounded-small border-b border-line hover:bg-hover">
                    <span className="mx-auto block w-full max-w-7 rounded-t-[3px] bg-accent/45 transition-colors group-hover:bg-accent" style={{ height: `${Math.max(4, one.count / most * 100)}%` }} />
                  </button>
                )}
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}
