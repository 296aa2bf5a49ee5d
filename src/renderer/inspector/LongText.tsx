import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { formatCount } from '../state/formats.ts'

const first = 2_000
const step = 20_000

/** Text as text, whatever is in it. A long one begins with its first part; the rest follows in steps. */
export function LongText({ text }: { text: string }) {
  const [length, setLength] = useState(first)
  return (
    <>
      <blockquote dir="auto" className="border-l-2 region-edge pl-2.5 text-snug leading-[1.5] whitespace-pre-wrap [overflow-wrap:anywhere]">{text.length > length ? `${text.slice(0, length)}…` : text}</blockquote>
      {text.length > length && <Button look="quiet" size="small" className="mt-1" onClick={() => setLength(length + step)}>Show more of {formatCount(text.length)} characters</Button>}
    </>
  )
}
