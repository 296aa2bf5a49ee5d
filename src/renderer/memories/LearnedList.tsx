import { useState } from 'react'
import type { LearnedFact } from '../../shared/trace.ts'
import { Section } from '../inspector/Section.tsx'
import { Button } from '../ui/Button.tsx'
import { MemoryCard } from './MemoryCard.tsx'
import { useMemory } from './useMemory.ts'
import { useMemoryChanges } from './useMemoryChanges.ts'
import { tellMatter } from './view/rules.ts'
import { canUndo, changeWords } from './view/shaped.ts'

/** What a turn taught, each with a way to take it back: what was new goes, and what it replaced is as before. */
export function LearnedList({ turnId, learned }: { turnId: string; learned: readonly LearnedFact[] }) {
  return (
    <Section title="Learned in this turn" aside="only from what you typed">
      <ul aria-label="Learned in this turn" className="mt-1">{learned.map((fact) => <LearnedRow key={`${fact.memoryId}-${fact.change}`} turnId={turnId} fact={fact} />)}</ul>
    </Section>
  )
}

function LearnedRow({ turnId, fact }: { turnId: string; fact: LearnedFact }) {
  const { known, failure } = useMemory(fact.change === 'rejected' ? null : fact.memoryId)
  const { unlearn } = useMemoryChanges()
  const [isGone, setGone] = useState(false)
  const gone = isGone || failure?.kind === 'not-found' || known?.memory.state === 'forgotten'
  if (gone || fact.change === 'rejected') {
    return <li className="flex items-baseline justify-between gap-3 border-t border-line py-1.5 text-snug text-mute first:border-t-0"><span dir="auto">{gone ? 'Taken back and forgotten.' : fact.text}</span>{!gone && <span className="text-tiny">{changeWords.rejected}</span>}</li>
  }
  const undo = async () => { if (await unlearn(turnId, fact.memoryId)) setGone(true) }
  return (
    <MemoryCard
      memoryId={fact.memoryId} text={known?.memory.text ?? fact.text} kind={known?.memory.kind} pinned={known?.memory.pinned} note={`${changeWords[fact.change]} · about ${tellMatter(fact.rule)}`}
      aside={canUndo(fact.change) && <Button className="mt-1" size="small" look="quiet" onClick={() => void undo()}>Undo</Button>}
    />
  )
}
