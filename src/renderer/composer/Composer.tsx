import { ArrowUp, Square } from 'lucide-react'
import { useCallback, useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { maxMessageChars } from '../../shared/names.ts'
import type { Failure } from '../../shared/result.ts'
import { useRequest } from '../app/useKeys.ts'
import { useAppState, useRunningTurn, useSettings, useStatus } from '../state/AppStateContext.ts'
import { countChars } from '../state/drafts.ts'
import { formatBytes, formatCount } from '../state/formats.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { selectConnection, selectStatus, selectTrouble } from '../state/statusStore.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import { joinDraft, pasteChipChars, type Paste } from './joinDraft.ts'
import { CompactionNote } from './CompactionNote.tsx'
import { LimitNote } from './LimitNote.tsx'
import { PasteChip } from './PasteChip.tsx'
import { Ring } from './Ring.tsx'
import { RoutePicker } from './RoutePicker.tsx'
import { Shield } from './Shield.tsx'
import { useDraft } from './useDraft.ts'
import { useGaugeOf, usePreview, type Preview } from './usePreview.ts'

/** Where the person writes: the words, large pastes as chips, how full the window is, and where it goes. */
export function Composer({ conversationId, onEditLast }: { conversationId: string | null; onEditLast: () => void }) {
  const app = useAppState()
  const { draft, change, clear, save } = useDraft(conversationId)
  const { text, pastes } = draft
  const [failure, setFailure] = useState<Failure | null>(null)
  const [sending, setSending] = useState(false)
  const preview = usePreview(conversationId, text)
  const running = useRunningTurn(conversationId) !== null
  const fromMemory = useSettings(selectSettings)?.answerFromMemory ?? false
  const hindrance = useHindrance(preview, countChars(draft))
  const empty = text.trim() === '' && pastes.length === 0
  const pastedTokens = pastes.reduce((sum, one) => sum + (one.tokens ?? Math.ceil(one.text.length / 4)), 0)
  const compaction = preview?.compaction ?? null
  useGaugeOf(preview, pastedTokens)
  const box = useRef<HTMLTextAreaElement>(null)
  useRequest('focus-composer', useCallback(() => box.current?.focus(), []))
  useEffect(() => { if (matchMedia('(pointer: fine)').matches && document.activeElement === document.body) box.current?.focus() }, [])

  const send = async () => {
    if (empty || running || sending || hindrance !== null) return
    setSending(true)
    setFailure(null)
    const failed = await sendDraft(app, conversationId, joinDraft(draft), clear)
    setSending(false)
    setFailure(failed)
  }
  const paste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain')
    if (pasted.length <= pasteChipChars) return
    event.preventDefault()
    const one: Paste = { text: pasted, tokens: null, exact: false }
    change((now) => ({ ...now, pastes: [...now.pastes, one] }))
    void app.client.call('context.preview', { conversationId, text: pasted.slice(0, maxMessageChars) }).then((found) => {
      if (found.ok) change((now) => ({ ...now, pastes: now.pastes.map((other) => other === one ? { ...other, tokens: found.value.draftTokens, exact: found.value.exact } : other) }))
    })
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) { event.preventDefault(); void send() }
    if (event.key === 'ArrowUp' && text === '' && !running) { event.preventDefault(); onEditLast() }
  }

  return (
    <div className="mx-auto w-full max-w-[calc(var(--reading-width)+48px)] shrink-0 px-4">
      {failure !== null && <FailureNotice failure={failure} className="mb-2" action={<Button size="small" onClick={() => void send()}>Send again</Button>} />}
      <form
        onSubmit={(event) => { event.preventDefault(); void send() }} onClick={(event) => { if (event.target === event.currentTarget) box.current?.focus() }}
        className="rounded-large border border-line-strong bg-panel px-3.5 pt-2.5 pb-2 shadow-rest transition-colors focus-within:border-accent"
      >
        <textarea
          ref={box} dir="auto" rows={2} aria-label="Message" placeholder="Write a message" value={text}
          onChange={(event) => { const { value } = event.target; change((now) => ({ ...now, text: value })) }} onBlur={save} onPaste={paste} onKeyDown={press}
          className="block max-h-[40vh] min-h-11 w-full resize-none overflow-y-auto bg-transparent [field-sizing:content] focus-visible:outline-0"
        />
        <div className="mt-1 flex flex-wrap items-center gap-2">
          <span className="-ml-2 flex min-w-0"><RoutePicker conversationId={conversationId} /></span>
          {pastes.map((one, at) => <PasteChip key={at} paste={one} onRemove={() => change((now) => ({ ...now, pastes: now.pastes.filter((other) => other !== one) }))} />)}
          <span className="ml-auto flex items-center gap-2">
            {preview !== null && preview.window > 0 && <Ring preview={preview} pasted={pastedTokens} />}
            {running
              ? <Tooltip label="Stop the answer" keys="Esc" side="top"><Button look="plain" icon={<Square size={12} fill="currentColor" />} onClick={() => void app.thread.getState().stop()}>Stop</Button></Tooltip>
              : <Tooltip label={hindrance ?? (empty ? 'Write something first' : 'Send')} keys={hindrance === null ? 'Enter' : undefined} side="top"><Button look="primary" type="submit" disabled={empty || sending || hindrance !== null} icon={<ArrowUp size={15} />}>Send</Button></Tooltip>}
          </span>
        </div>
      </form>
      <LimitNote conversationId={conversationId} preview={preview} />
      {compaction !== null && <CompactionNote compaction={compaction} conversationId={conversationId} busy={running} />}
      <Shield preview={preview} hindrance={hindrance} fromMemory={fromMemory} overFull={preview !== null && !empty && preview.window > 0 && (!preview.fits || preview.used + pastedTokens + preview.reserve > preview.window)} />
    </div>
  )
}

async function sendDraft(app: ReturnType<typeof useAppState>, conversationId: string | null, text: string, clear: () => void): Promise<Failure | null> {
  const { window, conversations, thread } = app
  if (conversationId !== null) {
    const failed = await thread.getState().send(conversationId, text)
    if (failed === null) clear()
    return failed
  }
  const made = await conversations.getState().create()
  if (made === null) return { kind: 'storage-failed', message: 'The conversation could not be begun.', next: 'Your words are still here; send them again.' }
  const route = window.getState().newRoute
  if (route !== 'auto') await conversations.getState().update({ conversationId: made.id, route })
  await thread.getState().open(made.id)
  const failed = await thread.getState().send(made.id, text)
  if (failed !== null) {
    void conversations.getState().discard(made.id)
    await thread.getState().open(null)
    return failed
  }
  clear()
  window.getState().setNewRoute('auto')
  window.getState().showConversation(made.id)
  return null
}

/** Why nothing can be sent now, or null. */
function useHindrance(preview: Preview | null, chars: number): string | null {
  const lost = useStatus(selectConnection) === 'lost'
  const trouble = useStatus(selectTrouble)
  const readOnly = useStatus(selectStatus)?.readOnly ?? null
  const settings = useSettings(selectSettings)
  const memories = useStatus(selectStatus)?.counts.memories ?? 0
  if (trouble !== null) return `Nothing can be sent: ${trouble.message}`
  if (lost) return 'Casement does not answer, so nothing can be sent. Your words stay here.'
  if (readOnly !== null) return `Nothing can be sent: ${readOnly.message}`
  if (chars > maxMessageChars) return `This is ${formatBytes(chars)}, more than one message may hold (${formatCount(maxMessageChars)} characters). Send it in parts.`
  if (preview?.destination === 'none' && (settings?.answerFromMemory === false || memories === 0)) return 'No model is ready, so nothing can answer yet. Choose one in Settings.'
  return null
}
