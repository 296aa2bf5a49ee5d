import { useSettings, useWindow } from '../state/AppStateContext.ts'
import type { SettingsState } from '../state/settingsStore.ts'
import { selectInspectorFace, type InspectorFace, type WindowState } from '../state/windowStore.ts'
import { MemoriesFace } from '../memories/MemoriesFace.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { BudgetFace } from './BudgetFace.tsx'
import { ContextFace } from './ContextFace.tsx'
import { LiveStages } from './LiveStages.tsx'
import { TurnPicker } from './TurnPicker.tsx'
import { useShownTurn } from './useShownTurn.ts'
import { useSpending } from './useSpending.ts'
import { useTrace } from './useTrace.ts'

const selectSetFace = (state: WindowState) => state.setInspectorFace
const selectHasSettings = (state: SettingsState) => state.settings !== null

/** The panel at the right: what the model was given in a turn, which memories shaped it, and what it took. */
export function Inspector({ conversationId, turnId }: { conversationId: string | null; turnId: string | null }) {
  const face = useWindow(selectInspectorFace)
  const setFace = useWindow(selectSetFace)
  const hasSettings = useSettings(selectHasSettings)
  const { spending, failure: spendingFailure } = useSpending(conversationId)
  const shown = useShownTurn(conversationId, turnId, spending)
  const { trace, failure } = useTrace(shown.turnId, shown.running)
  const context = shown.turnId === null
    ? <EmptyState title="Nothing sent yet">Send a message, and what the model was given stands here, piece by piece.</EmptyState>
    : shown.running ? <LiveStages conversationId={conversationId} />
      : failure !== null ? <FailureNotice failure={failure} className="m-4" />
        : trace === null ? <Skeleton label="Reading the turn" lines={8} className="p-4" />
          : <ContextFace key={trace.turnId} trace={trace} />
  const tabs: { value: InspectorFace; label: string; content: React.ReactNode }[] = [
    { value: 'context', label: 'Context', content: context },
    { value: 'memories', label: 'Memories', content: <MemoriesFace trace={trace} /> },
    { value: 'budget', label: 'Budget', content: spendingFailure !== null ? <FailureNotice failure={spendingFailure} className="m-4" /> : spending === null || !hasSettings ? <Skeleton label="Reading the budget" className="p-4" /> : <BudgetFace trace={trace} spending={spending} shownTurnId={shown.turnId} /> },
  ]
  return <Tabs label="Inspector" value={face} onChange={setFace} tabs={tabs} aside={<TurnPicker shown={shown} />} />
}
