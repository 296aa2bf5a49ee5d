import { useEffect, useState } from 'react'
import { formatCount } from '../state/formats.ts'
import { kindWords, stateWords } from '../inspector/view/names.ts'
import { useClient } from '../state/AppStateContext.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { Tooltip } from '../ui/Tooltip.tsx'
import { askFor, everything, type MemoryFilter } from './view/filter.ts'

type Chip = { key: string; label: string; hint?: string; change: Partial<MemoryFilter> }
const kinds: Chip[] = [
  { key: 'all', label: 'All kinds', change: { kind: null } },
  { key: 'semantic', label: 'Facts', hint: kindWords.semantic.hint, change: { kind: 'semantic' } },
  { key: 'episodic', label: 'Events', hint: kindWords.episodic.hint, change: { kind: 'episodic' } },
  { key: 'procedural', label: 'Habits', hint: kindWords.procedural.hint, change: { kind: 'procedural' } },
]
const states: Chip[] = (['active', 'candidate', 'superseded'] as const).map((state) => ({ key: state, label: stateWords[state].name, hint: stateWords[state].hint, change: { state } }))
const counted = [...kinds, ...states].filter((chip) => chip.key !== 'all' && chip.key !== 'active')

/** Chips that narrow the list: the kind, the state, pinned or not. Each says how many there are. */
export function MemoryFilters({ filter, onChange }: { filter: MemoryFilter; onChange: (filter: MemoryFilter) => void }) {
  const counts = useCounts()
  const isOn = (chip: Chip) => Object.entries(chip.change).every(([key, value]) => filter[key as keyof MemoryFilter] === value)
  const draw = (chip: Chip) => <FilterChip key={chip.key} label={chip.label} hint={chip.hint} count={counts[chip.key]} on={isOn(chip)} onPress={() => onChange({ ...filter, ...chip.change })} />
  return (
    <div className="flex flex-wrap gap-x-3 gap-y-1.5">
      <div role="group" aria-label="Kind" className="flex flex-wrap gap-1.5">{kinds.map(draw)}</div>
      <div role="group" aria-label="State" className="flex flex-wrap gap-1.5">{states.map(draw)}</div>
      <FilterChip label="Pinned" hint="Pinned memories go along in every turn." count={counts['pinned']} on={filter.pinned} onPress={() => onChange({ ...filter, pinned: !filter.pinned })} />
    </div>
  )
}

function FilterChip({ label, hint, count, on, onPress }: { label: string; hint?: string; count: number | undefined; on: boolean; onPress: () => void }) {
  const button = (
    <button
      type="button" aria-pressed={on} onClick={onPress}
      className={joinClasses('rounded-full border px-2.5 py-0.5 text-small transition-colors', on ? 'border-accent bg-accent-soft text-text' : 'border-line text-mute hover:bg-hover')}
    >
      {label}{count !== undefined && count > 0 && <span className="ml-1.5 text-mute">{formatCount(count)}</span>}
    </button>
  )
  return hint === undefined ? button : <Tooltip label={hint}>{button}</Tooltip>
}

/** How many memories each chip would show by itself, read again when memories change. */
function useCounts(): Record<string, number> {
  const client = useClient()
  const [counts, setCounts] = useState<Record<string, number>>({})
  useEffect(() => {
    let current = true
    const read = async () => {
      const asked = [...counted, { key: 'pinned', label: '', change: { pinned: true } }]
      const answers = await Promise.all(asked.map((chip) => client.call('memories.list', askFor({ ...everything, ...chip.change }, null, 1))))
      if (current) setCounts(Object.fromEntries(answers.flatMap((answer, at) => answer.ok ? [[asked[at]!.key, answer.value.total]] : [])))
    }
    void read()
    let pause: ReturnType<typeof setTimeout> | undefined
    const stop = client.listen('memories.changed', () => { clearTimeout(pause); pause = setTimeout(() => void read(), 200) })
    return () => { current = false; clearTimeout(pause); stop() }
  }, [client])
  return counts
}
