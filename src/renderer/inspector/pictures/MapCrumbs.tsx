import { ChevronRight } from 'lucide-react'
import { listCrumbs, type Dive } from '../view/dive.ts'

/** Where in the map one is, with the way back up; nothing at the surface. */
export function MapCrumbs({ dive, onDive }: { dive: Dive; onDive: (dive: Dive) => void }) {
  const crumbs = listCrumbs(dive)
  if (crumbs.length === 0) return null
  return (
    <nav aria-label="Place in the map" className="mt-2.5">
      <ol className="flex flex-wrap items-center gap-x-1 text-small">
        {crumbs.map(({ name, to }, at) => (
          <li key={name} className="flex items-center gap-1">
            {at > 0 && <ChevronRight size={12} aria-hidden className="text-faint" />}
            {at === crumbs.length - 1 ? <span aria-current="location" className="font-medium">{name}</span>
              : <button type="button" onClick={() => onDive(to)} className="rounded-small text-accent underline decoration-line-strong underline-offset-3 hover:decoration-current">{name}</button>}
          </li>
        ))}
      </ol>
    </nav>
  )
}
