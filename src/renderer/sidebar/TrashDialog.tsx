import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Conversation } from '../../shared/message.ts'
import { ForgetDialog } from '../memories/ForgetDialog.tsx'
import { everything } from '../memories/view/filter.ts'
import { useAppState, useWindow } from '../state/AppStateContext.ts'
import { formatAmount, formatDay } from '../state/formats.ts'
import { selectOverlay } from '../state/windowStore.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

/** Deleted conversations, each with its way back. */
export function TrashDialog() {
  const { window } = useAppState()
  const open = useWindow(selectOverlay) === 'trash'
  return (
    <Dialog open={open} onClose={() => window.getState().setOverlay(null)} title="Trash" size="wide" description="Conversations in the trash are not searched and not recalled. Memories learned from them stay until they are forgotten.">
      {open && <TrashList />}
    </Dialog>
  )
}

function TrashList() {
  const { client, conversations, window, toasts } = useAppState()
  const [items, setItems] = useState<Conversation[] | null>(null)
  const [next, setNext] = useState<string | null>(null)
  const [forgetting, setForgetting] = useState<string | null>(null)
  const wish = useMemo(() => forgetting === null ? null : { filter: { ...everything, state: null, conversationId: forgetting } }, [forgetting])
  const load = useCallback(async (cursor: string | null) => {
    const page = await client.call('conversations.list', { deleted: true, cursor, limit: 50 })
    if (!page.ok) { toasts.getState().notifyFailure(page.error); return }
    setItems((known) => [...cursor === null ? [] : known ?? [], ...page.value.items])
    setNext(page.value.next)
  }, [client, toasts])
  useEffect(() => { void Promise.resolve(null).then(load) }, [load])
  const restore = async (one: Conversation) => {
    await conversations.getState().restore(one.id)
    setItems((known) => known?.filter((other) => other.id !== one.id) ?? null)
    window.getState().showConversation(one.id)
  }
  if (items === null) return <Skeleton lines={4} label="The trash is being read" className="pt-4" />
  if (items.length === 0) return <p className="py-8 text-center text-mute">The trash is empty.</p>
  return (
    <>
    <ul className="mt-3">
      {items.map((one) => (
        <li key={one.id} className="flex items-center gap-3 border-t border-line py-2">
          <span dir="auto" className="min-w-0 flex-1 truncate">{one.title || 'New conversation'}</span>
          <span className="text-small text-faint">{formatAmount(one.messageCount, 'message')} · deleted {formatDay(one.deletedAt ?? one.updatedAt)}</span>
          <Button size="small" look="quiet" aria-label={`Forget what was learned in “${one.title || 'New conversation'}”`} onClick={() => setForgetting(one.id)}>Forget what was learned…</Button>
          <Button size="small" onClick={() => void restore(one)}>Restore</Button>
        </li>
      ))}
      {next !== null && <li className="pt-2"><Button size="small" look="quiet" onClick={() => void load(next)}>Show more</Button></li>}
    </ul>
    <ForgetDialog wish={wish} onClose={() => setForgetting(null)} />
    </>
  )
}
