import { Copy, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Strategy } from '../../shared/strategy.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { describeValues } from './view/values.ts'

export type StrategyRowProps = { strategy: Strategy; current: boolean; onUse: () => void; onEdit: () => void; onCopy: () => void; onRemove: () => void }

/** One strategy: its name, what sets it apart, and what can be done with it. */
export function StrategyRow({ strategy, current, onUse, onEdit, onCopy, onRemove }: StrategyRowProps) {
  const [asking, setAsking] = useState(false)
  const { name, builtIn, values } = strategy
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line py-2.5 last:border-b-0">
      <div className="min-w-60 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2"><span dir="auto" className="font-medium [overflow-wrap:anywhere]">{name}</span><span className="text-small text-faint">{builtIn ? 'built in' : 'your own'}</span></p>
        <p className="text-small text-mute">{describeValues(values)}</p>
      </div>
      <div className="flex items-center gap-1">
        {current ? <span className="px-1 text-small text-good">In use</span> : <Button size="small" onClick={onUse}>Make the default</Button>}
        {builtIn
          ? <IconButton label={`Edit a copy of ${name}`} onClick={onCopy}><Copy size={14} /></IconButton>
          : <><IconButton label={`Edit ${name}`} onClick={onEdit}><Pencil size={14} /></IconButton><IconButton label={`Remove ${name}`} onClick={() => setAsking(true)}><Trash2 size={14} /></IconButton></>}
      </div>
      <Dialog
        open={asking} onClose={() => setAsking(false)} title={`Remove “${name}”?`} description={current ? 'Its values stay in use, without a name.' : 'Its values are gone then. Turns that were made with it keep its name.'}
        footer={<><Button onClick={() => setAsking(false)}>Keep it</Button><Button look="danger" onClick={() => { setAsking(false); onRemove() }}>Remove</Button></>}
      />
    </li>
  )
}
