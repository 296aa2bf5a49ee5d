import { Pencil } from 'lucide-react'
import { useMemo, useState, type ReactElement } from 'react'
import type { Conversation } from '../../shared/message.ts'
import { ForgetDialog } from '../memories/ForgetDialog.tsx'
import { everything } from '../memories/view/filter.ts'
import { useAppState, useEpochs } from '../state/AppStateContext.ts'
import { Menu } from '../ui/Menu.tsx'
import { makeConversationItems } from './conversationItems.tsx'
import { ProjectDialog } from './ProjectDialog.tsx'
import { TargetDialog } from './TargetDialog.tsx'

export type ConversationMenuProps = { conversation: Conversation; trigger: ReactElement; align: 'start' | 'end'; renameKeys?: string; onRename: () => void }

/** The menu of one conversation, under whatever button opens it. */
export function ConversationMenu({ conversation, trigger, align, renameKeys, onRename }: ConversationMenuProps) {
  const app = useAppState()
  const making = useEpochs((state) => state.making !== null)
  const [target, setTarget] = useState(false)
  const [project, setProject] = useState(false)
  const [forgets, setForgets] = useState(false)
  const wish = useMemo(() => forgets ? { filter: { ...everything, state: null, conversationId: conversation.id } } : null, [forgets, conversation.id])
  const remove = async () => {
    await app.conversations.getState().remove(conversation)
    if (app.window.getState().conversationId === conversation.id) app.window.getState().showConversation(null)
  }
  return (
    <>
      <Menu
        align={align} trigger={trigger}
        items={[{ kind: 'item', label: 'Rename', keys: renameKeys, icon: <Pencil size={14} />, onSelect: onRename }, ...makeConversationItems({ app, conversation, making, onTarget: () => setTarget(true), onProject: () => setProject(true), onForget: () => setForgets(true), onRemove: () => void remove() })]}
      />
      {project && <ProjectDialog conversation={conversation} onClose={() => setProject(false)} />}
      <ForgetDialog wish={wish} onClose={() => setForgets(false)} />
      {target && <TargetDialog conversation={conversation} onClose={() => setTarget(false)} />}
    </>
  )
}
