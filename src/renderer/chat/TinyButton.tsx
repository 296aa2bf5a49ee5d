import type { ReactNode } from 'react'

/** A button of words in a line of small type. @param label its whole name, where the words alone do not say what is meant */
export function TinyButton({ label, onPress, children }: { label: string; onPress: () => void; children: ReactNode }) {
  return <button type="button" aria-label={label} onClick={onPress} className="shrink-0 rounded-small text-mute underline decoration-line-strong underline-offset-3 hover:text-text">{children}</button>
}
