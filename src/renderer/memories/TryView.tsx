import { useId, useState } from 'react'
import type { RankedItem } from '../../shared/memory.ts'
import { FactList } from '../inspector/Section.tsx'
import { useAppState, useBrowse, useSettings } from '../state/AppStateContext.ts'
import { selectDetail } from '../state/settingsStore.ts'
import { useReply } from '../state/useReply.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FailureNotice, Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { TextField } from '../ui/TextField.tsx'
import { ConversationSelect } from './ConversationSelect.tsx'
import { RankedRow } from './RankedRow.tsx'
import { tellReading } from './view/ranking.ts'

type Wish = { query: string; conversationId: string | null }

/** What a question would find: how it was read, and the ranking with its parts. Nothing is used or counted by trying. */
export function TryView({ onMemory }: { onMemory: (memoryId: string) => void }) {
  const { browse } = useAppState()
  const question = useBrowse((state) => state.question)
  const [conversationId, setConversationId] = useState<string | null>(null)
  const [wish, setWish] = useState<Wish | null>(question === '' ? null : { query: question, conversationId: null })
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <form className="flex shrink-0 flex-wrap items-end gap-2 border-b border-line px-5 py-3" onSubmit={(event) => { event.preventDefault(); if (question.trim() !== '') setWish({ query: question.trim(), conversationId }) }}>
        <TextField className="min-w-60 flex-1" label="A question as you would ask it" maxLength={4000} placeholder="What may I not eat?" value={question} onChange={(text) => browse.getState().ask(text)} />
        <ConversationSelect className="w-48" value={conversationId} onChange={setConversationId} />
        <Button type="submit" look="primary" disabled={question.trim() === ''}>Try</Button>
      </form>
      {wish === null ? <EmptyState title="See what a question would find">The ranking comes as it would in a conversation, with the reason for each place. Nothing is used or counted by trying.</EmptyState>
        : <Tried wish={wish} onMemory={onMemory} />}
    </div>
  )
}

function Tried({ wish, onMemory }: { wish: Wish; onMemory: (memoryId: string) => void }) {
  const { window } = useAppState()
  const detailed = useSettings(selectDetail) === 'detailed'
  const { value: answer, of, failure } = useReply('memories.try', wish)
  const heading = useId()
  if (failure !== null) return <FailureNotice failure={failure} className="m-5" />
  if (answer === null || of !== wish) return <Skeleton label="Looking" lines={6} className="p-5" />
  const open = (item: RankedItem) => {
    if (item.kind === 'memory') onMemory(item.id)
    else if (item.conversationId !== null) window.getState().openMessage(item.id, item.conversationId)
  }
  return (
    <>
      <section aria-label="How the question was read" className="border-b border-line px-5 py-3">
        <h2 className="text-small font-semibold">How the question was read</h2>
        <FactList facts={tellReading(answer.understood)} />
        {answer.problems.map((problem) => <Notice key={problem} level="warning" className="mt-2">{problem}</Notice>)}
      </section>
      <section aria-labelledby={heading} className="px-5 py-3">
        <h2 id={heading} className="text-small font-semibold">{answer.items.length === 0 ? 'Nothing fits' : 'What it would find, best first'}</h2>
        {answer.items.length === 0 && <p className="mt-1 text-snug text-mute">Nothing would go along with this question. Ask with a word that stands in the memory.</p>}
        {answer.items.some((item) => item.leftOut !== null) && <p className="mt-1 text-small text-mute">A turn goes through them in this order, and leaves out what says so.</p>}
        <ol aria-labelledby={heading} className="mt-1.5">{answer.items.map((item, at) => <RankedRow key={item.id} item={item} place={at + 1} best={answer.items[0]!.score} detailed={detailed} onOpen={() => open(item)} />)}</ol>
      </section>
    </>
  )
}
