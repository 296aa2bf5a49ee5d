import { useState } from 'react'
import type { ModelProfile, NotePlace } from '../../shared/model.ts'
import type { Failure } from '../../shared/result.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { formatAmount, formatCount, formatDuration, formatShare } from '../state/formats.ts'
import { readWhole } from '../state/readNumbers.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Select } from '../ui/Select.tsx'
import { placeWords, sortCells } from './describeProfile.ts'

type Place = NotePlace | 'unknown'
const places: { value: Place; label: string }[] = [{ value: 'unknown', label: 'Not known' }, { value: 'system', label: 'In the system text' }, { value: 'before', label: 'Before the question' }, { value: 'after', label: 'After the question' }]

/** The figures of a model, and what follows from them, to correct. */
export function ProfileDialog({ profile, onClose, onChanged }: { profile: ModelProfile; onClose: () => void; onChanged: () => void }) {
  const { client } = useAppState()
  const [own, setOwn] = useState({ notes: profile.notes, place: profile.place, trustedTokens: profile.trustedTokens })
  const [failure, setFailure] = useState<Failure | null>(null)
  const save = async () => {
    const saved = await client.call('profiles.edit', { key: profile.key, ...own })
    if (!saved.ok) { setFailure(saved.error); return }
    onChanged()
    onClose()
  }
  const changed = own.notes !== profile.notes || own.place !== profile.place || own.trustedTokens !== profile.trustedTokens
  return (
    <Dialog
      open onClose={onClose} size="wide" title={profile.modelName} description={profile.words}
      footer={<><Button onClick={onClose}>{changed ? 'Cancel' : 'Close'}</Button><Button look="primary" disabled={!changed} onClick={() => void save()}>Save</Button></>}
    >
      <div className="mt-3 grid grid-cols-1 gap-3 side:grid-cols-3">
        <NumberField label="Notes it uses well" placeholder="not known" shown={own.notes === null ? '' : String(own.notes)} hint="0 to 64. Empty: its size decides." read={(text) => readWhole(text, { min: 0, max: 64 })} onChange={(notes) => setOwn({ ...own, notes })} onEmpty={() => setOwn({ ...own, notes: null })} />
        <Select label="Where they stand" value={own.place ?? 'unknown'} options={places} onChange={(place) => setOwn({ ...own, place: place === 'unknown' ? null : place })} />
        <NumberField label="Trusted up to" unit="tokens" placeholder="its window" shown={own.trustedTokens === null ? '' : formatCount(own.trustedTokens)} hint="Empty: the whole window." read={(text) => readWhole(text, { min: 256, max: 10_000_000 })} onChange={(trustedTokens) => setOwn({ ...own, trustedTokens })} onEmpty={() => setOwn({ ...own, trustedTokens: null })} />
      </div>
      {failure !== null && <FailureNotice failure={failure} className="mt-3" />}
      <dl className="mt-4 grid grid-cols-[150px_1fr] gap-x-4 gap-y-1 text-small">
        <Fact name="Reads">{profile.readTokensPerSecond === null ? 'not measured yet' : `${formatAmount(profile.readTokensPerSecond, 'token')} a second`}</Fact>
        <Fact name="Writes">{profile.writeTokensPerSecond === null ? 'not measured yet' : `${formatAmount(profile.writeTokensPerSecond, 'token')} a second`}</Fact>
        <Fact name="Counts of tokens">{profile.margin === 1 ? 'exact' : `estimates, with ${formatShare(profile.margin - 1)} added after ${formatAmount(profile.marginFrom, 'turn')}`}</Fact>
        {profile.calibratedAt !== null && <Fact name="Measured in">{formatDuration(profile.seconds * 1000)}</Fact>}
      </dl>
      <CellTable cells={profile.cells} />
    </Dialog>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return <><dt className="text-mute">{name}</dt><dd>{children}</dd></>
}

function CellTable({ cells }: { cells: ModelProfile['cells'] }) {
  if (cells.length === 0) return <p className="mt-4 text-small text-faint">No questions were asked yet.</p>
  return (
    <div className="mt-4 max-h-72 overflow-y-auto rounded-medium border border-line" tabIndex={0} role="region" aria-label="Questions that were asked">
      <table className="w-full text-small">
        <caption className="sr-only">Questions over made-up notes, and how many were answered rightly</caption>
        <thead className="sticky top-0 bg-panel"><tr className="text-right text-tiny text-faint [&>th]:px-3 [&>th]:py-1.5 [&>th]:font-normal"><th scope="col">Notes</th><th scope="col" className="text-left">Answer in the</th><th scope="col" className="text-left">Notes stand</th><th scope="col">Prompt</th><th scope="col">Right</th></tr></thead>
        <tbody>
          {sortCells(cells).map((cell) => (
            <tr key={`${cell.notes} ${cell.position} ${cell.place} ${cell.tokens}`} className="border-t border-line text-right [&>td]:px-3 [&>td]:py-1">
              <td>{cell.notes}</td><td className="text-left">{cell.position} note</td><td className="text-left text-mute">{placeWords[cell.place]}</td><td className="text-mute">{formatCount(cell.tokens)}</td>
              <td className={cell.right === cell.asked ? 'text-good' : cell.right === 0 ? 'text-bad' : undefined}>{cell.right} of {cell.asked}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
