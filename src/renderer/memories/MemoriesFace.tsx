import { useMemo, useState } from 'react'
import type { TurnTrace } from '../../shared/trace.ts'
import { Section } from '../inspector/Section.tsx'
import { formatAmount, formatScore } from '../state/formats.ts'
import { useWindow } from '../state/AppStateContext.ts'
import type { WindowState } from '../state/windowStore.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'
import { LearnedList } from './LearnedList.tsx'
import { MemoryCard } from './MemoryCard.tsx'
import { rowAt } from './memoryRows.ts'
import { useMemoryRows } from './useMemoryRows.ts'
import { useSettled } from './useSettled.ts'
import { noteMemory } from './view/detail.ts'
import { everything, tellEmpty } from './view/filter.ts'
import { listShaping, type Shaping } from './view/shaped.ts'

const selectShowPage = (state: WindowState) => state.showPage
const shownAtOnce = 20

/** The memories of one turn (which shaped its answer, what it taught) and a search over all of them. */
export function MemoriesFace({ trace }: { trace: TurnTrace | null }) {
  const shaping = trace === null ? [] : listShaping(trace)
  return (
    <>
      {trace !== null && (
        <Section title="In front of the model" aside={`used by the answer: ${shaping.filter((one) => one.used).length} of ${shaping.length}`}>
          {shaping.length === 0 ? <p className="mt-1 text-small text-mute">No memory went along in this turn.</p>
            : <ul aria-label="Memories in this turn" className="mt-1">{shaping.map((one) => <MemoryCard key={one.memoryId} memoryId={one.memoryId} text={one.text} note={noteShaping(one)} />)}</ul>}
        </Section>
      )}
      {trace !== null && trace.learned.length > 0 && <LearnedList turnId={trace.turnId} learned={trace.learned} />}
      <SearchSection />
    </>
  )
}

function noteShaping(one: Shaping): string {
  const how = one.how === 'quoted' ? 'quoted as the answer' : one.used ? 'used by the answer' : 'not used'
  return [how, ...(one.how === 'shortened' ? ['shortened'] : []), ...(one.score === null ? [] : [`fit ${formatScore(one.score)}`])].join(' · ')
}

function SearchSection() {
  const showPage = useWindow(selectShowPage)
  const [query, setQuery] = useState('')
  const settled = useSettled(query)
  const filter = useMemo(() => ({ ...everything, query: settled }), [settled])
  const { pages, total, state, failure } = useMemoryRows(filter)
  const [now] = useState(() => Date.now())
  const items = Array.from({ length: Math.min(total, shownAtOnce) }, (_, at) => rowAt(pages, at)).filter((memory) => memory !== undefined)
  return (
    <Section title="All memories" aside={state === 'ready' ? formatAmount(total, 'memory', 'memories') : undefined}>
      <TextField className="mt-2" label="Search memories" labelHidden placeholder="Search memories" type="search" value={query} onChange={setQuery} />
      {failure !== null && <FailureNotice failure={failure} className="mt-2" />}
      {state === 'ready' && items.length === 0 && <p className="mt-2 text-small text-mute">{tellEmpty(filter)}</p>}
      <ul aria-label="Found memories" className="mt-1">
        {items.map((memory) => <MemoryCard key={memory.id} memoryId={memory.id} text={memory.text} kind={memory.kind} pinned={memory.pinned} note={noteMemory(memory, now)} />)}
      </ul>
      <Button className="mt-2" size="small" look="quiet" onClick={() => showPage('memories')}>Open all memories</Button>
    </Section>
  )
}
