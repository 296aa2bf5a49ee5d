import { Gauge, Square } from 'lucide-react'
import { useState } from 'react'
import type { ModelInfo, ModelProfile } from '../../shared/model.ts'
import type { Failure } from '../../shared/result.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { formatShare } from '../state/formats.ts'
import type { Profiles } from '../state/useProfiles.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { describeProfile } from './describeProfile.ts'

export type ProfileRowProps = { model: ModelInfo; profile: ModelProfile | null; running: Profiles['running']; onOpen: () => void; onChanged: () => void }

/** One model's profile in plain words, with the way to measure it, to stop that, and to see its figures. */
export function ProfileRow({ model, profile, running, onOpen, onChanged }: ProfileRowProps) {
  const { client } = useAppState()
  const [failure, setFailure] = useState<Failure | null>(null)
  const [asking, setAsking] = useState(false)
  const mine = running?.modelId === model.id
  const other = running !== null && !mine
  const run = async (command: Promise<{ ok: true } | { ok: false; error: Failure }>) => {
    setAsking(false)
    const done = await command
    setFailure(done.ok ? null : done.error)
    onChanged()
  }
  const measure = () => void run(client.call('profiles.measure', { modelId: model.id }))
  const measured = profile !== null && profile.state !== 'speed'
  return (
    <li className="border-b border-line py-2.5">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1.5">
        <div className="min-w-56 flex-1">
          <p className="text-snug font-medium [overflow-wrap:anywhere]">{model.name}</p>
          <p className="text-small text-mute">{describeProfile(profile, model.small)}</p>
        </div>
        <div className="flex gap-1.5">
          {profile !== null && <Button size="small" look="quiet" aria-label={`Figures of ${model.name}`} onClick={onOpen}>Figures</Button>}
          {mine
            ? <Button size="small" icon={<Square size={11} fill="currentColor" />} onClick={() => void run(client.call('profiles.stop', {}))}>Stop</Button>
            : <Button size="small" icon={<Gauge size={13} />} disabled={other} title={other ? 'Another model is being measured. Stop that first, or wait.' : undefined} aria-label={`${measured ? 'Measure again' : 'Measure now'}: ${model.name}`} onClick={() => model.place === 'cloud' ? setAsking(true) : measure()}>{measured ? 'Measure again' : 'Measure now'}</Button>}
        </div>
      </div>
      {mine && (
        <div className="mt-2">
          <div role="progressbar" aria-label={`Measuring ${model.name}`} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(running.share * 100)} className="h-1.5 overflow-hidden rounded-full bg-line"><div className="h-full origin-left bg-accent transition-transform" style={{ transform: `scaleX(${running.share})` }} /></div>
          <p className="mt-1 text-small text-faint">Measuring, {formatShare(running.share)} done. What was measured so far is kept when it is stopped.</p>
        </div>
      )}
      {failure !== null && <p role="alert" className="mt-1 text-small text-bad">{failure.message}{failure.next !== undefined && <span className="text-mute"> {failure.next}</span>}</p>}
      <Dialog
        open={asking} onClose={() => setAsking(false)} title={`Measure ${model.name}?`} description="Made-up notes and questions go to it, outside this computer, and are charged like any other. Nothing of yours is in them."
        footer={<><Button onClick={() => setAsking(false)}>Cancel</Button><Button look="primary" onClick={measure}>Measure</Button></>}
      />
    </li>
  )
}
