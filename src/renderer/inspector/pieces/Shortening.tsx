import { useMemo, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { LongText } from '../LongText.tsx'
import { compareTexts, type Stretch } from '../view/difference.ts'
import { Stretches } from './Stretches.tsx'

/** A shortened piece: its text with what was taken out struck through, or the text as the model read it. */
export function Shortening({ before, after }: { before: string; after: string }) {
  const [whole, setWhole] = useState(true)
  const parts = useMemo((): Stretch[] => compareTexts(before, after), [before, after])
  return (
    <>
      {whole ? <Stretches parts={parts} label="Before and after shortening" /> : <LongText text={after} />}
      <Button size="small" look="quiet" className="mt-1 -ml-2.5" aria-pressed={whole} onClick={() => setWhole(!whole)}>{whole ? 'Show only what the model read' : 'Show what was taken out'}</Button>
    </>
  )
}
