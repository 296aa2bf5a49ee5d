import { BookOpen, EyeOff, Sparkles, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { ShownMessage } from '../../shared/message.ts'
import { forgottenMark } from '../../shared/names.ts'
import { canUndo } from '../memories/view/shaped.ts'
import { useAppState, useSettings } from '../state/AppStateContext.ts'
import { selectDetail } from '../state/settingsStore.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Notice } from '../ui/Notice.tsx'

type Summary = NonNullable<ShownMessage['summary']>

/** A memory that answers by itself, quoted beside what the model wrote. */
export function FromMemory({ quote }: { quote: NonNullable<Summary['fromMemory']> }) {
  const { window } = useAppState()
  return (
    <blockquote className="region-memories rounded-medium border-l-2 region-edge bg-panel px-3.5 py-2.5">
      <p dir="auto" className="[overflow-wrap:anywhere]">{quote.sentence}</p>
      <button type="button" onClick={() => window.getState().openMemory(quote.memoryId)} className="mt-1 inline-flex items-center gap-1.5 rounded-small text-small text-mute hover:text-text">
        <BookOpen size={13} aria-hidden />Quoted, not written by a model · open the memory
      </button>
    </blockquote>
  )
}

/** What the turn learned, each with a way to open it and to take it back; several can be taken back at once. */
export function Learned({ learned }: { learned: Summary['learned'] }) {
  const { client, window, toasts } = useAppState()
  const [forgotten, setForgotten] = useState<ReadonlySet<string>>(new Set())
  const told = learned.filter((one) => one.change !== 'rejected' && one.text !== forgottenMark)
  const kept = told.filter((one) => !forgotten.has(one.memoryId))
  const undoable = kept.filter((one) => canUndo(one.change))
  const forget = async (facts: typeof kept) => {
    for (const { memoryId } of facts) {
      const done = await client.call('memories.forget', { memoryId })
      if (!done.ok && done.error.kind !== 'not-found') { toasts.getState().notifyFailure(done.error); return }
      setForgotten((before) => new Set([...before, memoryId]))
    }
  }
  if (told.length === 0) return null
  if (kept.length === 0) return <p role="status" className="text-small text-faint">Forgotten: nothing was kept from this message.</p>
  return (
    <div className="inline-flex max-w-full flex-wrap items-center gap-x-2.5 gap-y-1 self-start rounded-medium border border-dashed border-line-strong px-2.5 py-1 text-small text-mute">
      <span className="flex items-center gap-1.5"><Sparkles size={13} aria-hidden />Learned:</span>
      {kept.map((one) => (
        <span key={one.memoryId} className="flex max-w-full min-w-0 items-center">
          <button type="button" dir="auto" onClick={() => window.getState().openMemory(one.memoryId)} className="max-w-80 truncate rounded-small text-text underline decoration-line-strong underline-offset-3 hover:decoration-current">{one.text}</button>
          {canUndo(one.change) && <IconButton label={`Undo: forget “${one.text}”`} onClick={() => void forget([one])} small><Undo2 size={13} /></IconButton>}
        </span>
      ))}
      {undoable.length > 1 && <button type="button" onClick={() => void forget(undoable)} className="rounded-small text-mute hover:text-text">Undo all</button>}
    </div>
  )
}

/** Sentences on what else happened in this turn. */
export function TurnNotices({ notices }: { notices: string[] }) {
  if (notices.length === 0) return null
  return <ul className="flex flex-col gap-0.5 text-small text-mute">{notices.map((one) => <li key={one} dir="auto">{one}</li>)}</ul>
}

/** What the answer was given and did not use, where every number is in sight. Opens the turn. */
export function UnusedNotes({ flags, turnId }: { flags: readonly string[]; turnId: string | null }) {
  const { window } = useAppState()
  const detailed = useSettings(selectDetail) === 'detailed'
  if (!detailed || flags.length === 0) return null
  return (
    <ul aria-label="Given and not used" className="flex flex-col gap-1 text-small text-warn">
      {flags.map((one) => (
        <li key={one} className="flex items-start gap-2">
          <EyeOff size={13} aria-hidden className="mt-0.5 shrink-0" /><span dir="auto" className="min-w-0 [overflow-wrap:anywhere]">{one}</span>
          {turnId !== null && <button type="button" onClick={() => window.getState().openTurn(turnId, 'context')} className="shrink-0 rounded-small text-mute underline decoration-line-strong underline-offset-3 hover:text-text">See what it was given</button>}
        </li>
      ))}
    </ul>
  )
}

/** Says that an answer is not whole, why, and what to do. */
export function AnswerState({ message, onAgain }: { message: ShownMessage; onAgain: () => void }) {
  if (message.status === 'done' || message.status === 'streaming') return null
  const failed = message.status === 'failed'
  const fallback = failed ? 'The answer failed.' : 'The answer was stopped here. What was written so far is kept.'
  return (
    <Notice level={failed ? 'error' : 'info'} action={<Button size="small" onClick={onAgain}>Try again</Button>}>
      {message.note ?? fallback}
    </Notice>
  )
}
