import { useConversations } from '../state/AppStateContext.ts'
import { selectConversations } from '../state/conversationStore.ts'
import { Select } from '../ui/Select.tsx'

const newest = 20

/** The conversation that a question is asked in, as far as that matters to what is found. */
export function ConversationSelect({ value, onChange, className }: { value: string | null; onChange: (conversationId: string | null) => void; className?: string }) {
  const conversations = useConversations(selectConversations)
  const options = [{ value: '', label: 'In a new conversation' }, ...conversations.slice(0, newest).map(({ id, title }) => ({ value: id, label: title === '' ? 'New conversation' : title }))]
  return <Select className={className} label="Asked" labelHidden value={value ?? ''} options={options} onChange={(chosen) => onChange(chosen === '' ? null : chosen)} />
}
