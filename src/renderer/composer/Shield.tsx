import { CloudUpload, ShieldCheck, ShieldQuestion } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Preview } from './usePreview.ts'

/** Where the next message goes, in one line under the composer; `hindrance` is why it cannot go at all. */
export function Shield({ preview, hindrance, overFull, fromMemory }: { preview: Preview | null; hindrance: string | null; overFull: boolean; fromMemory: boolean }) {
  if (hindrance !== null) return <Line icon={<ShieldQuestion size={14} className="text-warn" />}>{hindrance}</Line>
  if (preview === null) return <Line icon={null}>{'\u00a0'}</Line>
  if (overFull) return <Line icon={<ShieldQuestion size={14} className="text-warn" />}>This is more than {preview.model}’s window holds: it will be shortened to fit, and the inspector will name what was left out.</Line>
  if (preview.destination === 'cloud') return <Line icon={<CloudUpload size={14} className="text-warn" />}>{withReason(`Goes to ${preview.model}, outside this computer`, preview)}</Line>
  if (preview.destination === 'none') {
    return <Line icon={<ShieldCheck size={14} className="text-good" />}>{fromMemory ? 'No model can answer now: questions are answered from your memories alone.' : preview.reason}</Line>
  }
  return <Line icon={<ShieldCheck size={14} className="text-good" />}>{withReason('Stays on this computer', preview)}</Line>
}

/** Where it goes, and why, unless the reason only says the same again. */
function withReason(where: string, { reason, model }: Preview): string {
  const says = reason.trim().replace(/\.$/, '')
  return ['', 'Stays on this computer', `Goes to ${model}`].includes(says) ? where : `${where}. ${says}.`
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return <p role="status" className="flex min-h-9 items-start justify-center gap-2 px-6 pt-1 pb-3 text-center text-small text-mute"><span className="mt-0.5 shrink-0">{icon}</span><span className="min-w-0 text-start [overflow-wrap:anywhere]">{children}</span></p>
}
