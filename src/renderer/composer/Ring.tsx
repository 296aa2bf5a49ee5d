import { measureGauge } from '../budget/view/gauge.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { formatCount, formatShort } from '../state/formats.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { Tooltip } from '../ui/Tooltip.tsx'
import type { Preview } from './usePreview.ts'

const radius = 6.8
const around = 2 * Math.PI * radius

/** How full the window is: used, kept free for the answer, free. Says what will be summed up. Opens the budget. */
export function Ring({ preview, pasted }: { preview: Preview; pasted: number }) {
  const { window } = useAppState()
  const gauge = measureGauge(preview, pasted)
  const usedShare = Math.min(1, gauge.used / gauge.whole)
  const reserveShare = Math.min(1 - usedShare, gauge.reserve / gauge.whole)
  const words = [
    `${gauge.exact ? '' : 'About '}${formatCount(gauge.used)} of ${formatCount(preview.window)} tokens used, ${formatCount(preview.reserve)} kept for the answer, ${formatCount(gauge.free)} free`,
    ...preview.compaction === null ? [] : [preview.compaction.sentence.replace(/\.$/, '')],
  ].join('. ')
  const short = `${gauge.exact ? '' : '~'}${formatShort(gauge.used)} of ${formatShort(preview.window)}`
  return (
    <Tooltip label={words} side="top">
      <button type="button" aria-label={`${short}: ${words}. Open the budget.`} onClick={() => window.getState().openTurn(null, 'budget')} className={joinClasses('inline-flex h-7 items-center gap-2 rounded-medium px-1.5 text-small whitespace-nowrap transition-colors hover:bg-hover', gauge.warns ? 'text-warn' : 'text-mute')}>
        <svg aria-hidden width="18" height="18" viewBox="0 0 18 18" fill="none" strokeWidth="3" className="-rotate-90">
          <circle cx="9" cy="9" r={radius} className="stroke-line" />
          <circle cx="9" cy="9" r={radius} className="stroke-line-strong" strokeDasharray={`${reserveShare * around} ${around}`} strokeDashoffset={-(1 - reserveShare) * around} />
          <circle cx="9" cy="9" r={radius} className={gauge.warns ? 'stroke-warn' : 'stroke-accent'} strokeDasharray={`${usedShare * around} ${around}`} />
        </svg>
        <span>{short}</span>
      </button>
    </Tooltip>
  )
}
