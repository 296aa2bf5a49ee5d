import { Leaf } from 'lucide-react'
import { useStatus, useWindow } from '../state/AppStateContext.ts'
import { selectStatus } from '../state/statusStore.ts'
import { selectConversationId } from '../state/windowStore.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FailureNotice, Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { PageHead } from './PageHead.tsx'
import { Section } from './Section.tsx'
import { SpendingSums } from './SpendingSums.tsx'
import { TurnTable } from './TurnTable.tsx'
import { useSpending } from './useSpending.ts'
import { formatBytes, formatMoney } from '../state/formats.ts'

/** What was spent today and in the conversation last shown. */
export function CostsPage() {
  const conversationId = useWindow(selectConversationId)
  const status = useStatus(selectStatus)
  const { spending, failure } = useSpending(conversationId)
  const isFree = spending !== null && spending.today.cost === 0
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHead title="Costs" aside={spending === null ? undefined : `${formatMoney(spending.today.cost)} today`} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-180 py-2">
          {failure !== null && <FailureNotice failure={failure} className="m-4" />}
          {spending === null && failure === null && <Skeleton label="Reading the costs" className="p-4" />}
          {isFree && <Notice className="mx-4 mt-3">{spending.today.sentBytes === 0 && (status?.sentBytesToday ?? 0) === 0 ? 'Everything was answered on this computer today. It cost nothing, and nothing left it.' : `Nothing was charged today. ${formatBytes(spending.today.sentBytes)} went to models without a known price.`}</Notice>}
          {spending !== null && (
            <>
              <Section title="Spent" aside="US dollars, by the price list of each model"><SpendingSums spending={spending} withConversation={conversationId !== null} /></Section>
              <Section title="Turns of the conversation last shown">
                {spending.turns.length === 0 ? <EmptyState icon={<Leaf size={26} strokeWidth={1.4} />} title="No turns yet">Open a conversation to see what each of its turns took.</EmptyState> : <TurnTable turns={spending.turns} shownTurnId={null} />}
              </Section>
            </>
          )}
        </div>
      </div>
    </div>
  )
}
