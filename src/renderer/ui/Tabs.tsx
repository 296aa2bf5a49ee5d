import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

export type TabsProps<T extends string> = {
  label: string
  value: T
  onChange: (value: T) => void
  tabs: { value: T; label: string; content: ReactNode }[]
  /** Stands at the right end of the row of tabs. */
  aside?: ReactNode
}

/** Faces of one panel. Only the shown face is mounted. */
export function Tabs<T extends string>({ label, value, onChange, tabs, aside }: TabsProps<T>) {
  return (
    <Base.Root value={value} onValueChange={(next) => onChange(next as T)} className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-12 shrink-0 items-stretch border-b border-line px-4">
        <Base.List aria-label={label} className="flex gap-5" activateOnFocus={false}>
          {tabs.map((tab) => (
            <Base.Tab key={tab.value} value={tab.value} className="relative flex items-center rounded-small text-snug focus-visible:-outline-offset-2 text-mute transition-colors hover:text-text data-[active]:font-medium data-[active]:text-text data-[active]:shadow-[inset_0_-2px_var(--color-accent)]">
              {tab.label}
            </Base.Tab>
          ))}
        </Base.List>
        {aside !== undefined && <div className="ml-auto flex items-center">{aside}</div>}
      </div>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="relative min-h-0 flex-1 overflow-y-auto outline-none">{tab.content}</Base.Panel>
      ))}
    </Base.Root>
  )
}
