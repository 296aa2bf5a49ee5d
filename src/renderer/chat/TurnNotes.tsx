import { BookOpen, EyeOff } from 'lucide-react'
import type { ShownMessage } from '../../shared/message.ts'
import { useAppState, useSettings } from '../state/AppStateContext.ts'
import { selectDetail } from '../state/settingsStore.ts'
import { Button } from '../ui/Button.tsx'
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

/** Says that an answer is not whole, why, and what to do; one that ended may have been cut short. */
export function AnswerState({ message, onAgain }: { message: ShownMessage; onAgain: () => void }) {
  if (message.status === 'streaming') return null
  if (message.status === 'done') return message.note === null ? null : <Notice level="info">{message.note}</Notice>
  const failed = message.status === 'failed'
  const fallback = failed ? 'The answer failed.' : 'The answer was stopped here. What was written so far is kept.'
  return (
    <Notice level={failed ? 'error' : 'info'} action={<Button size="small" onClick={onAgain}>Try again</Button>}>
      {message.note ?? fallback}
    </Notice>
  )
}
