import type { ReactNode } from 'react'

/** Nothing here yet: one sentence, one action. */
export function EmptyState({ icon, title, children, action }: { icon?: ReactNode; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-90 flex-col items-center gap-2 px-6 py-12 text-center">
      {icon !== undefined && <span className="mb-1 text-faint">{icon}</span>}
      <p className="text-base font-medium">{title}</p>
      {children !== undefined && <p className="text-snug text-mute">{children}</p>}
      {action !== undefined && <div className="mt-2">{action}</div>}
    </div>
  )
}
