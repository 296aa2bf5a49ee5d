import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import { Keys } from './Keys.tsx'

/** Says what a control does, with its keys, after a short rest of the pointer or on focus. */
export function Tooltip({ label, keys, side = 'bottom', children }: { label: string; keys?: string; side?: 'top' | 'bottom' | 'left' | 'right'; children: ReactElement }) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup className="flex max-w-80 items-center gap-2 rounded-small bg-text px-2 py-1 text-small text-ground shadow-float transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0">
            <span className="min-w-0 [overflow-wrap:anywhere]">{label}</span>
            {keys !== undefined && <Keys keys={keys} onDark />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
