import { Check } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { joinClasses } from './joinClasses.ts'

export type PressChoicesProps<T extends string> = {
  label: string
  labelHidden?: boolean
  options: readonly { value: T; label: string }[]
  chosen: readonly T[]
  onChange: (chosen: T[]) => void
  /** Stands at the end of the label's line. */
  aside?: ReactNode
  hint?: string
}

/** Several of a few values: each is pressed or not. */
export function PressChoices<T extends string>({ label, labelHidden = false, options, chosen, onChange, aside, hint }: PressChoicesProps<T>) {
  const id = useId()
  const press = (value: T) => onChange(options.map((one) => one.value).filter((one) => one === value ? !chosen.includes(value) : chosen.includes(one)))
  return (
    <div role="group" aria-labelledby={id}>
      <p className={labelHidden ? 'sr-only' : 'mb-1 flex items-baseline justify-between gap-3'}><span id={id} className="text-small font-medium">{label}</span>{aside}</p>
      <div className="flex flex-wrap gap-1.5">
        {options.map((one) => {
          const on = chosen.includes(one.value)
          return (
            <button
              key={one.value} type="button" aria-pressed={on} onClick={() => press(one.value)}
              className={joinClasses('inline-flex h-7 items-center gap-1 rounded-full border px-2.5 text-small transition-colors', on ? 'border-accent bg-accent-soft text-text' : 'border-line-strong text-mute hover:bg-hover hover:text-text')}
            >
              {on && <Check size={12} aria-hidden />}{one.label}
            </button>
          )
        })}
      </div>
      {hint !== undefined && <p className="mt-1 text-small text-faint">{hint}</p>}
    </div>
  )
}
