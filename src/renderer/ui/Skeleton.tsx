import { useEffect, useState } from 'react'
import { joinClasses } from './joinClasses.ts'

/** Grey lines where text will stand. Shown only after 150 ms, so that what is quick never blinks. */
export function Skeleton({ lines = 3, label, className }: { lines?: number; label: string; className?: string }) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const wait = setTimeout(() => setShown(true), 150)
    return () => clearTimeout(wait)
  }, [])
  return (
    <div role="status" aria-label={label} className={joinClasses('flex flex-col gap-2.5', className)}>
      {shown && Array.from({ length: lines }, (_, at) => <div key={at} className={joinClasses('shimmer h-3 rounded-small', at % 3 === 2 ? 'w-2/5' : at % 3 === 1 ? 'w-4/5' : 'w-full')} />)}
    </div>
  )
}
