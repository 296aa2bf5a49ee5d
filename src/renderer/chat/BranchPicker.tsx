import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ShownMessage } from '../../shared/message.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { IconButton } from '../ui/IconButton.tsx'

/** `‹ 2/3 ›`: goes to the versions beside this message. Absent where there is only one. */
export function BranchPicker({ message }: { message: ShownMessage }) {
  const { thread, toasts } = useAppState()
  const { index, count, siblings } = message.branch
  if (count < 2) return null
  const show = async (at: number) => {
    const failed = await thread.getState().selectBranch(siblings[at]!)
    if (failed !== null) toasts.getState().notifyFailure(failed)
  }
  return (
    <span role="group" aria-label="Versions of this message" className="inline-flex items-center text-small text-mute">
      <IconButton label="Earlier version" disabled={index === 0} onClick={() => void show(index - 1)}><ChevronLeft size={14} /></IconButton>
      <span className="tabular-nums">{index + 1}/{count}</span>
      <IconButton label="Later version" disabled={index >= count - 1} onClick={() => void show(index + 1)}><ChevronRight size={14} /></IconButton>
    </span>
  )
}
