import { Sparkles } from 'lucide-react'
import { useState } from 'react'
import type { ShownMessage } from '../../shared/message.ts'
import { forgottenMark } from '../../shared/names.ts'
import { useMemoryChanges } from '../memories/useMemoryChanges.ts'
import { useReadOnly } from '../memories/useReadOnly.ts'
import { LearnedFact, type Settled } from './LearnedFact.tsx'
import { TinyButton } from './TinyButton.tsx'

type Fact = NonNullable<ShownMessage['summary']>['learned'][number]

/** Facts that are shown before the rest is asked for. */
const shownAtFirst = 3

/** What a turn learned, quietly: each fact opens, and is one click from being taken back, or from its yes. */
export function Learned({ turnId, learned }: { turnId: string | null; learned: readonly Fact[] }) {
  const { unlearn, decide } = useMemoryChanges()
  const readOnly = useReadOnly()
  const [settled, setSettled] = useState<ReadonlyMap<string, Settled>>(new Map())
  /** Asked for and not answered yet: a second click must not ask again. */
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set())
  const [all, setAll] = useState(false)
  const facts = learned.filter((one) => one.change !== 'rejected' && one.text !== forgottenMark)
  if (facts.length === 0) return null
  const settle = async ({ memoryId }: Fact, as: Settled, ask: () => Promise<boolean>) => {
    if (busy.has(memoryId)) return
    setBusy((before) => new Set([...before, memoryId]))
    const done = await ask()
    if (done) setSettled((before) => new Map([...before, [memoryId, as]]))
    setBusy((before) => new Set([...before].filter((one) => one !== memoryId)))
  }
  const keep = (fact: Fact) => settle(fact, 'kept', async () => await decide(fact.memoryId, 'accept') !== null)
  const takeBack = (fact: Fact) => settle(fact, fact.change === 'strengthened' ? 'as-before' : fact.change === 'for-review' ? 'not-kept' : 'gone', async () => fact.change === 'for-review' ? await decide(fact.memoryId, 'reject') !== null : turnId !== null && await unlearn(turnId, fact.memoryId))
  // What was known before is not swept along: it is taken back by itself or not at all.
  const open = turnId === null || readOnly ? [] : facts.filter((one) => !settled.has(one.memoryId) && (one.change === 'learned' || one.change === 'superseded'))
  const shown = all ? facts : facts.slice(0, shownAtFirst)
  return (
    <div className="flex max-w-full flex-col gap-0.5 self-start rounded-medium border border-dashed border-line-strong px-2.5 py-1.5 text-small text-mute">
      <ul aria-label="Learned from your message" className="flex flex-col gap-0.5">
        {shown.map((fact, at) => (
          <li key={`${fact.memoryId}-${fact.change}`} className="flex max-w-full min-w-0 items-baseline gap-x-2.5">
            <span className="flex w-17 shrink-0 items-baseline gap-1.5">{nameOf(fact) !== nameOf(shown[at - 1]) && <><Sparkles size={13} aria-hidden className="relative top-0.5 shrink-0" />{nameOf(fact)}</>}</span>
            <LearnedFact fact={fact} settled={settled.get(fact.memoryId) ?? null} canUndo={turnId !== null && !readOnly} canDecide={!readOnly} onKeep={() => void keep(fact)} onTakeBack={() => void takeBack(fact)} />
          </li>
        ))}
      </ul>
      {(facts.length > shown.length || open.length > 1) && (
        <p className="flex gap-3 pl-19.5">
          {facts.length > shown.length && <TinyButton label={`Show ${facts.length - shown.length} more`} onPress={() => setAll(true)}>{facts.length - shown.length} more</TinyButton>}
          {open.length > 1 && <TinyButton label="Undo all" onPress={() => { for (const fact of open) void takeBack(fact) }}>Undo all</TinyButton>}
        </p>
      )}
    </div>
  )
}

/** What waits for a yes is not learned yet. */
function nameOf(fact: Fact | undefined): string | null {
  return fact === undefined ? null : fact.change === 'for-review' ? 'Noticed' : 'Learned'
}
