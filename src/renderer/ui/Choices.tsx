import { joinClasses } from './joinClasses.ts'

export type ChoicesProps<T extends string> = {
  label: string
  value: T
  options: readonly { value: T; label: string; count?: string }[]
  onChange: (value: T) => void
}

/** A few ways to see one thing, side by side; one of them is on. */
export function Choices<T extends string>({ label, value, options, onChange }: ChoicesProps<T>) {
  return (
    <div role="group" aria-label={label} className="inline-flex shrink-0 rounded-medium border border-line bg-side p-0.5">
      {options.map((option) => (
        <button
          key={option.value} type="button" aria-pressed={option.value === value} onClick={() => onChange(option.value)}
          className={joinClasses('inline-flex h-6.5 items-center gap-1.5 rounded-[6px] px-2.5 text-small whitespace-nowrap transition-colors', option.value === value ? 'bg-panel font-medium text-text shadow-rest' : 'text-mute hover:text-text')}
        >
          {option.label}{option.count !== undefined && <span className="font-normal text-mute">{option.count}</span>}
        </button>
      ))}
    </div>
  )
}
