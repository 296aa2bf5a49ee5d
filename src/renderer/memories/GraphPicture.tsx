import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { EntityKind, MemoryGraph } from '../../shared/memory.ts'
import { entityWords } from '../inspector/view/names.ts'
import { useWidth } from '../inspector/pictures/useWidth.ts'
import { excerpt, formatAmount } from '../state/formats.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { layOutGraph, listCompany, longestName, nodeTowards, type PlacedNode } from './view/graphLayout.ts'

/** One colour for each kind of name; the words for them stand over the picture. */
export const kindRegions: Record<EntityKind, string> = { person: 'region-memories', place: 'region-documents', organisation: 'region-core', project: 'region-tools', thing: 'region-recent', topic: 'region-summary' }
const directions: Record<string, { x: number; y: number }> = { ArrowRight: { x: 1, y: 0 }, ArrowLeft: { x: -1, y: 0 }, ArrowDown: { x: 0, y: 1 }, ArrowUp: { x: 0, y: -1 } }
const leastHeight = 420

/** Names as discs, joined where memories name both; the same graph always has the same picture, and nothing moves. */
export function GraphPicture({ graph, chosen, onChoose, onOpen }: { graph: MemoryGraph; chosen: string | null; onChoose: (name: string | null) => void; onOpen: (name: string) => void }) {
  const [box, width] = useWidth()
  const [focused, setFocused] = useState<string | null>(null)
  const picture = useRef<SVGSVGElement>(null)
  const height = Math.max(leastHeight, Math.round(Math.sqrt(graph.nodes.length) * 84))
  const layout = useMemo(() => width < 100 ? null : layOutGraph(graph, width, height), [graph, width, height])
  const lit = focused ?? chosen
  const company = useMemo(() => new Set(lit === null ? [] : [lit, ...listCompany(graph, lit).map((one) => one.name)]), [graph, lit])
  const onKey = (event: KeyboardEvent, node: PlacedNode) => {
    const direction = directions[event.key]
    if (event.key === 'Enter') { event.preventDefault(); onOpen(node.name) } else if (event.key === ' ') { event.preventDefault(); onChoose(node.name) } else if (direction !== undefined && layout !== null) {
      event.preventDefault()
      const next = nodeTowards(layout.nodes, node, direction)
      onChoose(next.name)
      picture.current?.querySelector<SVGGElement>(`[data-node="${CSS.escape(next.name)}"]`)?.focus()
    }
  }
  const stop = chosen ?? layout?.nodes[0]?.name ?? null
  return (
    <div ref={box} className="min-h-0 flex-1 overflow-auto">
      {layout !== null && (
        <svg ref={picture} role="group" aria-label="People and topics" width={layout.width} height={layout.height} className="block select-none">
          <g aria-hidden>
            {layout.links.map(({ from, to, strength }) => {
              const isLit = lit !== null && (from.name === lit || to.name === lit)
              return <line key={`${from.name} ${to.name}`} x1={from.x} y1={from.y} x2={to.x} y2={to.y} stroke={isLit ? 'var(--color-accent)' : 'var(--color-line-strong)'} strokeWidth={0.75 + strength * 3} opacity={lit === null || isLit ? 1 : 0.35} />
            })}
          </g>
          {layout.nodes.map((node) => (
            <g
              key={node.name} data-node={node.name} role="button" tabIndex={node.name === stop ? 0 : -1} aria-pressed={node.name === chosen}
              aria-label={`${node.name}, ${entityWords[node.kind].toLowerCase()}, ${formatAmount(node.count, 'memory', 'memories')}`}
              onClick={() => onChoose(node.name)} onDoubleClick={() => onOpen(node.name)} onKeyDown={(event) => onKey(event, node)}
              onFocus={() => setFocused(node.name)} onBlur={() => setFocused(null)} onPointerEnter={() => setFocused(node.name)} onPointerLeave={() => setFocused(null)}
              className={joinClasses('group outline-none', kindRegions[node.kind])} opacity={lit === null || company.has(node.name) ? 1 : 0.45}
            >
              <circle cx={node.x} cy={node.y} r={node.radius + 4} fill="none" stroke={node.name === chosen ? 'var(--color-accent)' : 'transparent'} strokeWidth={2} className="group-focus-visible:stroke-accent" />
              <circle cx={node.x} cy={node.y} r={node.radius} fill="var(--region-colour)" />
              <text x={node.x} y={node.y + node.radius + 13} textAnchor="middle" fill="var(--color-text)" stroke="var(--color-ground)" strokeWidth={3} paintOrder="stroke" fontSize={11.5} fontWeight={node.name === lit ? 600 : 400}>{excerpt(node.name, longestName)}</text>
            </g>
          ))}
        </svg>
      )}
    </div>
  )
}
