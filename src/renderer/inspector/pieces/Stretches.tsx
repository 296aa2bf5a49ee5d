import { useMemo, useState } from 'react'
import { formatCount } from '../../state/formats.ts'
import { Button } from '../../ui/Button.tsx'
import { takeStretches, type Stretch } from '../view/difference.ts'

const first = 3_000
const step = 20_000

/** Two texts in one: what is gone is struck through, what is new is underlined, and both are said to screen readers. Long ones come in steps. */
export function Stretches({ parts, label }: { parts: readonly Stretch[]; label: string }) {
  const [length, setLength] = useState(first)
  const all = parts.reduce((sum, part) => sum + part.text.length, 0)
  const shown = useMemo(() => takeStretches(parts, length), [parts, length])
  return (
    <>
      <div role="group" aria-label={label} dir="auto" className="border-l-2 region-edge pl-2.5 text-snug leading-[1.5] whitespace-pre-wrap [overflow-wrap:anywhere]">
        {shown.map((part, at) => part.kind === 'same' ? <span key={at}>{part.text}</span>
          : part.kind === 'gone' ? <del key={at} className="text-mute decoration-bad/70">{part.text}</del>
            : <ins key={at} className="rounded-[2px] bg-accent-soft decoration-accent">{part.text}</ins>)}
      </div>
      {all > length && <Button look="quiet" size="small" className="mt-1" onClick={() => setLength(length + step)}>Show more of {formatCount(all)} characters</Button>}
    </>
  )
}
