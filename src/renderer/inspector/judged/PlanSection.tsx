import type { ReactNode } from 'react'
import type { TurnTrace } from '../../../shared/trace.ts'
import { excerpt, formatAmount } from '../../state/formats.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { FactList, Section } from '../Section.tsx'
import { listLayers } from '../view/judged.ts'
import { tellUnderstanding } from '../view/story.ts'

export type PlanSectionProps = { trace: TurnTrace; onSelect: (pieceId: string | null) => void; children: ReactNode }

/** What was understood, what the turn was planned to be, and what the model was told to look at. */
export function PlanSection({ trace, onSelect, children }: PlanSectionProps) {
  const { plan, focus } = trace
  const read = tellUnderstanding(trace)
  const layers = listLayers(trace)
  const lists = plan === null ? [] : [
    { name: 'Taken for granted', items: plan.assumptions }, { name: 'Open questions', items: plan.questions }, { name: 'To watch out for', items: plan.risks }, { name: 'Key points', items: plan.keyPoints },
    { name: 'Looked for', items: plan.lookFor.map((one) => `in ${one.provider === 'memories' ? 'memories' : 'earlier messages'}: ${one.what}`) },
  ].filter((list) => list.items.length > 0)
  if (read.length === 0 && lists.length === 0 && focus === null && layers.length === 0) return null
  return (
    <Section title="Understood and planned">
      {focus !== null && (
        <div className="mt-2">
          <blockquote dir="auto" className="border-l-2 border-accent pl-2.5 text-snug [overflow-wrap:anywhere]">{focus.text}</blockquote>
          <p className="mt-1 text-tiny text-faint">Focus, {focus.by === 'rules' ? 'made by rules' : 'written by the model on this computer'}; {focus.given ? 'the model was told this' : 'it was not told to the model'}. {focus.reason}</p>
        </div>
      )}
      {read.length > 0 && <FactList facts={read} />}
      {lists.map((list) => (
        <Part key={list.name} name={list.name}><ul aria-label={list.name} className="grid list-disc gap-0.5 pl-4">{list.items.map((item) => <li key={item} dir="auto">{item}</li>)}</ul></Part>
      ))}
      {layers.length > 0 && (
        <Part name="Layers of the prompt">
          <ul aria-label="Layers of the prompt">
            {layers.map((piece) => (
              <li key={piece.id}>
                <button type="button" onClick={() => onSelect(piece.id)} className={joinClasses('flex w-full items-baseline gap-2 rounded-small py-px text-left hover:text-accent', piece.outcome === 'out' && 'text-faint', `region-${piece.region}`)}>
                  <span aria-hidden className={joinClasses('size-2.5 shrink-0 self-center rounded-[3px]', piece.outcome === 'out' ? 'border border-dashed region-edge' : 'region-fill')} />
                  <span className="shrink-0">{piece.source.kind === 'rule' ? piece.source.name : ''}</span>
                  <span dir="auto" className="min-w-0 flex-1 truncate text-faint">{excerpt(piece.text, 70)}</span>
                  <span className="text-mute">{piece.outcome === 'out' ? 'left out' : formatAmount(piece.tokens, 'token')}</span>
                </button>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {children}
    </Section>
  )
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return <div className="mt-2.5 text-small"><h4 className="mb-0.5 font-medium text-mute">{name}</h4>{children}</div>
}
