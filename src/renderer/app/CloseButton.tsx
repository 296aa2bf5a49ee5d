import { X } from 'lucide-react'
import { useAppState } from '../state/AppStateContext.ts'
import { IconButton } from '../ui/IconButton.tsx'

/** The way from a full page back to the conversation. */
export function CloseButton() {
  const { window } = useAppState()
  return <IconButton label="Back to the conversation" keys="Esc" onClick={() => window.getState().showPage('chat')}><X size={16} /></IconButton>
}
