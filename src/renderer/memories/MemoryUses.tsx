import { useState } from 'react'
import { Section } from '../inspector/Section.tsx'
import { formatAmount, formatMoment } from '../state/formats.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import type { KnownMemory } from './useMemory.ts'

const few = 8

/** The turns that a memory went along in, each with the way to its context. */
export function MemoryUses({ turns }: { turns: KnownMemory['usedInTurns'] }) {
  const { window } = useAppState()
  const [isAll, setAll] = useState(false)
  if (turns.length === 0) return null
  const openTurn = (turnId: string, conversationId: string) => {
    window.getState().showConversation(conversationId)
    window.getState().openTurn(turnId, 'context')
  }
  const shown = isAll ? turns : turns.slice(0, few)
  return (
    <Section title="Went along in" aside={formatAmount(turns.length, 'turn')}>
      <ul className="mt-1.5 grid gap-0.5 text-small">
        {shown.map((turn) => (
          <li key={turn.turnId}><button type="button" onClick={() => openTurn(turn.turnId, turn.conversationId)} className="rounded-small text-accent underline decoration-line-strong underline-offset-3 hover:decoration-current">{formatMoment(turn.at)}<span className="sr-only">, open this turn</span></button></li>
        ))}
      </ul>
      {shown.length < turns.length && <Button className="mt-1" size="small" look="quiet" onClick={() => setAll(true)}>Show all</Button>}
    </Section>
  )
}
