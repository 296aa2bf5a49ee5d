import { ChevronRight } from 'lucide-react'
import type { ShownMessage } from '../../shared/message.ts'
import { useAppState, useSettings } from '../state/AppStateContext.ts'
import { formatMoney, formatDay, formatDuration, formatShare, formatShort } from '../state/formats.ts'
import { selectDetail } from '../state/settingsStore.ts'

type Summary = NonNullable<ShownMessage['summary']>

/** What stands under an answer, part by part: "3.1k context", "4 memories", "1.9 s", "local". */
export function describeTurn(summary: Summary, detailed: boolean): string[] {
  if (summary.destination === 'memory') {
    const day = summary.fromMemory === null ? '' : ` of ${formatDay(summary.fromMemory.at)}`
    return [`quoted from your memory${day}`, formatDuration(summary.totalMs), 'no model used']
  }
  const memories = summary.memories === 0 ? [] : [`${summary.memories} ${summary.memories === 1 ? 'memory' : 'memories'}`]
  const cost = summary.cost > 0 || detailed ? [formatMoney(summary.cost)] : []
  const place = summary.destination === 'cloud' ? `${summary.model}, cloud` : summary.destination === 'local' ? 'local' : 'no model'
  const more = detailed
    ? [...summary.firstTokenMs === null ? [] : [`first word ${formatDuration(summary.firstTokenMs)}`], ...summary.dropped > 0 ? [`${summary.dropped} left out`] : [], ...summary.shortened > 0 ? [`${summary.shortened} shortened`] : [], ...summary.fidelity === null ? [] : [`${formatShare(summary.fidelity)} of its notes used`], summary.task]
    : []
  return [`${formatShort(summary.promptTokens)} context`, ...memories, formatDuration(summary.totalMs), ...cost, ...more, detailed && summary.destination === 'local' ? `local, ${summary.model}` : place]
}

/** The one quiet line of a turn; a click opens the turn in the inspector. */
export function QuietLine({ message, summary }: { message: ShownMessage; summary: Summary }) {
  const { window } = useAppState()
  const detailed = useSettings(selectDetail) === 'detailed'
  return (
    <button
      type="button" aria-label={`${describeTurn(summary, detailed).join(', ')}. Show what the model was given.`}
      onClick={() => window.getState().openTurn(message.turnId, 'context')}
      className="-ml-1.5 inline-flex min-h-7 flex-wrap items-center gap-x-2 rounded-medium px-1.5 text-small text-faint transition-colors hover:bg-hover hover:text-text"
    >
      {describeTurn(summary, detailed).map((part, at) => (
        <span key={part} className="flex items-center gap-2">{at > 0 && <span aria-hidden className="opacity-50">·</span>}{part}</span>
      ))}
      <ChevronRight size={13} aria-hidden />
    </button>
  )
}
