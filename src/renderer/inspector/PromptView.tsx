import { ChevronDown, ChevronUp, Copy } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { PromptMessage } from '../../shared/piece.ts'
import { useToasts } from '../state/AppStateContext.ts'
import type { ToastState } from '../state/toastStore.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { TextField } from '../ui/TextField.tsx'
import { PromptMessageView } from './PromptMessageView.tsx'
import { Section } from './Section.tsx'
import { formatAmount, formatCount } from '../state/formats.ts'
import { findInPrompt, writePrompt } from './view/prompt.ts'

const selectNotify = (state: ToastState) => state.notify

/** The prompt as it was sent, coloured by region, searchable and copyable. Drawn only when it is asked for. */
export function PromptView({ prompt, selected, onSelect, children }: { prompt: readonly PromptMessage[]; selected: string | null; onSelect: (pieceId: string | null) => void; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  const characters = prompt.reduce((sum, message) => sum + message.text.length, 0)
  const notify = useToasts(selectNotify)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(writePrompt(prompt))
      notify({ message: 'The prompt is on the clipboard.' })
    } catch {
      notify({ level: 'error', message: 'The clipboard did not take the prompt.', next: 'Select the text and copy it with Ctrl+C.' })
    }
  }
  return (
    <Section title="The prompt as sent" aside={`${formatAmount(prompt.length, 'message')} · ${formatAmount(characters, 'character')}`}>
      <div className="mt-2 flex gap-2">
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? 'Hide it' : 'Show it'}</Button>
        <Button size="small" look="quiet" icon={<Copy size={13} />} onClick={() => void copy()}>Copy all</Button>
      </div>
      {open && <OpenPrompt prompt={prompt} selected={selected} onSelect={onSelect} />}
      {open && children}
    </Section>
  )
}

function OpenPrompt({ prompt, selected, onSelect }: { prompt: readonly PromptMessage[]; selected: string | null; onSelect: (pieceId: string | null) => void }) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  const matches = useMemo(() => findInPrompt(prompt, query), [prompt, query])
  const current = matches[at]
  useEffect(() => {
    if (current !== undefined) box.current?.querySelector('[data-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const go = (by: number) => { if (matches.length > 0) setAt((at + by + matches.length) % matches.length) }
  const onKey = (event: KeyboardEvent) => { if (event.key === 'Enter') { event.preventDefault(); go(event.shiftKey ? -1 : 1) } }
  return (
    <>
      <div className="mt-2 flex items-center gap-1">
        <TextField className="flex-1" label="Find in the prompt" labelHidden placeholder="Find in the prompt" value={query} onChange={(next) => { setQuery(next); setAt(0) }} onKeyDown={onKey} />
        <span role="status" className="min-w-14 text-center text-tiny text-mute">{query.trim() === '' ? '' : matches.length === 0 ? 'none' : `${formatCount(at + 1)} of ${formatCount(matches.length)}`}</span>
        <IconButton label="Previous match" keys="Shift+Enter" onClick={() => go(-1)}><ChevronUp size={15} /></IconButton>
        <IconButton label="Next match" keys="Enter" onClick={() => go(1)}><ChevronDown size={15} /></IconButton>
      </div>
      <div ref={box} tabIndex={0} role="region" aria-label="Prompt" className="mt-2 max-h-[60vh] overflow-y-auto rounded-medium border border-line bg-ground p-2.5">
        {prompt.map((message, index) => (
          <PromptMessageView
            key={index} message={message} selected={selected} onSelect={onSelect}
            matches={matches.filter((match) => match.message === index).map((match) => ({ start: match.start, end: match.end, current: match === current }))}
          />
        ))}
      </div>
    </>
  )
}
