import { Section } from '../inspector/Section.tsx'
import { SpendingSums } from '../inspector/SpendingSums.tsx'
import { TurnTable } from '../inspector/TurnTable.tsx'
import { useSpending } from '../inspector/useSpending.ts'
import { useWindow } from '../state/AppStateContext.ts'
import { selectConversationId } from '../state/windowStore.ts'
import { FailureNotice } from '../ui/Notice.tsx'

/** What the conversation last shown took, turn by turn, beside today. */
export function ConversationTurns() {
  const conversationId = useWindow(selectConversationId)
  const { spending, failure } = useSpending(conversationId)
  if (failure !== null) return <FailureNotice failure={failure} className="m-4" />
  if (spending === null) return null
  return (
    <>
      <Section title="Today" aside="answers of this computer too"><SpendingSums spending={spending} withConversation={conversationId !== null} /></Section>
      <Section title="Turns of the conversation last shown">
        {spending.turns.length === 0 ? <p className="mt-2 text-snug text-mute">No turns yet. Open a conversation to see what each of its turns took.</p> : <TurnTable turns={spending.turns} shownTurnId={null} />}
      </Section>
    </>
  )
}
