import { useMemo, useState } from 'react'
import { entityWords } from '../inspector/view/names.ts'
import { formatAmount, formatCount } from '../state/formats.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { useReply } from '../state/useReply.ts'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { GraphPicture, kindRegions } from './GraphPicture.tsx'
import { GraphTable } from './GraphTable.tsx'
import { tellEmpty, type MemoryFilter } from './view/filter.ts'
import { listCompany } from './view/graphLayout.ts'

const hears = ['memories.changed'] as const
const most = 60
const entityKinds = ['person', 'place', 'organisation', 'project', 'thing', 'topic'] as const

/** The people, places and topics that memories name, and which stand together; as a picture and as a table. */
export function GraphView({ filter }: { filter: MemoryFilter }) {
  const { browse } = useAppState()
  const wish = useMemo(() => ({ ...filter, most }), [filter])
  const { value: graph, failure } = useReply('memories.graph', wish, hears)
  const [form, setForm] = useState<'picture' | 'table'>('picture')
  const [chosen, setChosen] = useState<string | null>(null)
  const show = (person: string) => { browse.getState().narrow({ person }); browse.getState().show('list') }
  if (failure !== null) return <FailureNotice failure={failure} className="m-5" />
  if (graph === null) return <Skeleton label="Drawing people and topics" lines={6} className="p-5" />
  if (graph.nodes.length === 0) return <EmptyState title="No names yet">{filter.query.trim() === '' ? 'People, places and topics that memories name stand here.' : tellEmpty(filter)}</EmptyState>
  const node = graph.nodes.find((one) => one.name === chosen) ?? null
  const kinds = entityKinds.filter((kind) => graph.nodes.some((one) => one.kind === kind))
  const company = node === null ? [] : listCompany(graph, node.name)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex shrink-0 items-center gap-3 border-b border-line px-5 py-1.5 text-small text-mute">
        <span className="mr-auto">{formatAmount(graph.nodes.length, 'name')}{graph.nodes.length >= most && ', those named most often'}</span>
        {form === 'picture' && <ul aria-label="Kinds of names" className="hidden gap-x-3 @min-[680px]:flex">{kinds.map((kind) => <li key={kind} className={`flex items-center gap-1.5 ${kindRegions[kind]}`}><span aria-hidden className="size-2.5 rounded-full bg-(--region-colour)" />{entityWords[kind]}</li>)}</ul>}
        <Choices<'picture' | 'table'> label="Shown as" value={form} options={[{ value: 'picture', label: 'Picture' }, { value: 'table', label: 'Table' }]} onChange={setForm} />
      </div>
      {form === 'picture' ? <GraphPicture graph={graph} chosen={chosen} onChoose={setChosen} onOpen={show} /> : <GraphTable graph={graph} onOpen={show} />}
      {form === 'picture' && (
        <div role="status" className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-5 py-2 text-small">
          {node === null ? <span className="text-faint">Choose a name to see who stands with it. Arrows move, Enter opens its memories.</span> : (
            <>
              <span className="min-w-0 flex-1 [overflow-wrap:anywhere]"><b className="font-semibold" dir="auto">{node.name}</b> <span className="text-mute">{entityWords[node.kind].toLowerCase()} · {formatAmount(node.count, 'memory', 'memories')}{company.length > 0 && ` · with ${company.slice(0, 5).map((one) => `${one.name} (${formatCount(one.count)})`).join(', ')}`}</span></span>
              <Button size="small" onClick={() => show(node.name)}>Show the memories</Button>
            </>
          )}
        </div>
      )}
    </div>
  )
}
