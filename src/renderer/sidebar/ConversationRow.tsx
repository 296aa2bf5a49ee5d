import { EllipsisVertical, Folder, Import, ShieldQuestion } from 'lucide-react'
import { memo, useState } from 'react'
import type { Conversation } from '../../shared/message.ts'
import { ConversationMenu } from '../chat/ConversationMenu.tsx'
import { tellImportedInFull } from '../exchange/view/importedFrom.ts'
import { useAppState, useQuestions, useRunningTurn } from '../state/AppStateContext.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { joinClasses } from '../ui/joinClasses.ts'

/** `project` is the name of its project; null for none. */
type ConversationRowProps = { conversation: Conversation; project: string | null; shown: boolean }

/** One conversation of the list: opens on click, renames in place on F2 or by its menu. */
export const ConversationRow = memo(function ConversationRow({ conversation, project, shown }: ConversationRowProps) {
  const { window, conversations } = useAppState()
  const running = useRunningTurn(conversation.id) !== null
  const asked = useQuestions((state) => state.questions.some((one) => one.conversationId === conversation.id))
  const [renaming, setRenaming] = useState(false)
  const title = conversation.title || (conversation.temporary ? 'Temporary chat' : 'New conversation')
  if (renaming) {
    return (
      <li><RenameField title={conversation.title} onDone={(next) => {
        setRenaming(false)
        if (next !== null && next !== conversation.title) void conversations.getState().update({ conversationId: conversation.id, title: next })
      }} /></li>
    )
  }
  return (
    <li className={joinClasses('group relative flex items-center rounded-medium transition-colors', shown ? 'bg-accent-soft' : 'hover:bg-hover')}>
      <button
        type="button" dir="auto" aria-current={shown ? 'page' : undefined} title={[project === null ? title : `${title} (${project})`, tellImportedInFull(conversation)].filter(Boolean).join('\n')}
        onClick={() => window.getState().showConversation(conversation.id)}
        onDoubleClick={() => setRenaming(true)}
        onKeyDown={(event) => { if (event.key === 'F2') setRenaming(true) }}
        className="flex h-8 min-w-0 flex-1 items-center rounded-medium px-2.5 text-left group-focus-within:pr-8 group-hover:pr-8"
      >
        {asked && <ShieldQuestion role="img" aria-label="waits for your answer" size={13} className="mr-1.5 shrink-0 text-warn" />}
        {running && !asked && <span aria-label="is being answered" role="img" className="mr-2 inline-block size-1.5 shrink-0 animate-[breathe_1.4s_infinite] rounded-full bg-accent align-[1px]" />}
        <span className="min-w-0 truncate">{title}</span>
        {conversation.importedFrom !== null && <Import size={11} aria-hidden className="ml-1.5 shrink-0 text-faint" />}
        {project !== null && <span className="ml-1.5 max-w-22 shrink-0 truncate text-tiny text-mute"><Folder size={11} aria-hidden className="mr-1 inline-block align-[-1px]" />{project}</span>}
      </button>
      <div className="absolute right-0.5 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 has-[[data-popup-open]]:opacity-100">
        <ConversationMenu align="end" renameKeys="F2" conversation={conversation} trigger={<IconButton label={`More for “${title}”`} side="right"><EllipsisVertical size={15} /></IconButton>} onRename={() => setRenaming(true)} />
      </div>
    </li>
  )
})

/** The field that stands in place of a title. Enter or leaving keeps it; Esc does not (`null`). */
export function RenameField({ title, onDone }: { title: string; onDone: (title: string | null) => void }) {
  const [text, setText] = useState(title)
  const keep = () => onDone(text.trim() === '' ? null : text.trim().slice(0, 200))
  return (
    <input
      // The person has just asked to type here.
      autoFocus dir="auto" aria-label="Title of the conversation" value={text} maxLength={200}
      onFocus={(event) => event.target.select()} onChange={(event) => setText(event.target.value)} onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
        if (event.key === 'Escape') { event.stopPropagation(); onDone(null) }
      }}
      className="h-8 w-full rounded-medium border border-accent bg-panel px-2 text-base"
    />
  )
}
