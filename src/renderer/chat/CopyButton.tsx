import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useAppState } from '../state/AppStateContext.ts'
import { IconButton } from '../ui/IconButton.tsx'

/** Copies text, and says so for a moment. */
export function CopyButton({ text, label, small }: { text: string; label: string; small?: boolean }) {
  const { toasts } = useAppState()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const wait = setTimeout(() => setCopied(false), 1600)
    return () => clearTimeout(wait)
  }, [copied])
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true), () => toasts.getState().notify({ level: 'error', message: 'The clipboard was not allowed.', next: 'Select the text and copy it by hand.' }))
  return (
    <IconButton label={copied ? 'Copied' : label} small={small} onClick={() => void copy()}>
      {copied ? <Check size={14} className="text-good" /> : <Copy size={14} />}
    </IconButton>
  )
}
