import { Download, Pause, Play, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { DownloadProgress, ModelInfo } from '../../shared/model.ts'
import type { Failure } from '../../shared/result.ts'
import { useAppState, useModels } from '../state/AppStateContext.ts'
import { formatAmount, formatBytes } from '../state/formats.ts'
import { isHere } from '../state/modelStore.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { DownloadBar } from './DownloadBar.tsx'

const stateWords: Record<ModelInfo['state'], string> = {
  ready: 'Loaded', loading: 'Loading…', 'not-loaded': 'Ready to load', downloading: 'Downloading', available: 'Not downloaded', refused: 'Refused', quarantined: 'Set aside',
}

/** What is known of a model, in one line. */
export function describeModel(model: ModelInfo): string {
  return [
    model.sizeBytes === null ? null : formatBytes(model.sizeBytes),
    model.windowTokens === null ? null : `window ${formatAmount(model.windowTokens, 'token')}`,
    model.needsBytes === null ? null : `needs ${formatBytes(model.needsBytes)} of memory`,
    model.license,
  ].filter((part) => part !== null).join(' · ')
}

/** One local model: what it is, how it is, and what one can do. @param stays true for one that cannot be removed */
export function ModelRow({ model, chosen, stays = false }: { model: ModelInfo; chosen: boolean; stays?: boolean }) {
  const { models } = useAppState()
  const progress = useModels((state) => state.downloads[model.id])
  const [failure, setFailure] = useState<Failure | null>(null)
  const run = (asked: Promise<Failure | null>) => void asked.then(setFailure)
  const problem = failure ?? model.problem ?? progress?.problem ?? null
  const fetching = progress !== undefined && progress.state !== 'done' && model.state !== 'ready' && model.state !== 'not-loaded'
  return (
    <li className="flex flex-col gap-2 border-b border-line py-3 last:border-b-0">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-baseline gap-x-2"><span className="font-medium [overflow-wrap:anywhere]">{model.name}</span><span className="text-small text-faint">{model.duty !== 'chat' && model.state === 'ready' ? 'On this computer' : stateWords[model.state]}</span></p>
          <p className="text-small text-faint">{describeModel(model)}</p>
          {model.fits === false && <p className="text-small text-warn">Needs more memory than is free now.</p>}
        </div>
        <ModelButtons model={model} chosen={chosen} progress={progress} run={run} />
        {isHere(model) && !chosen && !stays && <IconButton label={model.duty === 'chat' ? `Take ${model.name} off the list` : `Remove ${model.name}`} onClick={() => run(models.getState().remove(model.id))}><Trash2 size={14} /></IconButton>}
      </div>
      {fetching && <DownloadBar progress={progress} />}
      {problem !== null && <p role="alert" className="text-small text-bad">{problem.message}{problem.next !== undefined && <span className="text-mute"> {problem.next}</span>}</p>}
    </li>
  )
}

function ModelButtons({ model, chosen, progress, run }: { model: ModelInfo; chosen: boolean; progress: DownloadProgress | undefined; run: (asked: Promise<Failure | null>) => void }) {
  const store = useAppState().models.getState()
  if (isHere(model)) return chosen ? <span className="pt-1 text-small text-good">In use</span> : <Button size="small" onClick={() => run(store.use(model.id))}>Use</Button>
  const moving = progress?.state === 'running' || progress?.state === 'verifying'
  if (moving) return <Button size="small" icon={<Pause size={13} />} disabled={progress.state === 'verifying'} onClick={() => run(store.pause(model.id))}>Pause</Button>
  if (progress?.state === 'paused') return <Button size="small" icon={<Play size={13} />} onClick={() => run(store.download(model.id))}>Resume</Button>
  if (model.state === 'available' || model.state === 'downloading') return <Button size="small" look="primary" icon={<Download size={13} />} onClick={() => run(store.download(model.id))}>{progress?.state === 'failed' ? 'Try again' : 'Download'}</Button>
  return <Button size="small" onClick={() => run(store.remove(model.id))}>Remove</Button>
}
