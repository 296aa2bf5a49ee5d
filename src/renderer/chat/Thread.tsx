import { ArrowDown } from 'lucide-react'
import { Fragment, useEffect, useMemo, useRef } from 'react'
import type { ShownMessage } from '../../shared/message.ts'
import { useAppState, useEpochs, useRunningTurn, useStatus, useThread, useUnfinishedTurn, useWindow } from '../state/AppStateContext.ts'
import { selectEpochs } from '../state/epochStore.ts'
import { selectConnection } from '../state/statusStore.ts'
import { selectMessages } from '../state/threadStore.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AnswerMessage } from './AnswerMessage.tsx'
import { EpochRow } from './EpochRow.tsx'
import { groupEpochs } from './epochRows.ts'
import { EpochsInWork } from './EpochsInWork.tsx'
import { QuestionOf } from './RouteQuestion.tsx'
import { UserMessage } from './UserMessage.tsx'
import { useSoughtMessage } from './useSoughtMessage.ts'
import { useStickToEnd } from './useStickToEnd.ts'

type Row = { key: string; message: ShownMessage | null; last: boolean }

/** The rows of a thread: its messages, and the answer that is being written where it has no message yet. */
export function makeRows(messages: readonly ShownMessage[], runningTurn: string | null): Row[] {
  const finished = messages.filter((one) => !(one.role === 'assistant' && one.turnId === runningTurn && one.status === 'streaming'))
  const rows: Row[] = finished.map((message, at) => ({
    // An answer keeps its key from the first token on, so that its end redraws nothing.
    key: message.role === 'assistant' && message.turnId !== null ? `answer ${message.turnId}` : message.id, message, last: at === finished.length - 1,
  }))
  if (runningTurn !== null && !rows.some((row) => row.key === `answer ${runningTurn}`)) rows.push({ key: `answer ${runningTurn}`, message: null, last: true })
  return rows
}

/** The conversation itself, from its newest page upward. */
export function Thread({ conversationId, editingId, onEdit }: { conversationId: string; editingId: string | null; onEdit: (messageId: string | null) => void }) {
  const { thread } = useAppState()
  const messages = useThread(selectMessages)
  const state = useThread((one) => one.state)
  const failure = useThread((one) => one.failure)
  const turnFailure = useThread((one) => one.turnFailure)
  const older = useThread((one) => one.older !== null)
  const later = useThread((one) => one.later)
  const running = useRunningTurn(conversationId)
  const unfinished = useUnfinishedTurn(conversationId)
  // A banner says it, and what is shown is read again by itself.
  const lost = useStatus(selectConnection) === 'lost'
  // What is being written stands at the end, which a cut thread does not show.
  const runningTurn = later ? null : running
  const shownTurn = later ? null : unfinished
  const rows = useMemo(() => makeRows(messages, shownTurn), [messages, shownTurn])
  const epochs = useEpochs(selectEpochs)
  const epochsAfter = useMemo(() => groupEpochs(epochs), [epochs])
  const { pane, content, atEnd, goToEnd, goTo } = useStickToEnd(messages[0]?.id ?? null)
  useEffect(() => { if (runningTurn !== null) goToEnd() }, [runningTurn, goToEnd])
  useSoughtMessage(pane, goTo)
  const selected = useWindow((one) => one.selectedTurnId)

  return (
    <div className="relative min-h-0 flex-1 after:pointer-events-none after:absolute after:inset-x-0 after:bottom-0 after:h-5 after:bg-linear-to-t after:from-ground after:to-transparent">
      <div ref={pane} data-pane tabIndex={-1} className="h-full overflow-y-auto [overflow-anchor:none]">
        <div ref={content} role="log" aria-label="Conversation" aria-busy={runningTurn !== null} className="mx-auto flex max-w-[calc(var(--reading-width)+48px)] flex-col gap-6 px-6 pt-6 pb-8">
          {older && <Older onShow={() => void thread.getState().loadOlder()} />}
          {state === 'loading' && <Skeleton lines={9} label="The conversation is being read" />}
          {failure !== null && !lost && <FailureNotice failure={failure} action={<Button size="small" onClick={() => void thread.getState().reload()}>Read it again</Button>} />}
          {rows.map(({ key, message, last }) => (
            <Fragment key={key}>
            <article data-message={message?.id} aria-label={message?.role === 'user' ? 'You' : 'Answer'} className={selected !== null && message?.role === 'assistant' && message.turnId === selected ? 'border-l-2 border-accent pl-4 -ml-4.5 rounded-r-medium' : undefined}>
              {message?.role === 'user'
                ? <UserMessage message={message} editing={editingId === message.id} onEdit={onEdit} last={last && !later} busy={running !== null} />
                : <AnswerMessage message={message} conversationId={conversationId} busy={running !== null} />}
            </article>
            {message !== null && epochsAfter.get(message.id)?.map((one) => <EpochRow key={one.id} epoch={one} busy={running !== null} />)}
            </Fragment>
          ))}
          {!later && <QuestionOf conversationId={conversationId} />}
          <EpochsInWork conversationId={conversationId} />
          {later && (
            <div className="flex items-center justify-center gap-3 pt-2 text-small text-mute">
              What came after is not shown here.
              <Button size="small" icon={<ArrowDown size={14} />} onClick={() => void thread.getState().reload().then(goToEnd)}>Go to the newest messages</Button>
            </div>
          )}
          {turnFailure !== null && <FailureNotice failure={turnFailure} />}
        </div>
      </div>
      {!atEnd && (
        <Button size="small" icon={<ArrowDown size={14} />} onClick={goToEnd} className="absolute bottom-4 left-1/2 z-1 -translate-x-1/2 rounded-full bg-raised shadow-float">Jump to the end</Button>
      )}
    </div>
  )
}

/** Loads the page before, when its place comes near; a button as well, for the keyboard. */
function Older({ onShow }: { onShow: () => void }) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const watch = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) onShow() }, { root: row.current!.closest('[data-pane]'), rootMargin: '400px 0px 0px' })
    watch.observe(row.current!)
    return () => watch.disconnect()
  })
  return <div ref={row} className="flex justify-center"><Button size="small" look="quiet" onClick={onShow}>Show earlier messages</Button></div>
}
