import { ArrowUpRight, FileText } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Memory, MemorySource } from '../../shared/memory.ts'
import { Section } from '../inspector/Section.tsx'
import { formatMoment } from '../state/formats.ts'
import { tellImported } from '../exchange/view/importedFrom.ts'
import { useClient, useWindow } from '../state/AppStateContext.ts'
import { useConversation } from '../state/useConversation.ts'
import type { WindowState } from '../state/windowStore.ts'
import { Button } from '../ui/Button.tsx'
import { frameQuote } from './view/detail.ts'

const selectOpenMessage = (state: WindowState) => state.openMessage
const few = 5

/** The messages and files a memory was learned from, each with the quote highlighted where it stands. */
export function MemorySources({ memory }: { memory: Memory }) {
  const [isAll, setAll] = useState(false)
  const shown = isAll ? memory.sources : memory.sources.slice(0, few)
  return (
    <Section title="Where it comes from">
      {memory.sources.length === 0 && <p className="mt-1 text-small text-mute">Written by hand; no message stands behind it.</p>}
      {shown.map((source, at) => <SourceQuote key={`${source.messageId}-${source.start}-${at}`} source={source} />)}
      {shown.length < memory.sources.length && <Button className="mt-1" size="small" look="quiet" onClick={() => setAll(true)}>Show all {memory.sources.length}</Button>}
    </Section>
  )
}

/** One place that a memory was learned from, in what stands around it, with the way there. */
export function SourceQuote({ source }: { source: MemorySource }) {
  const client = useClient()
  const openMessage = useWindow(selectOpenMessage)
  const [read, setRead] = useState<{ of: string; text: string | null } | null>(null)
  const { messageId, conversationId, file, role } = source
  const conversation = useConversation(conversationId)
  useEffect(() => {
    if (messageId === null) return
    let current = true
    void client.call('messages.get', { messageId }).then((answer) => { if (current) setRead({ of: messageId, text: answer.ok ? answer.value.text : null }) })
    return () => { current = false }
  }, [client, messageId])
  const { before, quote, after } = frameQuote(source, read !== null && read.of === messageId ? read.text : null)
  return (
    <div className="mt-2 border-l-2 border-good pl-3">
      <blockquote dir="auto" className="text-snug leading-[1.5] whitespace-pre-wrap [overflow-wrap:anywhere]">{before}<mark className="rounded-[3px] bg-accent-soft text-text">{quote}</mark>{after}</blockquote>
      <p className="mt-1 flex flex-wrap items-center gap-x-2 text-tiny text-faint">
        <span>{[role === 'assistant' ? 'an answer that supports it' : 'you', conversation === undefined ? null : tellImported(conversation), conversation?.title, formatMoment(source.at)].filter(Boolean).join(' · ')}</span>
        {file !== null && <span className="flex items-center gap-1 [overflow-wrap:anywhere]"><FileText size={12} className="shrink-0" />from the file {file}</span>}
        {messageId !== null && conversationId !== null ? <Button size="small" look="quiet" icon={<ArrowUpRight size={13} />} onClick={() => openMessage(messageId, conversationId)}>Open the message</Button> : file === null && 'its message is gone'}
      </p>
    </div>
  )
}
