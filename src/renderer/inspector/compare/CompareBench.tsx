import { useState } from 'react'
import type { TurnTrace } from '../../../shared/trace.ts'
import type { ContextVersion } from '../../../shared/versions.ts'
import { excerpt, formatMoment } from '../../state/formats.ts'
import { Button } from '../../ui/Button.tsx'
import { FailureNotice } from '../../ui/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Bench } from '../Bench.tsx'
import { Section } from '../Section.tsx'
import { DiffView } from './DiffView.tsx'
import { TurnChooser } from './TurnChooser.tsx'
import { useComparison } from './useComparison.ts'
import { useVersions } from './useVersions.ts'

/** This turn's context beside another's: what came, what left, what changed, what moved. */
export function CompareBench({ trace, onBack }: { trace: TurnTrace; onBack: () => void }) {
  const [everywhere, setEverywhere] = useState(false)
  const versions = useVersions(everywhere ? null : trace.conversationId)
  const [picked, setPicked] = useState<ContextVersion | null>(null)
  const [choosing, setChoosing] = useState(false)
  // Without a choice the turn before this one, so that something can be seen at once.
  const other = picked ?? versions.items.find((one) => one.conversationId === trace.conversationId && one.at < trace.startedAt) ?? null
  const here = versions.items.find((one) => one.turnId === trace.turnId)
  const isEarlier = other === null || other.at <= trace.startedAt
  const { diff, failure } = useComparison(other === null ? null : isEarlier ? other.turnId : trace.turnId, other === null ? null : isEarlier ? trace.turnId : other.turnId)
  const sides = other === null ? null : isEarlier ? { before: tell(other), after: tellHere(trace, here) } : { before: tellHere(trace, here), after: tell(other) }
  const open = choosing || (other === null && versions.loaded)
  return (
    <Bench title="Compare with another turn" onBack={onBack}>
      <Section title="The other turn" aside={<Button size="small" look="quiet" aria-expanded={open} onClick={() => setChoosing(!choosing)}>{choosing ? 'Close the list' : 'Choose another'}</Button>}>
        {other !== null && <p className="mt-1 text-small [overflow-wrap:anywhere]"><span className="text-mute">{formatMoment(other.at)} · {other.model === '' ? 'no model' : other.model}</span><br /><span dir="auto">{excerpt(other.question, 140)}</span></p>}
        {open && <TurnChooser versions={versions} current={trace.turnId} picked={other?.turnId ?? null} everywhere={everywhere} onEverywhere={setEverywhere} onPick={(version) => { setPicked(version); setChoosing(false) }} />}
      </Section>
      {failure !== null && <FailureNotice failure={failure} className="m-4" />}
      {other !== null && failure === null && diff === null && <Skeleton label="Comparing" lines={8} className="p-4" />}
      {diff !== null && sides !== null && <DiffView diff={diff} before={sides.before} after={sides.after} />}
    </Bench>
  )
}

function tell(version: ContextVersion): string {
  return excerpt(version.question, 60)
}

function tellHere(trace: TurnTrace, version: ContextVersion | undefined): string {
  const asked = version?.question ?? trace.context?.pieces.find((piece) => piece.region === 'message')?.text
  return asked === undefined ? 'this turn' : excerpt(asked, 60)
}
