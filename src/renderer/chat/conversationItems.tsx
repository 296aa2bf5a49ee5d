import { BookOpen, Eraser, Flag, Folder, FoldVertical, Pin, PinOff, Target, Trash2, X } from 'lucide-react'
import type { Conversation } from '../../shared/message.ts'
import type { AppState } from '../state/appState.ts'
import type { MenuItem } from '../ui/Menu.tsx'

export type ConversationWish = { app: AppState; conversation: Conversation; making: boolean; onTarget: () => void; onProject: () => void; onForget: () => void; onRemove: () => void }

/** What one can do with a conversation as a whole, for its menus. */
export function makeConversationItems({ app, conversation, making, onTarget, onProject, onForget, onRemove }: ConversationWish): MenuItem[] {
  const { id, pinned, messageCount, temporary } = conversation
  const make = (kind: 'compaction' | 'checkpoint') => {
    app.window.getState().showConversation(id)
    void app.epochs.getState().make(id, kind)
  }
  const nothing = messageCount < 2
  const pin = (next: boolean) => void app.conversations.getState().update({ conversationId: id, pinned: next })
  // A temporary one has no place in a list or a project: it is gone when it is closed.
  const place: MenuItem[] = temporary ? [] : [
    { kind: 'item', label: pinned ? 'Unpin' : 'Pin', icon: pinned ? <PinOff size={14} /> : <Pin size={14} />, onSelect: () => pin(!pinned) },
    { kind: 'item', label: 'Project…', detail: conversation.projectId === null ? undefined : 'Its memories are recalled here', icon: <Folder size={14} />, onSelect: onProject },
  ]
  const learned: MenuItem[] = temporary ? [] : [
    { kind: 'line' },
    { kind: 'item', label: 'What was learned here', icon: <BookOpen size={14} />, onSelect: () => showLearned(app, id) },
    { kind: 'item', label: 'Forget what was learned here…', detail: 'You see what that reaches first', icon: <Eraser size={14} />, onSelect: onForget },
  ]
  return [
    ...place,
    { kind: 'item', label: 'Persona and goal…', icon: <Target size={14} />, onSelect: onTarget },
    { kind: 'line' },
    { kind: 'item', label: 'Sum up now', detail: nothing ? 'There is nothing to sum up yet' : 'Older messages give way to a summary in the prompt', icon: <FoldVertical size={14} />, disabled: making || nothing, onSelect: () => make('compaction') },
    { kind: 'item', label: 'Write a checkpoint', detail: nothing ? 'There is nothing to write about yet' : 'Decisions, findings and the state of things', icon: <Flag size={14} />, disabled: making || nothing, onSelect: () => make('checkpoint') },
    ...learned,
    { kind: 'line' },
    temporary
      ? { kind: 'item', label: 'Close and let go', detail: 'Nothing of it is stored', icon: <X size={14} />, danger: true, onSelect: onRemove }
      : { kind: 'item', label: 'Move to the trash', icon: <Trash2 size={14} />, danger: true, onSelect: onRemove },
  ]
}

/** The memories that were learned from one conversation, on their page, whatever narrowed it before. */
function showLearned({ browse, window }: AppState, conversationId: string): void {
  browse.getState().clear()
  browse.getState().narrow({ state: null, conversationId })
  browse.getState().show('list')
  window.setState({ selectedMemoryId: null })
  window.getState().showPage('memories')
}
