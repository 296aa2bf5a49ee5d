import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { joinClasses } from './joinClasses.ts'
import { Keys } from './Keys.tsx'

export type MenuItem =
  | { kind: 'item'; label: string; detail?: string; /** A small mark at the end of the label's line. */ badge?: ReactNode; icon?: ReactNode; keys?: string; danger?: boolean; checked?: boolean; disabled?: boolean; onSelect: () => void }
  | { kind: 'heading'; label: string }
  | { kind: 'line' }

export type MenuProps = {
  trigger: ReactElement
  items: MenuItem[]
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom'
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

/** A list of actions under a button; arrows move, letters jump, Esc closes. */
export function Menu({ trigger, items, align = 'start', side = 'bottom', open, onOpenChange }: MenuProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={5} collisionPadding={8} className="z-50 outline-none">
          <Base.Popup className="max-h-[min(440px,var(--available-height))] min-w-48 max-w-88 overflow-y-auto rounded-medium border border-line bg-raised p-1 shadow-float outline-none transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0">
            {items.map((item, at) => <Row key={at} item={item} />)}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Row({ item }: { item: MenuItem }) {
  if (item.kind === 'line') return <Base.Separator className="mx-2 my-1 border-t border-line" />
  if (item.kind === 'heading') return <div className="px-2 pt-2 pb-0.5 text-tiny text-faint">{item.label}</div>
  return (
    <Base.Item
      disabled={item.disabled} onClick={item.onSelect} label={item.label}
      className={joinClasses(
        'flex items-start gap-2 rounded-small px-2 py-1.5 text-snug select-none outline-none data-[highlighted]:bg-hover data-[disabled]:text-faint',
        item.danger === true && 'text-bad',
      )}
    >
      {item.icon !== undefined && <span className="mt-0.5 shrink-0 opacity-80">{item.icon}</span>}
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2"><span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{item.label}</span>{item.badge}</span>
        {item.detail !== undefined && <span className="block text-small text-faint">{item.detail}</span>}
      </span>
      {item.checked === true && <Check size={15} className="mt-0.5 shrink-0 text-accent" aria-label="chosen" />}
      {item.keys !== undefined && <Keys keys={item.keys} />}
    </Base.Item>
  )
}
