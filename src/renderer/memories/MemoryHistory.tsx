import { useState } from 'react'
import { Section } from '../inspector/Section.tsx'
import { formatAmount, formatMoment } from '../state/formats.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import type { KnownMemory } from './useMemory.ts'
import { tellChange } from './view/detail.ts'

const few = 8

/** What happened to a memory, and the turns it went along in, each with the way to its context. */
export function MemoryHistory({ known }: { known: KnownMemory }) {
  const { window } = useAppState()
  const [isAll, setAll] = useState(false)
  const openTurn = (turnId: string, conversationId: string) => {
    window.getState().showConversation(conversationId)
    window.getState().openTurn(turnId, 'context')
  }
  const turns = isAll ? known.usedInTurns : known.usedInTurns.slice(0, few)
  return (
    <>
      {known.history.length > 0 && (
        <Section title="History">
          <dl className="mt-2 grid grid-cols-[84px_minmax(0,1fr)] gap-x-3 gap-y-1 text-small">
            {known.history.map((change, at) => {
              const { day, what, before } = tellChange(change)
              return (
                <div key={at} className="contents">
                  <dt className="text-mute">{day}</dt>
                  <dd className="min-w-0 [overflow-wrap:anywhere]">{what}{before !== null && <del dir="auto" className="mt-0.5 block text-bad">{before}</del>}</dd>
                </div>
              )
            })}
          </dl>
        </Section>
      )}
      {known.usedInTurns.length > 0 && (
        <Section title="Went along in" aside={formatAmount(known.usedInTurns.length, 'turn')}>
          <ul className="mt-1.5 grid gap-0.5 text-small">
            {turns.map((turn) => (
              <li key={turn.turnId}><button type="button" onClick={() => openTurn(turn.turnId, turn.conversationId)} className="rounded-small text-accent underline decoration-line-strong underline-offset-3 hover:decoration-current">{formatMoment(turn.at)}<span className="sr-only">, open this turn</span></button></li>
            ))}
          </ul>
          {turns.length < known.usedInTurns.length && <Button className="mt-1" size="small" look="quiet" onClick={() => setAll(true)}>Show all</Button>}
        </Section>
      )}
    </>
  )
}
