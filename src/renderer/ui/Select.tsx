import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import { joinClasses } from './joinClasses.ts'

export type SelectProps<T extends string> = {
  label: string
  labelHidden?: boolean
  value: T
  onChange: (value: T) => void
  options: { value: T; label: string; detail?: string }[]
  disabled?: boolean
  className?: string
}

/** One of several values. */
export function Select<T extends string>({ label, labelHidden = false, value, onChange, options, disabled, className }: SelectProps<T>) {
  return (
    <div className={className}>
      <Base.Root value={value} onValueChange={(next) => { if (next !== null) onChange(next as T) }} items={options} disabled={disabled} modal={false}>
        <Base.Label className={labelHidden ? 'sr-only' : 'mb-1 block text-small font-medium'}>{label}</Base.Label>
        <Base.Trigger className="flex h-8 w-full items-center justify-between gap-2 rounded-medium border border-line-strong bg-panel px-2.5 text-snug transition-colors hover:bg-hover data-[disabled]:text-faint">
          <Base.Value className="min-w-0 truncate" />
          <Base.Icon><ChevronDown size={14} className="text-mute" /></Base.Icon>
        </Base.Trigger>
        <Base.Portal>
          <Base.Positioner sideOffset={5} alignItemWithTrigger={false} collisionPadding={8} className="z-50 outline-none">
            <Base.Popup className="max-h-[min(360px,var(--available-height))] min-w-[var(--anchor-width)] max-w-88 overflow-y-auto rounded-medium border border-line bg-raised p-1 shadow-float outline-none transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0">
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={joinClasses('flex items-start gap-2 rounded-small px-2 py-1.5 text-snug select-none outline-none data-[highlighted]:bg-hover')}>
                  <span className="min-w-0 flex-1">
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.detail !== undefined && <span className="block text-small text-faint">{option.detail}</span>}
                  </span>
                  <Base.ItemIndicator><Check size={15} className="mt-0.5 text-accent" /></Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </div>
  )
}
