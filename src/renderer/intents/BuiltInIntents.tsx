import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { Output } from '../../shared/contract.ts'
import { taskNames } from '../policy/view/words.ts'
import { formatCount } from '../state/formats.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { TextField } from '../ui/TextField.tsx'

/** The intents that come with Casement, folded away, with a search over them. */
export function BuiltInIntents({ intents }: { intents: Output<'intents.list'>['builtIn'] }) {
  const [open, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const wanted = words.trim().toLowerCase()
  const fits = intents.filter((one) => one.name.toLowerCase().includes(wanted) || taskNames[one.task].toLowerCase().includes(wanted))
  return (
    <div role="group" aria-label="Built-in intents">
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className="flex items-center gap-1.5 rounded-small text-small font-medium">
        <ChevronRight size={13} aria-hidden className={joinClasses('text-mute transition-transform', open && 'rotate-90')} />Built in: {formatCount(intents.length)}
      </button>
      {open && (
        <div className="mt-2 grid gap-2">
          <TextField label="Search the built-in intents" labelHidden value={words} onChange={setWords} placeholder="Search" />
          <ul aria-label="Built-in intents that fit" tabIndex={0} className="max-h-64 overflow-y-auto rounded-medium border border-line">
            {fits.map((one) => <li key={one.id} className="flex items-baseline justify-between gap-3 border-b border-line px-3 py-1 text-small last:border-b-0"><span className="min-w-0 [overflow-wrap:anywhere]">{one.name}</span><span className="shrink-0 text-faint">{taskNames[one.task]}</span></li>)}
            {fits.length === 0 && <li className="px-3 py-2 text-small text-mute">None fits. Teach one of your own above.</li>}
          </ul>
        </div>
      )}
    </div>
  )
}
