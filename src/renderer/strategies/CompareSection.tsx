import { useState } from 'react'
import type { Failure } from '../../shared/result.ts'
import type { Strategy, StrategyComparison } from '../../shared/strategy.ts'
import { useAppState, useConversations, useWindow } from '../state/AppStateContext.ts'
import { selectConversationId } from '../state/windowStore.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Select } from '../ui/Select.tsx'
import { ComparisonTable } from './ComparisonTable.tsx'
import { isCurrent, judgeFigure } from './view/values.ts'

type Compared = { a: Strategy; b: Strategy; comparison: StrategyComparison }
const amounts = ['20', '100', '300', '1000'].map((value) => ({ value, label: `the last ${value === '1000' ? '1\u202f000' : value}` }))

/** Two strategies over the same past turns, offline: nothing is sent and no model answers. */
export function CompareSection({ strategies, current, onUse }: { strategies: readonly Strategy[]; current: string; onUse: (strategyId: string) => void }) {
  const { client } = useAppState()
  const shownId = useWindow(selectConversationId)
  const shownTitle = useConversations((state) => state.items.find((one) => one.id === shownId)?.title)
  const [chosen, setChosen] = useState<{ a: string | null; b: string | null }>({ a: null, b: null })
  const [turns, setTurns] = useState('100')
  const [only, setOnly] = useState<'all' | 'shown'>('all')
  const [state, setState] = useState<{ running: boolean; done: Compared | null; failure: Failure | null }>({ running: false, done: null, failure: null })
  const a = strategies.find((one) => one.id === chosen.a) ?? strategies.find((one) => isCurrent(one, current)) ?? strategies[0]
  const b = strategies.find((one) => one.id === chosen.b) ?? strategies.find((one) => one.id !== a?.id)
  const compare = async () => {
    if (a === undefined || b === undefined || a.id === b.id || state.running) return
    setState((before) => ({ ...before, running: true, failure: null }))
    const found = await client.call('strategies.compare', { a: a.id, b: b.id, turns: Number(turns), conversationId: only === 'shown' ? shownId : null })
    setState(found.ok ? { running: false, done: { a, b, comparison: found.value }, failure: null } : { running: false, done: null, failure: found.error })
  }
  if (a === undefined || b === undefined) return <p className="text-snug text-mute">Two strategies are needed. Save what is in use under a name, change it, and compare the two here.</p>
  const options = strategies.map((one) => ({ value: one.id, label: one.name }))
  const winner = state.done === null ? null : pickWinner(state.done)
  return (
    <div className="grid gap-4">
      <div className="grid grid-cols-2 items-end gap-3">
        <Select label="A" value={a.id} options={options} onChange={(id) => setChosen({ a: id, b: b.id === id ? null : b.id })} />
        <Select label="B" value={b.id} options={options.filter((one) => one.value !== a.id)} onChange={(id) => setChosen({ a: a.id, b: id })} />
        <Select label="Over" value={turns} options={amounts} onChange={setTurns} />
        {shownId !== null && <Select label="Turns of" value={only} options={[{ value: 'all', label: 'all conversations' }, { value: 'shown', label: shownTitle || 'the one last shown' }]} onChange={setOnly} />}
      </div>
      <div className="flex flex-wrap items-center gap-3"><Button look="primary" disabled={state.running} onClick={() => void compare()}>{state.running ? 'Comparing…' : 'Compare'}</Button><span role="status" className="text-small text-mute">{state.running ? 'Each past turn is put together again, twice. No model is asked.' : 'Puts past turns together again both ways. Nothing is sent.'}</span></div>
      {state.failure !== null && <FailureNotice failure={state.failure} />}
      {state.done !== null && <ComparisonTable {...state.done} />}
      {state.done !== null && winner !== null && !isCurrent(winner, current) && <Button className="justify-self-start" onClick={() => onUse(winner.id)}>Make “{winner.name}” the default</Button>}
    </div>
  )
}

/** The one that is better in something and worse in nothing; else none, and the person decides. */
function pickWinner({ a, b, comparison }: Compared): Strategy | null {
  const judged = comparison.figures.map(judgeFigure)
  if (judged.includes('a') && !judged.includes('b')) return a
  return judged.includes('b') && !judged.includes('a') ? b : null
}
