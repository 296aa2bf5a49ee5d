import { useState } from 'react'
import type { Epoch } from '../../shared/epoch.ts'
import { formatAmount, formatCount, formatMoment } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EpochEditor } from './EpochEditor.tsx'
import { EpochSourcesList } from './EpochSourcesList.tsx'
import { byWords, groupLost } from './epochRows.ts'
import { LongText } from './LongText.tsx'

/** A summary to read: what stands in the prompt, what it was made of, what it does not hold. An earlier one opens in its place. */
export function EpochDialog({ epoch, editing, onClose }: { epoch: Epoch; editing: boolean; onClose: () => void }) {
  const [trail, setTrail] = useState<readonly Epoch[]>([])
  const [writes, setWrites] = useState(editing)
  const shown = trail.at(-1) ?? epoch
  const canEdit = trail.length === 0 && epoch.undoneAt === null
  const goBack = () => setTrail(trail.slice(0, -1))
  return (
    <Dialog
      open onClose={onClose} size="wide" title={`${shown.kind === 'checkpoint' ? 'Checkpoint' : 'Summary'} ${formatCount(shown.number)}`}
      footer={writes ? undefined : (
        <>
          {trail.length > 0 && <Button className="mr-auto" onClick={goBack}>Back to {trail.length === 1 ? 'the one it went into' : 'the later one'}</Button>}
          {canEdit && <Button onClick={() => setWrites(true)}>Edit</Button>}
          <Button look="primary" onClick={onClose}>Close</Button>
        </>
      )}
    >
      {writes ? <EpochEditor epoch={epoch} onDone={() => setWrites(false)} /> : <Reading key={shown.id} epoch={shown} onPrevious={(previous) => setTrail([...trail, previous])} onLeave={onClose} />}
    </Dialog>
  )
}

function Reading({ epoch, onPrevious, onLeave }: { epoch: Epoch; onPrevious: (previous: Epoch) => void; onLeave: () => void }) {
  const [asMade, setAsMade] = useState(false)
  const lost = groupLost(epoch.lost)
  return (
    <>
      <p className="text-small text-mute">
        {epoch.why.replace(/\.?$/, '.')} {formatAmount(epoch.messages, 'message')} of {formatAmount(epoch.tokensBefore, 'token')} became {formatAmount(epoch.tokensAfter, 'token')}, {byWords[epoch.by]}, on {formatMoment(epoch.createdAt)}.
        {epoch.undoneAt !== null && ` It was undone on ${formatMoment(epoch.undoneAt)}: no new answer rests on it.`}
      </p>
      <div className="mt-3 rounded-medium border-l-2 border-line-strong bg-ground px-3.5 py-2.5 text-base"><LongText text={asMade ? epoch.madeText : epoch.text} /></div>
      {epoch.editedAt !== null && (
        <p className="mt-1.5 flex items-center gap-3 text-small text-mute">{asMade ? 'This is how it was made.' : `Edited by you on ${formatMoment(epoch.editedAt)}.`}<Button size="small" look="quiet" onClick={() => setAsMade(!asMade)}>{asMade ? 'Show your text' : 'Show how it was made'}</Button></p>
      )}
      <section aria-label="Not in the summary" className="mt-4">
        <h3 className="text-small font-semibold">Not in the summary</h3>
        {lost.length === 0
          ? <p className="text-small text-mute">Every name, number, date, path, address, piece of code and quote that it was checked for is in it.</p>
          : <dl className="mt-1 grid grid-cols-[80px_1fr] gap-x-3 gap-y-1 text-small">{lost.map((group) => <div key={group.kind} className="contents"><dt className="text-mute">{group.kind}</dt><dd dir="auto" className="[overflow-wrap:anywhere]">{group.texts.join(' · ')}</dd></div>)}</dl>}
      </section>
      <EpochSourcesList epochId={epoch.id} onPrevious={onPrevious} onLeave={onLeave} />
    </>
  )
}
