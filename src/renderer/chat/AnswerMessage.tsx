import { memo, useState } from 'react'
import type { ShownMessage } from '../../shared/message.ts'
import type { StageName } from '../../shared/trace.ts'
import { useAppState, useLiveAnswer, useQuestions } from '../state/AppStateContext.ts'
import { formatCount } from '../state/formats.ts'
import type { LiveAnswer } from '../state/liveAnswers.ts'
import type { AgainWish } from '../state/threadStore.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { AgainMenu } from './AgainMenu.tsx'
import { CompareAnswers } from './AnswersSideBySide.tsx'
import { BranchPicker } from './BranchPicker.tsx'
import { CachedMark, NearMark } from './CachedMark.tsx'
import { CopyButton } from './CopyButton.tsx'
import { DrawnOrPlain } from './DrawnOrPlain.tsx'
import { clipText } from './clipText.ts'
import { Learned } from './Learned.tsx'
import { Markdown } from './Markdown.tsx'
import { QuietLine } from './QuietLine.tsx'
import { ShapedBy } from './ShapedBy.tsx'
import { Thumbs } from './Thumbs.tsx'
import { AnswerState, FromMemory, TurnNotices, UnusedNotes } from './TurnNotes.tsx'

const stageWords: Record<StageName, string> = {
  understand: 'Reading the message', plan: 'Reading the message', recall: 'Looking in memory', screen: 'Looking in memory',
  select: 'Choosing what goes in', route: 'Choosing the model', open: 'Opening the model', compact: 'Summing up earlier messages', assemble: 'Preparing the context', generate: 'Reading the context', learn: 'Keeping it', keep: 'Keeping it',
}
const firstChars = 60_000

/** What a turn without a word yet is doing, or how many wait before it where too many are answered at once. */
function tellDoing(live: LiveAnswer | null): string {
  if (live === null || live.inLine === 0) return `${stageWords[live?.stage ?? 'understand']}…`
  return live.inLine === 1 ? 'Waiting for another answer to end: this one is next…' : `Waiting for other answers to end: ${live.inLine - 1} before this one…`
}

/** One answer. The same component draws it while it is written and when it is done, so nothing jumps at the end. */
export const AnswerMessage = memo(function AnswerMessage({ message, conversationId, busy }: { message: ShownMessage | null; conversationId: string; busy: boolean }) {
  const live = useLiveAnswer(message === null ? conversationId : null)
  const text = message?.text ?? live?.text ?? ''
  const summary = message?.summary ?? null
  const quoted = summary?.fromMemory ?? null
  const again = useRegenerate(message)
  const asked = useQuestions((state) => message === null && state.questions.some((one) => one.conversationId === conversationId))
  return (
    <div className="group flex flex-col gap-2">
      {message !== null && message.speaker !== null && <span className="text-small text-faint">{message.speaker}</span>}
      {message === null && live?.cut === true && text === '' ? null : message === null && text === ''
        ? <p role="status" className="flex items-center gap-2.5 text-mute"><span aria-hidden className="size-1.5 animate-[breathe_1.4s_infinite] rounded-full bg-accent" />{asked ? 'Waiting for your answer' : tellDoing(live)}</p>
        : summary?.destination === 'memory' && quoted !== null ? null : <ClippedMarkdown text={text} streaming={message === null && live?.cut !== true} />}
      {message === null && live?.cut === true && <Notice>The answer was interrupted here: the connection to Casement is lost. {text === '' ? 'Nothing was written yet.' : 'What was written so far is kept.'}</Notice>}
      {quoted !== null && <FromMemory quote={quoted} />}
      {message !== null && <AnswerState message={message} onAgain={() => again()} />}
      {summary !== null && summary.cached !== null && <CachedMark cached={summary.cached} busy={busy} onAfresh={() => again({ fresh: true })} />}
      {summary !== null && summary.near !== null && <NearMark near={summary.near} />}
      {summary !== null && <TurnNotices notices={summary.notices} />}
      {summary !== null && <UnusedNotes flags={summary.flags} turnId={message?.turnId ?? null} />}
      {summary !== null && <Learned turnId={message?.turnId ?? null} learned={summary.learned} />}
      {/* The row keeps its height while the answer is written, so that its end moves nothing. */}
      <div className="-mb-1.5 flex min-h-7 flex-wrap items-center gap-x-1">
        {message !== null && (
          <>
            {summary !== null && <QuietLine message={message} summary={summary} />}
            {summary !== null && <ShapedBy marks={summary.shapedBy} />}
            <span className="flex items-center opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 has-[[aria-label^=Versions]]:opacity-100 has-[[data-popup-open]]:opacity-100 has-[[aria-pressed=true]]:opacity-100 pointer-coarse:opacity-100">
              <BranchPicker message={message} />
              <CompareAnswers message={message} />
              <CopyButton text={text} label="Copy the answer" />
              <Thumbs message={message} />
              <AgainMenu busy={busy} onAgain={(modelId) => again(modelId === undefined ? undefined : { modelId })} />
            </span>
          </>
        )}
      </div>
    </div>
  )
})

function useRegenerate(message: ShownMessage | null): (wish?: AgainWish) => void {
  const { thread, toasts } = useAppState()
  return (wish) => {
    if (message !== null) void thread.getState().regenerate(message, wish).then((failed) => { if (failed !== null) toasts.getState().notifyFailure(failed) })
  }
}

function ClippedMarkdown({ text, streaming }: { text: string; streaming: boolean }) {
  const [chars, setChars] = useState(firstChars)
  const shown = clipText(text, chars)
  return (
    <>
      <DrawnOrPlain text={shown}><Markdown text={shown} streaming={streaming} /></DrawnOrPlain>
      {text.length > shown.length && <Button size="small" className="self-start" onClick={() => setChars(chars + firstChars)}>Show more ({formatCount(text.length - shown.length)} characters)</Button>}
    </>
  )
}
