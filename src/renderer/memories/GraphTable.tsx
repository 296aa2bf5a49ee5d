import { useMemo } from 'react'
import type { MemoryGraph } from '../../shared/memory.ts'
import { entityWords } from '../inspector/view/names.ts'
import { formatCount } from '../state/formats.ts'
import { listCompany } from './view/graphLayout.ts'

const fewest = 6

/** The graph as a table: each name, what it is, how often it is named, and who stands with it. */
export function GraphTable({ graph, onOpen }: { graph: MemoryGraph; onOpen: (name: string) => void }) {
  const rows = useMemo(() => [...graph.nodes].sort((one, other) => other.count - one.count).map((node) => ({ ...node, company: listCompany(graph, node.name).slice(0, fewest) })), [graph])
  return (
    <div role="region" aria-label="People and topics as a table" tabIndex={0} className="min-h-0 flex-1 overflow-auto px-5 py-2 focus-visible:-outline-offset-2">
      <table className="w-full text-small">
        <caption className="sr-only">People, places and topics that memories name</caption>
        <colgroup><col className="w-44" /><col className="w-28" /><col className="w-24" /><col /></colgroup>
        <thead><tr className="text-left text-tiny text-mute"><th scope="col" className="py-1.5 pr-3 font-normal">Name</th><th scope="col" className="py-1.5 pr-3 font-normal">Kind</th><th scope="col" className="py-1.5 pr-4 text-right font-normal">Memories</th><th scope="col" className="py-1.5 font-normal">Stands with</th></tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} className="border-t border-line">
              <th scope="row" className="py-1.5 pr-3 text-left font-normal"><button type="button" dir="auto" onClick={() => onOpen(row.name)} className="rounded-small text-left text-accent underline decoration-line-strong underline-offset-3 hover:decoration-current [overflow-wrap:anywhere]">{row.name}</button></th>
              <td className="py-1.5 pr-3 text-mute">{entityWords[row.kind]}</td>
              <td className="py-1.5 pr-4 text-right">{formatCount(row.count)}</td>
              <td className="py-1.5 text-mute [overflow-wrap:anywhere]">{row.company.length === 0 ? 'no other' : row.company.map((one) => `${one.name} (${formatCount(one.count)})`).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
