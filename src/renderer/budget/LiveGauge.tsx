import { useGauge } from '../state/AppStateContext.ts'
import { formatAmount, formatCount } from '../state/formats.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { measureGauge } from './view/gauge.ts'

/** What the window would hold with the words that stand in the composer, as they are typed and pasted. */
export function LiveGauge() {
  const preview = useGauge((state) => state.preview)
  const pasted = useGauge((state) => state.pasted)
  if (preview === null || preview.window === 0) return <p className="mt-1 text-small text-mute">No model is ready, so nothing can be counted yet.</p>
  const gauge = measureGauge(preview, pasted)
  const part = (tokens: number) => ({ width: `${(tokens / gauge.whole) * 100}%` })
  return (
    <div className="mt-2 text-small">
      <div aria-hidden className="flex h-3 overflow-hidden rounded-small border border-line bg-ground">
        <span className={joinClasses('transition-[width]', gauge.warns ? 'bg-warn' : 'bg-accent')} style={part(gauge.before)} />
        <span className={joinClasses('opacity-55 transition-[width]', gauge.warns ? 'bg-warn' : 'bg-accent')} style={part(gauge.draft)} />
        <span className="region-reserve ml-auto transition-[width]" style={part(Math.min(gauge.reserve, Math.max(0, gauge.whole - gauge.used)))} />
      </div>
      <dl className="mt-1.5 grid grid-cols-[1fr_auto] gap-x-3 gap-y-0.5">
        <dt className="text-mute">Your message</dt><dd className="text-right">{gauge.exact ? '' : '~'}{formatAmount(gauge.draft, 'token')}</dd>
        <dt className="text-mute">Used with it</dt><dd className={joinClasses('text-right', gauge.warns && 'text-warn')}>{formatCount(gauge.used)} of {formatCount(preview.window)}</dd>
        <dt className="text-mute">Kept for the answer</dt><dd className="text-right">{formatCount(preview.reserve)}</dd>
        <dt className="text-mute">Free</dt><dd className="text-right">{formatCount(gauge.free)}</dd>
      </dl>
      {preview.compaction !== null && <p className="mt-1.5 text-warn">{preview.compaction.sentence}</p>}
    </div>
  )
}
