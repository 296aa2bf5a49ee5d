import { useMemo, useState } from 'react'
import type { Memory, WhyNot as Answer } from '../../shared/memory.ts'
import { ScoreBars } from '../inspector/pieces/ScoreBars.tsx'
import { Section } from '../inspector/Section.tsx'
import { excerpt } from '../state/formats.ts'
import { useBrowse } from '../state/AppStateContext.ts'
import { useReply } from '../state/useReply.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { TextArea } from '../ui/TextField.tsx'
import { ConversationSelect } from './ConversationSelect.tsx'
import { tellPlace } from './view/ranking.ts'

type Wish = { query: string; conversationId: string | null }

/** Why one memory is recalled for a question or is not: its place, the reasons, and the parts of its score. */
export function WhyNot({ memory }: { memory: Memory }) {
  const asked = useBrowse((state) => state.question)
  const typed = useBrowse((state) => state.typed)
  const [question, setQuestion] = useState(asked === '' ? typed : asked)
  const [conversationId, setConversationId] = useState<string | null>(null)
  const [wish, setWish] = useState<Wish | null>(null)
  const ask = () => { if (question.trim() !== '') setWish({ query: question.trim(), conversationId }) }
  return (
    <>
      <p dir="auto" className="px-4 pt-3.5 text-snug font-medium [overflow-wrap:anywhere]">{excerpt(memory.text, 160)}</p>
      <form className="grid gap-2.5 border-b border-line px-4 py-3.5" onSubmit={(event) => { event.preventDefault(); ask() }}>
        <TextArea label="Your question" hint="As you would ask it in a conversation. Nothing is used or counted." rows={2} maxLength={4000} value={question} onChange={setQuestion} onEnter={ask} />
        <div className="flex items-end gap-2"><ConversationSelect className="min-w-0 flex-1" value={conversationId} onChange={setConversationId} /><Button type="submit" look="primary" disabled={question.trim() === ''}>Look</Button></div>
      </form>
      {wish !== null && <Looked memory={memory} wish={wish} />}
    </>
  )
}

function Looked({ memory, wish }: { memory: Memory; wish: Wish }) {
  const { id: memoryId } = memory
  const input = useMemo(() => ({ memoryId, ...wish }), [memoryId, wish])
  const { value, of, failure } = useReply('memories.whyNot', input)
  if (failure !== null) return <FailureNotice failure={failure} className="m-4" />
  if (value === null || of !== input) return <Skeleton label="Looking" lines={4} className="p-4" />
  return <WhyNotAnswer query={wish.query} answer={value} pinned={memory.pinned && memory.state === 'active'} />
}

function WhyNotAnswer({ query, answer, pinned }: { query: string; answer: Answer; pinned: boolean }) {
  return (
    <Section title={<>For “<span dir="auto">{query}</span>”</>}>
      <p role="status" className="mt-1.5 text-snug font-medium">{tellPlace(answer, pinned)}</p>
      {answer.reasons.length > 0 && <ul aria-label="Reasons" className="mt-1.5 list-disc pl-4 text-small">{answer.reasons.map((reason) => <li key={reason} className="[overflow-wrap:anywhere]">{reason}</li>)}</ul>}
      <ScoreBars scores={answer.scores} total={answer.score} />
    </Section>
  )
}
