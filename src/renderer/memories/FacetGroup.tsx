import { useId, useState, type ReactNode } from 'react'
import { formatCount } from '../state/formats.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { Tooltip } from '../ui/Tooltip.tsx'

export type FacetValue = { key: string; label: string; count: number; hint?: string; on: boolean; onPress: () => void }

const few = 7

/** One side by which memories are told apart, with how many fall under each value; a press narrows, a second takes it back. */
export function FacetGroup({ title, values, children }: { title: string; values: readonly FacetValue[]; children?: ReactNode }) {
  const id = useId()
  const [isAll, setAll] = useState(false)
  const shown = isAll ? values : values.filter((value, at) => at < few || value.on)
  if (values.length === 0 && children === undefined) return null
  return (
    <section aria-labelledby={id} className="py-2">
      <h3 id={id} className="px-2 pb-0.5 text-tiny text-faint">{title}</h3>
      {children}
      <ul>
        {shown.map((value) => <li key={value.key}>{value.hint === undefined ? drawButton(value) : <Tooltip label={value.hint} side="right">{drawButton(value)}</Tooltip>}</li>)}
      </ul>
      {values.length > shown.length && <button type="button" onClick={() => setAll(true)} className="mt-0.5 rounded-small px-2 text-small text-faint hover:text-text">{formatCount(values.length - shown.length)} more</button>}
      {isAll && values.length > few && <button type="button" onClick={() => setAll(false)} className="mt-0.5 rounded-small px-2 text-small text-faint hover:text-text">Fewer</button>}
    </section>
  )
}

/** An element and no component: a tooltip adds its own listeners to it. */
function drawButton(value: FacetValue) {
  return (
    <button
      type="button" aria-pressed={value.on} onClick={value.onPress}
      className={joinClasses('flex h-6.5 w-full items-center gap-2 rounded-small px-2 text-left text-small transition-colors', value.on ? 'bg-accent-soft font-medium' : 'hover:bg-hover', value.count === 0 && !value.on && 'text-faint')}
    >
      <span dir="auto" className="min-w-0 flex-1 truncate">{value.label}</span>
      <span className="shrink-0 text-mute">{formatCount(value.count)}</span>
    </button>
  )
}
