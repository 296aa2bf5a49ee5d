import { CloudUpload, Monitor, ShieldQuestion, Square } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { RouteQuestion as Question } from '../../shared/policy.ts'
import { useAppState, useQuestions } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { tellLeaving } from './view/question.ts'

/** The question that a rule asks before a turn of this conversation goes on, where there is one. */
export function QuestionOf({ conversationId }: { conversationId: string }) {
  const question = useQuestions((state) => state.questions.find((one) => one.conversationId === conversationId))
  return question === undefined ? null : <RouteQuestion key={question.turnId} question={question} />
}

/** Asks whether a message may leave: why, what would go, to whom, at what price. Nothing is sent before a button is pressed. */
function RouteQuestion({ question }: { question: Question }) {
  const { questions } = useAppState()
  const [busy, setBusy] = useState(false)
  const id = useId()
  const first = useRef<HTMLButtonElement>(null)
  const { cloud, local } = question
  const decide = async (choice: 'local' | 'cloud' | 'stop') => {
    if (busy) return
    setBusy(true)
    await questions.getState().decide(question.turnId, choice)
    setBusy(false)
  }
  // The words were just sent, so the keys belong to the question; whoever writes on already keeps them.
  useEffect(() => {
    const { activeElement } = document
    if (activeElement === null || activeElement === document.body || (activeElement instanceof HTMLTextAreaElement && activeElement.value === '')) first.current?.focus({ preventScroll: true })
  }, [])
  return (
    <section role="alertdialog" aria-labelledby={`${id}-why`} aria-describedby={`${id}-what`} className="rounded-large border border-line-strong bg-panel px-4 py-3.5 shadow-rest">
      <p id={`${id}-why`} className="flex items-start gap-2.5 font-medium"><ShieldQuestion size={16} aria-hidden className="mt-0.5 shrink-0 text-warn" /><span className="min-w-0 [overflow-wrap:anywhere]">{question.reason}</span></p>
      <dl id={`${id}-what`} className="mt-2.5 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 pl-6.5 text-snug">
        {tellLeaving(question).map((fact) => <div key={fact.name} className="contents"><dt className="text-mute">{fact.name}</dt><dd className="min-w-0 [overflow-wrap:anywhere]">{fact.value}</dd></div>)}
      </dl>
      <div className="mt-3 flex flex-wrap items-center gap-2 pl-6.5">
        {local !== null && <Button ref={first} disabled={busy} icon={<Monitor size={14} />} onClick={() => void decide('local')}>Answer here</Button>}
        {cloud !== null && <Button ref={local === null ? first : undefined} disabled={busy} icon={<CloudUpload size={14} />} onClick={() => void decide('cloud')}>Send to {cloud.modelName}</Button>}
        <Button look="quiet" disabled={busy} icon={<Square size={11} fill="currentColor" />} onClick={() => void decide('stop')}>Stop</Button>
        <span className="text-small text-faint">Nothing was sent yet.</span>
      </div>
    </section>
  )
}
