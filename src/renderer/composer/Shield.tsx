import { CloudUpload, ShieldCheck, ShieldQuestion } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Preview } from './usePreview.ts'

/** Where the next message goes, in one line under the composer; `hindrance` is why it cannot go at all. */
export function Shield({ preview, hindrance, overFull, fromMemory }: { preview: Preview | null; hindrance: string | null; overFull: boolean; fromMemory: boolean }) {
  if (hindrance !== null) return <Line icon={<ShieldQuestion size={14} className="text-warn" />}>{hindrance}</Line>
  if (preview === null) return <Line icon={null}>{'\u00a0'}</Line>
  if (overFull) return <Line icon={<ShieldQuestion size={14} className="text-warn" />}>This is more than {preview.model}’s window holds: it will be shortened to fit, and the inspector will name what was left out.</Line>
  if (preview.destination === 'cloud') return <Line icon={<CloudUpload size={14} className="text-warn" />}>Goes to {preview.model}, outside this computer{reasonAfter(preview.reason)}</Line>
  if (preview.destination === 'none') {
    return <Line icon={<ShieldCheck size={14} className="text-good" />}>{fromMemory ? 'No model can answer now: questions are answered from your memories alone.' : preview.reason}</Line>
  }
  return <Line icon={<ShieldCheck size={14} className="text-good" />}>Stays on this computer{reasonAfter(preview.reason)}</Line>
}

/** A reason as the rest of a sentence: its own full stop leaves, and its capital unless it is a name. */
export function reasonAfter(reason: string): string {
  const words = reason.trim().replace(/\.$/, '')
  return words === '' ? '' : `: ${words.charAt(0).toLowerCase()}${words.slice(1)}`
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return <p role="status" className="flex min-h-9 items-start justify-center gap-2 px-6 pt-1 pb-3 text-center text-small text-mute"><span className="mt-0.5 shrink-0">{icon}</span><span className="min-w-0 text-start [overflow-wrap:anywhere]">{children}</span></p>
}
