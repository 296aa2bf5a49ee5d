import type { DownloadProgress } from '../../shared/model.ts'
import { formatBytes, formatDuration } from '../state/formats.ts'

const words: Record<DownloadProgress['state'], string> = { running: 'Downloading', verifying: 'Checking that every byte arrived', done: 'Done', failed: 'Stopped', paused: 'Paused' }

/** How far a download is: size, speed, what is left, where from. */
export function DownloadBar({ progress }: { progress: DownloadProgress }) {
  const share = progress.totalBytes === 0 ? 0 : progress.receivedBytes / progress.totalBytes
  const left = progress.state === 'running' && progress.bytesPerSecond > 0 ? ` · ${formatDuration(((progress.totalBytes - progress.receivedBytes) / progress.bytesPerSecond) * 1000)} left` : ''
  const speed = progress.state === 'running' && progress.bytesPerSecond > 0 ? ` · ${formatBytes(progress.bytesPerSecond)}/s` : ''
  return (
    <div>
      <div role="progressbar" aria-label={words[progress.state]} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)} className="h-1.5 overflow-hidden rounded-full bg-line">
        <div className="h-full origin-left bg-accent transition-transform" style={{ transform: `scaleX(${share})` }} />
      </div>
      <p className="mt-1 text-small text-faint">{words[progress.state]} · {formatBytes(progress.receivedBytes)} of {formatBytes(progress.totalBytes)}{speed}{left} · from {progress.from}</p>
    </div>
  )
}
