import { useEffect, useMemo, type ReactNode } from 'react'
import { useVirtualRows } from './useVirtualRows.ts'

/** Up to so many rows simply stand in the page; more scroll in a box of their own, and only those in view are drawn. */
const most = 60

export type RowListProps<T> = {
  label: string
  items: readonly T[]
  keyOf: (item: T) => string
  /** The row to bring into view, where it is not drawn. */
  sought?: string | null
  /** Height of a row in pixels before it was measured. */
  guess?: number
  children: (item: T) => ReactNode
}

/** A list of rows of any height, of which thousands may be there. */
export function RowList<T>({ label, items, keyOf, sought = null, guess = 52, children }: RowListProps<T>) {
  if (items.length <= most) {
    return <ul aria-label={label}>{items.map((item) => <li key={keyOf(item)} aria-current={keyOf(item) === sought || undefined}>{children(item)}</li>)}</ul>
  }
  return <LongList label={label} items={items} keyOf={keyOf} sought={sought} guess={guess}>{children}</LongList>
}

function LongList<T>({ label, items, keyOf, sought = null, guess = 52, children }: RowListProps<T>) {
  const keys = useMemo(() => items.map(keyOf), [items, keyOf])
  const { attach, measure, first, end, before, after, reveal } = useVirtualRows(keys, guess)
  const at = sought === null ? -1 : keys.indexOf(sought)
  useEffect(() => { if (at >= 0) reveal(at) }, [at, reveal])
  return (
    <div ref={attach} role="region" tabIndex={0} aria-label={`${label}, ${items.length} rows`} className="max-h-[min(56vh,520px)] overflow-y-auto rounded-medium border border-line px-2">
      <ul aria-label={label}>
        {before > 0 && <li aria-hidden style={{ height: before }} />}
        {items.slice(first, end).map((item, offset) => (
          <li key={keys[first + offset]} ref={measure} data-row={keys[first + offset]} aria-current={keys[first + offset] === sought || undefined} aria-posinset={first + offset + 1} aria-setsize={items.length}>{children(item)}</li>
        ))}
        {after > 0 && <li aria-hidden style={{ height: after }} />}
      </ul>
    </div>
  )
}
