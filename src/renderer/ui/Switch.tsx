import { Switch as Base } from '@base-ui/react/switch'
import { useId, type ReactNode } from 'react'

export type SwitchProps = { label: string; /** Keeps the name for screen readers only, where the row explains itself. */ labelHidden?: boolean; description?: ReactNode; checked: boolean; onChange: (checked: boolean) => void; disabled?: boolean }

/** On or off, with its name and what it means. */
export function Switch({ label, labelHidden = false, description, checked, onChange, disabled }: SwitchProps) {
  const id = useId()
  return (
    <div className={labelHidden ? 'inline-flex' : 'flex items-start justify-between gap-6'}>
      <div className="min-w-0">
        <span id={`${id}-name`} className={labelHidden ? 'sr-only' : 'block text-snug'}>{label}</span>
        {description !== undefined && <span id={`${id}-more`} className="block text-small text-faint">{description}</span>}
      </div>
      <Base.Root
        checked={checked} onCheckedChange={onChange} disabled={disabled} aria-labelledby={`${id}-name`} aria-describedby={description === undefined ? undefined : `${id}-more`}
        className="mt-0.5 inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-faint p-px transition-colors data-[checked]:border-accent data-[checked]:bg-accent data-[disabled]:opacity-50"
      >
        <Base.Thumb className="size-4 rounded-full bg-faint transition data-[checked]:translate-x-4 data-[checked]:bg-on-accent" />
      </Base.Root>
    </div>
  )
}
