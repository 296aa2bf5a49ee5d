import { useId, useState } from 'react'
import { joinClasses } from './joinClasses.ts'

export type NumberFieldProps<T> = {
  label: string
  labelHidden?: boolean
  /** The value as text to edit; empty where nothing is set. */
  shown: string
  /** Reads what was typed; null refuses it. */
  read: (text: string) => T | null
  onChange: (value: T) => void
  /** Runs when the field is emptied; without it an empty field goes back. */
  onEmpty?: () => void
  placeholder?: string
  unit?: string
  hint?: string
  /** For a row of its own kind: lower, with smaller type. */
  compact?: boolean
  className?: string
}

/** A number to type. It counts on Enter or when the field is left; what is none is marked while it stands there, and goes back. */
export function NumberField<T>({ label, labelHidden = false, shown, read, onChange, onEmpty, placeholder, unit, hint, compact = false, className }: NumberFieldProps<T>) {
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const wrong = draft !== null && draft.trim() !== '' && read(draft) === null
  const commit = () => {
    if (draft === null) return
    const value = read(draft)
    if (draft.trim() === '') { if (shown !== '') onEmpty?.() } else if (value !== null && draft !== shown) onChange(value)
    setDraft(null)
  }
  return (
    <div className={joinClasses('min-w-0', className)}>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'mb-1 block text-small font-medium'}>{label}</label>
      <span className="relative block">
        <input
          id={id} type="text" inputMode="decimal" autoComplete="off" value={draft ?? shown} placeholder={placeholder} aria-invalid={wrong || undefined} aria-describedby={[...(unit === undefined ? [] : [`${id}-unit`]), ...(hint === undefined ? [] : [`${id}-more`])].join(' ') || undefined}
          onChange={(event) => setDraft(event.target.value)} onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') { event.preventDefault(); commit() }
            if (event.key === 'Escape' && draft !== null) { event.stopPropagation(); setDraft(null) }
          }}
          className={joinClasses('w-full border border-line-strong bg-panel pl-2 text-right focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-bad', compact ? 'h-7 rounded-small text-small' : 'h-8 rounded-medium text-snug', roomFor(unit))}
        />
        {unit !== undefined && <span id={`${id}-unit`} aria-hidden className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-small text-faint">{unit}</span>}
      </span>
      {hint !== undefined && <p id={`${id}-more`} className="mt-1 text-small text-faint">{hint}</p>}
    </div>
  )
}

/** Room at the right edge for a unit of so many letters. */
function roomFor(unit: string | undefined): string {
  if (unit === undefined) return 'pr-2.5'
  return unit.length === 1 ? 'pr-6.5' : unit.length === 2 ? 'pr-9' : unit.length <= 4 ? 'pr-11' : unit.length <= 6 ? 'pr-14.5' : 'pr-17.5'
}
