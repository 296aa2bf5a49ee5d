import { ChartNoAxesCombined, Lightbulb } from 'lucide-react'
import { useMemo, useState } from 'react'
import { PageHead } from '../inspector/PageHead.tsx'
import { useAppState, useConversations, useWindow } from '../state/AppStateContext.ts'
import { formatAmount } from '../state/formats.ts'
import { selectConversationId } from '../state/windowStore.ts'
import { Button } from '../ui/Button.tsx'
import { CloseButton } from '../app/CloseButton.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Select } from '../ui/Select.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { MetricCard } from './MetricCard.tsx'
import { useInsights } from './useInsights.ts'
import { findRange } from './view/chart.ts'

const ranges = [{ value: '7', label: '7 days' }, { value: '30', label: '30 days' }, { value: '90', label: '90 days' }, { value: '365', label: 'A year' }]

/** How well contexts were made, over time: the figures with what each says, and what could be better. */
export function InsightsPage() {
  const { window } = useAppState()
  const [days, setDays] = useState('30')
  const shownId = useWindow(selectConversationId)
  const shownTitle = useConversations((state) => state.items.find((one) => one.id === shownId)?.title)
  const [only, setOnly] = useState<'all' | 'shown'>('all')
  const { insights, failure } = useInsights(Number(days), only === 'shown' ? shownId : null)
  const range = useMemo(() => insights === null ? null : findRange(insights), [insights])
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHead title="Insights" aside={insights === null ? undefined : `${formatAmount(insights.turns, 'turn')} in ${formatAmount(insights.conversations, 'conversation')}`}><CloseButton /></PageHead>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-250 px-5 py-4">
          <div className="flex flex-wrap gap-3">
            <Select className="w-36" label="Time" labelHidden value={days} onChange={setDays} options={ranges} />
            {shownId !== null && <Select className="w-56" label="Conversations" labelHidden value={only} onChange={setOnly} options={[{ value: 'all', label: 'All conversations' }, { value: 'shown', label: shownTitle || 'The one last shown' }]} />}
          </div>
          {failure !== null && <FailureNotice failure={failure} className="mt-4" />}
          {insights === null && failure === null && <Skeleton lines={9} label="The figures are being read" className="mt-6" />}
          {insights !== null && insights.turns === 0 && (
            <EmptyState icon={<ChartNoAxesCombined size={26} strokeWidth={1.4} />} title="No turns in this time" action={<Button onClick={() => window.getState().showPage('chat')}>Go to the conversation</Button>}>
              After your next messages, what they took and how well it was used stands here.
            </EmptyState>
          )}
          {insights !== null && range !== null && insights.turns > 0 && (
            <>
              {insights.advice.length > 0 && (
                <section aria-label="What could be better" className="mt-4 rounded-medium border border-line bg-panel px-4 py-3">
                  <h2 className="flex items-center gap-2 text-snug font-medium"><Lightbulb size={15} aria-hidden className="text-warn" />What could be better</h2>
                  <ul className="mt-1.5 grid gap-1 text-snug text-mute">{insights.advice.map((one) => <li key={one}>{one}</li>)}</ul>
                </section>
              )}
              <div className="mt-4 grid grid-cols-[repeat(auto-fill,minmax(270px,1fr))] gap-4">
                {insights.metrics.map((metric) => <MetricCard key={metric.name} metric={metric} range={range} />)}
              </div>
            </>
          )}
        </div>
      </div>
    </div>
  )
}
