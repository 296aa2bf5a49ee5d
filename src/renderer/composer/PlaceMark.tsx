import { CloudUpload, Monitor } from 'lucide-react'

/** Says in two words whether what is sent there leaves this computer. */
export function PlaceMark({ here }: { here: boolean }) {
  return here
    ? <span className="inline-flex shrink-0 items-center gap-1 text-tiny leading-5 whitespace-nowrap text-good"><Monitor size={11} aria-hidden />this computer</span>
    : <span className="inline-flex shrink-0 items-center gap-1 rounded-full bg-warn-soft px-1.5 text-tiny leading-5 whitespace-nowrap text-warn"><CloudUpload size={11} aria-hidden />leaves this computer</span>
}
