import { ArrowLeft, Ellipsis, PanelLeft, PanelRight, SquarePen } from 'lucide-react'
import { useCallback, useState } from 'react'
import { actions, request } from '../app/actions.ts'
import { Composer } from '../composer/Composer.tsx'
import { tellImported, tellImportedInFull } from '../exchange/view/importedFrom.ts'
import { RenameField } from '../sidebar/ConversationRow.tsx'
import { useAppState, useConversations, useRunningTurn, useThread, useWindow } from '../state/AppStateContext.ts'
import { selectConversationId, type Page } from '../state/windowStore.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { ConversationMenu } from './ConversationMenu.tsx'
import { NewConversation } from './NewConversation.tsx'
import { TemporaryBanner } from './TemporaryBanner.tsx'
import { Thread } from './Thread.tsx'

type ChatPageProps = { sidebarShown: boolean; inspectorShown: boolean }

/** The middle pane: title and model, the thread, the composer. */
export function ChatPage(props: ChatPageProps) {
  const conversationId = useWindow(selectConversationId)
  // A new key per conversation: what was being edited or renamed belongs to the one that was left.
  return <ChatOf key={conversationId ?? 'new'} conversationId={conversationId} {...props} />
}

function ChatOf({ conversationId, sidebarShown, inspectorShown }: ChatPageProps & { conversationId: string | null }) {
  const app = useAppState()
  const [editingId, setEditingId] = useState<string | null>(null)
  const empty = useThread((state) => state.state === 'ready' && state.messages.length === 0)
  const running = useRunningTurn(conversationId) !== null
  const conversation = useConversations((state) => state.items.find((one) => one.id === conversationId))
  const editLast = useCallback(() => {
    const last = app.thread.getState().messages.findLast((one) => one.role === 'user')
    if (last !== undefined) setEditingId(last.id)
  }, [app])
  return (
    <>
      <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line pr-3 pl-5">
        {!sidebarShown && (
          <span className="-ml-2 flex">
            <IconButton label="Show the conversations" keys="Ctrl+B" onClick={() => request('toggle-sidebar')}><PanelLeft size={16} /></IconButton>
            <IconButton label="New conversation" keys="Ctrl+N" onClick={() => actions.find((one) => one.id === 'new')?.run(app)}><SquarePen size={16} /></IconButton>
          </span>
        )}
        <BackToPage />
        <Title conversationId={conversationId} />
        <IconButton label={inspectorShown ? 'Close the inspector' : 'Show what the model was given'} keys="Ctrl+I" pressed={inspectorShown} onClick={() => request('toggle-inspector')}><PanelRight size={16} /></IconButton>
      </header>
      {conversation?.temporary === true && <TemporaryBanner conversation={conversation} />}
      {conversationId === null || (empty && !running)
        ? <NewConversation temporary={conversation?.temporary === true} />
        : <Thread conversationId={conversationId} editingId={editingId} onEdit={setEditingId} />}
      <Composer conversationId={conversationId} onEditLast={editLast} />
    </>
  )
}

const pageNames: Readonly<Record<Exclude<Page, 'chat'>, string>> = { memories: 'Memories', costs: 'Costs', privacy: 'Privacy', insights: 'Insights', strategies: 'Strategies', past: 'Import and export', settings: 'Settings' }

/** The way back to the page from which one went to a message here. */
function BackToPage() {
  const { window } = useAppState()
  const page = useWindow((state) => state.cameFrom)
  if (page === null) return null
  return <Button className="-ml-2 shrink-0" size="small" look="quiet" icon={<ArrowLeft size={14} />} title={`Back to ${pageNames[page]} (Esc)`} onClick={() => window.getState().showPage(page)}>{`Back to ${pageNames[page]}`}</Button>
}

function Title({ conversationId }: { conversationId: string | null }) {
  const { conversations } = useAppState()
  const conversation = useConversations((state) => state.items.find((one) => one.id === conversationId))
  const [renaming, setRenaming] = useState(false)
  if (conversation === undefined) return <h1 className="min-w-0 flex-1 truncate font-semibold">New conversation</h1>
  if (renaming) {
    return <div className="min-w-0 flex-1"><RenameField title={conversation.title} onDone={(title) => {
      setRenaming(false)
      if (title !== null && title !== conversation.title) void conversations.getState().update({ conversationId: conversation.id, title })
    }} /></div>
  }
  return (
    <div className="flex min-w-0 flex-1 items-center gap-1">
      <h1 className="-ml-1 min-w-0 font-semibold">
        <button type="button" dir="auto" title="Rename" onClick={() => setRenaming(true)} className="block max-w-full truncate rounded-small px-1 hover:bg-hover">{conversation.title || (conversation.temporary ? 'Temporary chat' : 'New conversation')}</button>
      </h1>
      {conversation.importedFrom !== null && <span title={tellImportedInFull(conversation) ?? undefined} className="shrink-0 rounded-small border border-line px-1.5 py-px text-tiny text-mute max-[760px]:hidden">{tellImported(conversation)}</span>}
      <ConversationMenu align="start" conversation={conversation} trigger={<IconButton label="More for this conversation"><Ellipsis size={16} /></IconButton>} onRename={() => setRenaming(true)} />
    </div>
  )
}
