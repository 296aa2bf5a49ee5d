import { Check } from 'lucide-react'
import type { ContextVersion } from '../../../shared/versions.ts'
import { excerpt, formatAmount, formatMoment } from '../../state/formats.ts'
import { Button } from '../../ui/Button.tsx'
import { joinClasses } from '../../ui/joinClasses.ts'
import { FailureNotice } from '../../ui/Notice.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { RowList } from '../RowList.tsx'
import type { Versions } from './useVersions.ts'

export type TurnChooserProps = {
  versions: Versions; current: string; picked: string | null
  everywhere: boolean; onEverywhere: (everywhere: boolean) => void; onPick: (version: ContextVersion) => void
}

/** The kept contexts to choose one from, newest first. One whose texts were let go can still be compared by its figures. */
export function TurnChooser({ versions, current, picked, everywhere, onEverywhere, onPick }: TurnChooserProps) {
  const others = versions.items.filter((one) => one.turnId !== current)
  return (
    <div className="mt-2">
      <Switch label="From all conversations" checked={everywhere} onChange={onEverywhere} />
      {versions.failure !== null && <FailureNotice failure={versions.failure} className="mt-2" />}
      {versions.loaded && versions.failure === null && others.length === 0 && <p className="mt-2 text-small text-mute">There is no other turn to compare with{everywhere ? '' : ' in this conversation'}.</p>}
      <div className="mt-2 max-h-72 overflow-y-auto">
        <RowList label="Turns" items={others} keyOf={(one) => one.turnId}>
          {(one) => (
            <button type="button" aria-pressed={one.turnId === picked} onClick={() => onPick(one)} className={joinClasses('flex w-full items-start gap-2 border-t border-line px-1.5 py-1.5 text-left hover:bg-hover', one.turnId === picked && 'bg-accent-soft')}>
              <span className="min-w-0 flex-1">
                <span dir="auto" className="block truncate text-snug">{excerpt(one.question, 90)}</span>
                <span className="block text-tiny text-faint">{formatMoment(one.at)} · {formatAmount(one.tokens, 'token')} · {formatAmount(one.pieces, 'piece')}{one.model === '' ? '' : ` · ${one.model}`}{one.whole ? '' : ' · texts let go'}</span>
              </span>
              {one.turnId === picked && <Check size={14} aria-hidden className="mt-1 text-accent" />}
            </button>
          )}
        </RowList>
      </div>
      {versions.more && <Button size="small" look="quiet" className="mt-1" onClick={versions.loadMore}>Show older turns</Button>}
    </div>
  )
}
