import { ArrowUpRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Memory, MemorySource } from '../../shared/memory.ts'
import { Section } from '../inspector/Section.tsx'
import { formatMoment } from '../state/formats.ts'
import { useClient, useWindow } from '../state/AppStateContext.ts'
import type { WindowState } from '../state/windowStore.ts'
import { Button } from '../ui/Button.tsx'
import { frameQuote } from './view/detail.ts'

const selectOpenMessage = (state: WindowState) => state.openMessage

/** The messages a memory was learned from, each with the quote highlighted where it stands. */
export function MemorySources({ memory }: { memory: Memory }) {
  return (
    <Section title="Where it comes from">
      {memory.sources.length === 0 && <p className="mt-1 text-small text-mute">Written by hand; no message stands behind it.</p>}
      {memory.sources.map((source, at) => <SourceQuote key={`${source.messageId}-${source.start}-${at}`} source={source} />)}
    </Section>
  )
}

function SourceQuote({ source }: { source: MemorySource }) {
  const client = useClient()
  const openMessage = useWindow(selectOpenMessage)
  const [text, setText] = useState<string | null>(null)
  const { messageId, conversationId } = source
  useEffect(() => {
    if (messageId === null) return
    let current = true
    void client.call('messages.get', { messageId }).then((answer) => { if (current) setText(answer.ok ? answer.value.text : null) })
    return () => { current = false }
  }, [client, messageId])
  const { before, quote, after } = frameQuote(source, text)
  return (
    <div className="mt-2 border-l-2 border-good pl-3">
      <blockquote dir="auto" className="text-snug leading-[1.5] whitespace-pre-wrap [overflow-wrap:anywhere]">{before}<mark className="rounded-[3px] bg-accent-soft text-text">{quote}</mark>{after}</blockquote>
      <p className="mt-1 flex flex-wrap items-center gap-x-2 text-tiny text-faint">
        {formatMoment(source.at)}
        {messageId !== null && conversationId !== null ? <Button size="small" look="quiet" icon={<ArrowUpRight size={13} />} onClick={() => openMessage(messageId, conversationId)}>Open the message</Button> : 'its message is gone'}
      </p>
    </div>
  )
}
