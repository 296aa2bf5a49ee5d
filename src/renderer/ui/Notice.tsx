import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Failure } from '../../shared/result.ts'
import { joinClasses } from './joinClasses.ts'

export type NoticeLevel = 'info' | 'warning' | 'error'

const looks: Record<NoticeLevel, { box: string; icon: ReactNode }> = {
  info: { box: 'border-line bg-panel', icon: <Info size={15} className="text-mute" /> },
  warning: { box: 'border-transparent bg-warn-soft', icon: <TriangleAlert size={15} className="text-warn" /> },
  error: { box: 'border-transparent bg-bad-soft', icon: <CircleAlert size={15} className="text-bad" /> },
}

/** What happened, what was kept, what to do. */
export function Notice({ level = 'info', children, action, className }: { level?: NoticeLevel; children: ReactNode; action?: ReactNode; className?: string }) {
  return (
    <div role={level === 'error' ? 'alert' : 'status'} className={joinClasses('flex items-start gap-2.5 rounded-medium border px-3 py-2 text-snug', looks[level].box, className)}>
      <span className="mt-0.5 shrink-0">{looks[level].icon}</span>
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">{children}</div>
      {action !== undefined && <div className="-my-0.5 flex shrink-0 gap-2">{action}</div>}
    </div>
  )
}

/** A failure as its sentence and the next step. */
export function FailureNotice({ failure, action, className }: { failure: Failure; action?: ReactNode; className?: string }) {
  return (
    <Notice level="error" action={action} className={className}>
      {failure.message}
      {failure.next !== undefined && <span className="text-mute"> {failure.next}</span>}
    </Notice>
  )
}
