import { CloudUpload, Monitor } from 'lucide-react'
import { joinClasses } from '../ui/joinClasses.ts'

/** Says whether what is sent there leaves this computer. */
export function PlaceBadge({ loopback }: { loopback: boolean }) {
  return (
    <span className={joinClasses('inline-flex shrink-0 items-center gap-1 rounded-full border px-2 text-tiny leading-5 whitespace-nowrap', loopback ? 'border-line text-good' : 'border-transparent bg-warn-soft text-warn')}>
      {loopback ? <Monitor size={11} aria-hidden /> : <CloudUpload size={11} aria-hidden />}{loopback ? 'on this computer' : 'leaves this computer'}
    </span>
  )
}

/** A small mark for what something can do or is. */
export function Mark({ children }: { children: string }) {
  return <span className="inline-block rounded-small border border-line px-1.5 text-tiny leading-4.5 text-mute">{children}</span>
}
