import { useMemo, useState } from 'react'
import { CloseButton } from '../app/CloseButton.tsx'
import { PageHead } from '../inspector/PageHead.tsx'
import { Section } from '../inspector/Section.tsx'
import { useAppState, useStatus } from '../state/AppStateContext.ts'
import { formatAmount, formatBytes, formatMoney, formatShort } from '../state/formats.ts'
import { selectStatus } from '../state/statusStore.ts'
import { Choices } from '../ui/Choices.tsx'
import { FailureNotice, Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ConversationTurns } from './ConversationTurns.tsx'
import { DayChart } from './DayChart.tsx'
import { ExportCalls } from './ExportCalls.tsx'
import { LimitsPart } from './LimitsPart.tsx'
import { SavedPart } from './SavedPart.tsx'
import { SpendTable } from './SpendTable.tsx'
import { useReport } from './useReport.ts'
import { fillDays } from './view/days.ts'
import { sayPurpose, sayUnpriced } from './view/words.ts'

const ranges = [{ value: '7', label: '7 days' }, { value: '30', label: '30 days' }, { value: '90', label: '90 days' }, { value: '365', label: 'A year' }] as const
type Range = (typeof ranges)[number]['value']

/** What was spent, on what, what was saved, and how far limits are used. */
export function CostsPage() {
  const { window } = useAppState()
  const status = useStatus(selectStatus)
  const [range, setRange] = useState<Range>('30')
  const { report, of, failure, reload } = useReport(Number(range))
  const days = useMemo(() => report === null ? [] : fillDays(report.days, report.until, of), [report, of])
  const unpriced = report === null ? null : sayUnpriced(report.total)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHead title="Costs" aside={report === null ? undefined : `${formatMoney(report.total.costUsd)} in ${formatAmount(of, 'day')}`}><CloseButton /></PageHead>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-250 px-1 py-3">
          <div className="flex flex-wrap items-center gap-3 px-4 pb-1">
            <Choices label="Time" value={range} onChange={setRange} options={ranges} />
            <span className="ml-auto"><ExportCalls days={Number(range)} /></span>
          </div>
          {failure !== null && <FailureNotice failure={failure} className="mx-4 mt-3" />}
          {report === null && failure === null && <Skeleton lines={9} label="Reading the costs" className="p-4" />}
          {report !== null && (
            <>
              {report.total.calls === 0 && <Notice className="mx-4 mt-3">Nothing was charged in this time. {(status?.sentBytesToday ?? 0) === 0 ? 'Nothing left this computer today.' : `${formatBytes(status?.sentBytesToday ?? 0)} left this computer today.`}</Notice>}
              {unpriced !== null && <Notice level="warning" className="mx-4 mt-3">{unpriced}</Notice>}
              {(report.unsettled?.calls ?? 0) > 0 && <Notice className="mx-4 mt-3">{formatAmount(report.unsettled?.calls ?? 0, 'call')} of it {report.unsettled?.calls === 1 ? 'was' : 'were'} cut off and {report.unsettled?.calls === 1 ? 'counts' : 'count'} with the most that {report.unsettled?.calls === 1 ? 'it' : 'they'} could cost: {formatMoney(report.unsettled?.usd ?? 0)}.</Notice>}
              <Section title={<span className="text-page font-semibold">{formatMoney(report.total.costUsd)}</span>}>
                <p className="text-small text-mute">{formatAmount(report.total.calls, 'call')} · {formatShort(report.total.promptTokens)} tokens in, {formatShort(report.total.cachedTokens)} of them kept by providers · {formatShort(report.total.outputTokens)} tokens out. US dollars, by the price of each model.</p>
                <div className="mt-6"><DayChart days={days} /></div>
              </Section>
              <LimitsPart limits={report.limits} alerts={report.alerts} onChanged={reload} />
              <Section title="Saved" aside={`in ${formatAmount(of, 'day')}`}><SavedPart saved={report.saved} /></Section>
              {report.models.length > 0 && <Section title="By model"><SpendTable head="Model" total={report.total.costUsd} rows={report.models.map((one) => ({ ...one, key: one.modelId, name: one.modelName || one.modelId }))} /></Section>}
              {report.conversations.length > 0 && <Section title="By conversation"><SpendTable head="Conversation" total={report.total.costUsd} rows={report.conversations.map((one) => ({ ...one, key: one.conversationId, name: one.title || 'Without a title, or in the trash', open: one.title === '' ? undefined : () => window.getState().showConversation(one.conversationId) }))} /></Section>}
              {report.purposes.length > 0 && <Section title="By purpose"><SpendTable head="Purpose" total={report.total.costUsd} rows={report.purposes.map((one) => ({ ...one, key: one.purpose, name: sayPurpose(one.purpose) }))} /></Section>}
            </>
          )}
          <ConversationTurns />
        </div>
      </div>
    </div>
  )
}
