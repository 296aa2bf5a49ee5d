import { Sparkles } from 'lucide-react'
import { useState } from 'react'
import type { ShownMessage } from '../../shared/message.ts'
import { forgottenMark } from '../../shared/names.ts'
import { useMemoryChanges } from '../memories/useMemoryChanges.ts'
import { canUndo } from '../memories/view/shaped.ts'
import { useAppState } from '../state/AppStateContext.ts'

type Fact = NonNullable<ShownMessage['summary']>['learned'][number]

/** Facts that are shown before the rest is asked for. */
const shownAtFirst = 3
const words: Readonly<Record<string, string>> = { 'strengthened': 'heard again', 'superseded': 'replaces an older one', 'for-review': 'waits for your yes' }

/** What a turn learned, quietly: each fact opens, and is one click from being taken back, or from its yes. */
export function Learned({ turnId, learned }: { turnId: string | null; learned: readonly Fact[] }) {
  const { window } = useAppState()
  const { unlearn, decide } = useMemoryChanges()
  const [settled, setSettled] = useState<ReadonlyMap<string, string>>(new Map())
  const [all, setAll] = useState(false)
  const facts = learned.filter((one) => one.change !== 'rejected' && one.text !== forgottenMark)
  if (facts.length === 0) return null
  const settle = async (memoryId: string, work: Promise<boolean>, as: string) => { if (await work) setSettled((before) => new Map([...before, [memoryId, as]])) }
  const open = facts.filter((one) => !settled.has(one.memoryId) && turnId !== null && canUndo(one.change))
  const shown = all ? facts : facts.slice(0, shownAtFirst)
  return (
    <div className="flex max-w-full flex-col gap-0.5 self-start rounded-medium border border-dashed border-line-strong px-2.5 py-1.5 text-small text-mute">
      <ul aria-label="Learned from your message" className="flex flex-col gap-0.5">
        {shown.map((fact, at) => (
          <li key={`${fact.memoryId}-${fact.change}`} className="flex max-w-full min-w-0 flex-wrap items-baseline gap-x-2.5">
            <span className="flex w-17 shrink-0 items-center gap-1.5 self-center">{at === 0 && <><Sparkles size={13} aria-hidden />Learned</>}</span>
            <FactText fact={fact} gone={settled.get(fact.memoryId) ?? null} onOpen={() => window.getState().openMemory(fact.memoryId)} />
            {words[fact.change] !== undefined && !settled.has(fact.memoryId) && <span className="text-faint">{words[fact.change]}</span>}
            {!settled.has(fact.memoryId) && (
              <span className="flex gap-2">
                {fact.change === 'for-review' && <Tiny label={`Keep “${fact.text}”`} onPress={() => void settle(fact.memoryId, decide(fact.memoryId, 'accept'), 'kept')}>Keep</Tiny>}
                {fact.change === 'for-review' && <Tiny label={`Do not keep “${fact.text}”`} onPress={() => void settle(fact.memoryId, decide(fact.memoryId, 'reject'), 'gone')}>No</Tiny>}
                {fact.change !== 'for-review' && turnId !== null && <Tiny label={`Undo: take back “${fact.text}”`} onPress={() => void settle(fact.memoryId, unlearn(turnId, fact.memoryId), 'gone')}>Undo</Tiny>}
              </span>
            )}
          </li>
        ))}
      </ul>
      {(facts.length > shown.length || open.length > 1) && (
        <p className="flex gap-3 pl-19.5">
          {facts.length > shown.length && <Tiny label={`Show ${facts.length - shown.length} more`} onPress={() => setAll(true)}>{facts.length - shown.length} more</Tiny>}
          {open.length > 1 && <Tiny label="Undo all" onPress={() => { for (const fact of open) void settle(fact.memoryId, fact.change === 'for-review' ? decide(fact.memoryId, 'reject') : unlearn(turnId!, fact.memoryId), 'gone') }}>Undo all</Tiny>}
        </p>
      )}
    </div>
  )
}

function FactText({ fact, gone, onOpen }: { fact: Fact; gone: string | null; onOpen: () => void }) {
  if (gone === 'gone') return <span role="status" className="text-faint">Taken back.</span>
  return (
    <>
      <button type="button" dir="auto" title={fact.text} onClick={onOpen} className="max-w-100 min-w-0 truncate rounded-small text-text underline decoration-line-strong underline-offset-3 hover:decoration-current">{fact.text}</button>
      {gone === 'kept' && <span role="status" className="text-faint">Kept.</span>}
    </>
  )
}

function Tiny({ label, onPress, children }: { label: string; onPress: () => void; children: React.ReactNode }) {
  return <button type="button" aria-label={label} onClick={onPress} className="rounded-small text-mute underline decoration-line-strong underline-offset-3 hover:text-text">{children}</button>
}
