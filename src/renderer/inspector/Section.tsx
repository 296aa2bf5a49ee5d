import { useId, type ReactNode } from 'react'
import { Tooltip } from '../ui/Tooltip.tsx'
import type { Fact } from './view/story.ts'

/** One part of a face: a heading, a quiet word at the right, the content. */
export function Section({ title, aside, children }: { title: ReactNode; aside?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="border-b border-line px-4 py-3.5 last:border-b-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 id={id} className="text-small font-semibold">{title}</h3>
        {aside !== undefined && <span className="text-small text-mute">{aside}</span>}
      </div>
      {children}
    </section>
  )
}

/** Facts as a list of names and values. */
export function FactList({ facts }: { facts: readonly (Fact & { hint?: string })[] }) {
  return (
    <dl className="mt-2 grid grid-cols-[100px_minmax(0,1fr)] gap-x-3 gap-y-1 text-small">
      {facts.map((fact) => (
        <div key={fact.name} className="contents">
          <dt className="text-mute">{fact.hint === undefined ? fact.name : <Tooltip label={fact.hint} side="left"><span tabIndex={0} className="underline decoration-line-strong decoration-dotted underline-offset-3">{fact.name}</span></Tooltip>}</dt>
          <dd dir="auto" className="min-w-0 [overflow-wrap:anywhere]">{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
