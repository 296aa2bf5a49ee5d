import { CircleAlert, TriangleAlert, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useAppState, useToasts } from '../state/AppStateContext.ts'
import { selectToasts, type Toast } from '../state/toastStore.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'

const stayMs = 8_000

/** What was just done, at the lower edge, with its way back. A pointer or focus on it makes it stay. */
export function Toasts() {
  const toasts = useToasts(selectToasts)
  return (
    <div role="region" aria-label="Messages of the window" className="pointer-events-none fixed inset-x-0 bottom-4 z-50 flex flex-col items-center gap-2 px-4">
      {toasts.map((toast) => <OneToast key={toast.id} toast={toast} />)}
    </div>
  )
}

function OneToast({ toast }: { toast: Toast }) {
  const { toasts } = useAppState()
  const [held, setHeld] = useState(false)
  const dismiss = () => toasts.getState().dismiss(toast.id)
  const left = useSecondsLeft(toast.until ?? null)
  useEffect(() => { if (left === 0) toasts.getState().dismiss(toast.id) }, [left, toast, toasts])
  useEffect(() => {
    if (held || toast.level === 'error' || toast.until !== undefined) return
    const wait = setTimeout(() => toasts.getState().dismiss(toast.id), stayMs)
    return () => clearTimeout(wait)
  }, [held, toast, toasts])
  return (
    <div
      role={toast.level === 'error' ? 'alert' : 'status'}
      onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}
      className="pointer-events-auto flex max-w-140 animate-[appear_140ms] items-center gap-3 rounded-medium border border-line bg-raised py-2 pr-2 pl-3.5 text-snug shadow-float"
    >
      {toast.level === 'error' && <CircleAlert size={15} className="shrink-0 text-bad" />}
      {toast.level === 'warning' && <TriangleAlert size={15} className="shrink-0 text-warn" />}
      <span className="min-w-0 [overflow-wrap:anywhere]">{toast.message}{toast.next !== undefined && <span className="text-mute"> {toast.next}</span>}</span>
      {toast.action !== undefined && <Button size="small" onClick={() => { toast.action?.run(); dismiss() }}>{toast.action.label}{left !== null && <span aria-hidden className="text-mute">{left}</span>}</Button>}
      <IconButton label="Dismiss" onClick={dismiss}><X size={15} /></IconButton>
    </div>
  )
}

/** Whole seconds until a moment, told anew each second; null where there is none to wait for. */
function useSecondsLeft(until: number | null): number | null {
  const [left, setLeft] = useState(() => until === null ? null : secondsTo(until))
  useEffect(() => {
    if (until === null) return
    const tick = setInterval(() => setLeft(secondsTo(until)), 250)
    return () => clearInterval(tick)
  }, [until])
  return left
}

function secondsTo(moment: number): number {
  return Math.max(0, Math.ceil((moment - Date.now()) / 1000))
}
