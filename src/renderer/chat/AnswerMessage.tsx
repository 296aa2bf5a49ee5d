import { RefreshCw } from 'lucide-react'
import { memo, useMemo, useState } from 'react'
import type { ShownMessage } from '../../shared/message.ts'
import type { StageName } from '../../shared/trace.ts'
import { useAppState, useLiveAnswer, useModels } from '../state/AppStateContext.ts'
import { formatCount } from '../state/formats.ts'
import { isUsable, selectModels } from '../state/modelStore.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { Notice } from '../ui/Notice.tsx'
import { BranchPicker } from './BranchPicker.tsx'
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

/** One answer. The same component draws it while it is written and when it is done, so nothing jumps at the end. */
export const AnswerMessage = memo(function AnswerMessage({ message, conversationId, busy }: { message: ShownMessage | null; conversationId: string; busy: boolean }) {
  const live = useLiveAnswer(message === null ? conversationId : null)
  const text = message?.text ?? live?.text ?? ''
  const summary = message?.summary ?? null
  const quoted = summary?.fromMemory ?? null
  const again = useRegenerate(message)
  return (
    <div className="group flex flex-col gap-2">
      {message !== null && message.speaker !== null && <span className="text-small text-faint">{message.speaker}</span>}
      {message === null && live?.cut === true && text === '' ? null : message === null && text === ''
        ? <p role="status" className="flex items-center gap-2.5 text-mute"><span aria-hidden className="size-1.5 animate-[breathe_1.4s_infinite] rounded-full bg-accent" />{stageWords[live?.stage ?? 'understand']}…</p>
        : summary?.destination === 'memory' && quoted !== null ? null : <ClippedMarkdown text={text} streaming={message === null && live?.cut !== true} />}
      {message === null && live?.cut === true && <Notice>The answer was interrupted here: the connection to Casement is lost. {text === '' ? 'Nothing was written yet.' : 'What was written so far is kept.'}</Notice>}
      {quoted !== null && <FromMemory quote={quoted} />}
      {message !== null && <AnswerState message={message} onAgain={() => again()} />}
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
              <CopyButton text={text} label="Copy the answer" />
              <Thumbs message={message} />
              <AgainMenu busy={busy} onAgain={again} />
            </span>
          </>
        )}
      </div>
    </div>
  )
})

function useRegenerate(message: ShownMessage | null): (modelId?: string) => void {
  const { thread, toasts } = useAppState()
  return (modelId) => {
    if (message !== null) void thread.getState().regenerate(message, modelId).then((failed) => { if (failed !== null) toasts.getState().notifyFailure(failed) })
  }
}

function AgainMenu({ busy, onAgain }: { busy: boolean; onAgain: (modelId?: string) => void }) {
  const models = useModels(selectModels)
  const items = useMemo<MenuItem[]>(() => {
    const usable = models.filter(isUsable)
    const row = (model: (typeof usable)[number]): MenuItem => ({ kind: 'item', label: model.name, detail: model.place === 'cloud' ? 'Leaves this computer' : undefined, onSelect: () => onAgain(model.id) })
    return [
      { kind: 'item', label: 'Same model', keys: 'Ctrl+Shift+R', onSelect: () => onAgain() },
      ...usable.length > 0 ? [{ kind: 'line' } as const, { kind: 'heading', label: 'With another model' } as const, ...usable.map(row)] : [],
    ]
  }, [models, onAgain])
  return <Menu trigger={<IconButton label="Write the answer again" disabled={busy}><RefreshCw size={14} /></IconButton>} items={busy ? [{ kind: 'heading', label: 'Wait until the answer is written, or stop it.' }] : items} />
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
