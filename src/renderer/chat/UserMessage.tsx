import { Pencil, RotateCw } from 'lucide-react'
import { memo, useState } from 'react'
import type { ShownMessage } from '../../shared/message.ts'
import { useAppState, useConversations } from '../state/AppStateContext.ts'
import { formatMoment } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { BranchPicker } from './BranchPicker.tsx'
import { CopyButton } from './CopyButton.tsx'
import { LongText } from './LongText.tsx'
import { MemoriesOfMessage } from './MemoriesOfMessage.tsx'

/** Longest message that is edited in place; a text box of megabytes would hold up the window. */
const longestEdit = 200_000

export type UserMessageProps = { message: ShownMessage; editing: boolean; onEdit: (messageId: string | null) => void; last: boolean; busy: boolean }

/** What the person wrote: as text, with its versions, and a way to write it again as a branch. */
export const UserMessage = memo(function UserMessage({ message, editing, onEdit, last, busy }: UserMessageProps) {
  const { thread, toasts } = useAppState()
  const temporary = useConversations((state) => state.items.find((one) => one.id === message.conversationId)?.temporary === true)
  const answerAgain = async () => {
    const failed = await thread.getState().regenerate(message)
    if (failed !== null) toasts.getState().notifyFailure(failed)
  }
  if (editing) return <EditBox message={message} onDone={() => onEdit(null)} />
  return (
    <div className="group relative flex flex-col items-end">
      {message.speaker !== null && <span className="mb-1 text-small text-faint">{message.speaker}</span>}
      <div className="max-w-[84%] min-w-0 rounded-[14px_14px_4px_14px] bg-accent-soft px-3.5 py-2"><LongText text={message.text} /></div>
      {/* What comes with the pointer stands in the gap below and takes no room of its own; what always stands has its own. */}
      <div className={joinClasses('flex min-h-6 items-center', message.branch.count > 1 || (last && !busy) ? 'mt-0.5' : 'absolute top-full right-0 opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:static pointer-coarse:opacity-100')}>
        <BranchPicker message={message} />
        <span className="px-1.5 text-small text-faint">{formatMoment(message.createdAt)}</span>
        {!temporary && <MemoriesOfMessage messageId={message.id} />}
        <CopyButton text={message.text} label="Copy" small />
        {message.text.length <= longestEdit && <IconButton label="Edit, as a new version" small disabled={busy} onClick={() => onEdit(message.id)}><Pencil size={14} /></IconButton>}
      </div>
      {last && !busy && (
        <div className="mt-1 flex items-center gap-3 text-small text-mute">
          This message has no answer.
          <Button size="small" icon={<RotateCw size={13} />} onClick={() => void answerAgain()}>Answer it</Button>
        </div>
      )}
    </div>
  )
})

function EditBox({ message, onDone }: { message: ShownMessage; onDone: () => void }) {
  const { thread, toasts } = useAppState()
  const [text, setText] = useState(message.text)
  const send = async () => {
    if (text.trim() === '') return
    const failed = await thread.getState().send(message.conversationId, text, message.parentId)
    if (failed === null) onDone()
    else toasts.getState().notifyFailure(failed)
  }
  return (
    <form className="flex flex-col gap-2 rounded-large border border-accent bg-panel p-2.5" onSubmit={(event) => { event.preventDefault(); void send() }}>
      <textarea
        // The person has just asked to type here.
        autoFocus dir="auto" aria-label="Edit the message" value={text} onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.setSelectionRange(text.length, text.length)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') { event.preventDefault(); onDone() }
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) { event.preventDefault(); void send() }
        }}
        className="max-h-[50vh] w-full resize-none bg-transparent px-1 [field-sizing:content] focus-visible:outline-0"
      />
      <div className="flex items-center gap-2">
        <span className="flex-1 px-1 text-small text-faint">The version before stays: turn back with ‹ ›.</span>
        <Button size="small" look="quiet" onClick={onDone}>Cancel</Button>
        <Button size="small" look="primary" type="submit" disabled={text.trim() === ''}>Send as a new version</Button>
      </div>
    </form>
  )
}
