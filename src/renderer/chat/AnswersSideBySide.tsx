import { Columns2 } from 'lucide-react'
import { useState } from 'react'
import type { ShownMessage } from '../../shared/message.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AnswerColumn } from './AnswerColumn.tsx'
import { useVersionsOf } from './useVersionsOf.ts'

/** Sets two versions of an answer beside each other. Absent where there is only one. */
export function CompareAnswers({ message }: { message: ShownMessage }) {
  const [open, setOpen] = useState(false)
  if (message.branch.count < 2) return null
  return (
    <>
      <IconButton label="Answers side by side" onClick={() => setOpen(true)}><Columns2 size={14} /></IconButton>
      <Dialog open={open} onClose={() => setOpen(false)} title="Answers side by side" size="page">
        {open && <SideBySide message={message} onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  )
}

function SideBySide({ message, onClose }: { message: ShownMessage; onClose: () => void }) {
  const { siblings, index } = message.branch
  const { versions, failure } = useVersionsOf(siblings)
  const [left, setLeft] = useState(index === 0 ? 0 : index - 1)
  const [right, setRight] = useState(index === 0 ? 1 : index)
  if (failure !== null) return <FailureNotice failure={failure} className="mt-2" />
  if (versions === null) return <Skeleton lines={9} label="The answers are being read" className="mt-3" />
  // The side that is turned to what the other shows takes its place: the two are never the same.
  const choose = (side: 'left' | 'right', at: number) => {
    if (side === 'left') { if (at === right) setRight(left); setLeft(at) } else { if (at === left) setLeft(right); setRight(at) }
  }
  return (
    <div className="mt-1 grid grid-cols-1 gap-x-6 gap-y-5 wide:grid-cols-2">
      {(['left', 'right'] as const).map((side) => {
        const at = side === 'left' ? left : right
        return <AnswerColumn key={side} versions={versions} at={at} shownId={message.id} onChoose={(next) => choose(side, next)} onClose={onClose} />
      })}
    </div>
  )
}
