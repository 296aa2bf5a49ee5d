import { Cloud, Laptop } from 'lucide-react'
import { memo } from 'react'
import type { TurnTrace } from '../../shared/trace.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { formatMoney, formatWhen } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice, Notice } from '../ui/Notice.tsx'
import { AlternativesTable } from './route/AlternativesTable.tsx'
import { AttemptsSection } from './route/AttemptsSection.tsx'
import { SourcesSection } from './route/SourcesSection.tsx'
import { FactList, Section } from './Section.tsx'
import { tellSqueezed } from './view/attempts.ts'
import { tellRoute, tellUsage } from './view/story.ts'

/** What happened to a turn beside its answer: why it failed, and what the person should know. */
export function TurnNotices({ trace }: { trace: TurnTrace }) {
  if (trace.failure === null && trace.notices.length === 0) return null
  return (
    <div className="grid gap-2 border-b border-line px-4 py-3">
      {trace.failure !== null && <FailureNotice failure={trace.failure} />}
      {trace.notices.map((notice) => <Notice key={notice}>{notice}</Notice>)}
    </div>
  )
}

/** Where the turn went and why, who was tried, what sources gave, and what it took. */
export const TurnStory = memo(function TurnStory({ trace }: { trace: TurnTrace }) {
  const { route, attempts, sources, squeezed, cached } = trace
  const usage = tellUsage(trace)
  return (
    <>
      {route !== null && (
        <Section title="Route" aside={<span className="inline-flex items-center gap-1.5">{route.destination === 'cloud' ? <><Cloud size={13} aria-hidden /> left this computer</> : <><Laptop size={13} aria-hidden /> stayed here</>}</span>}>
          <FactList facts={tellRoute(route)} />
          {route.alternatives.length > 0 && <AlternativesTable alternatives={route.alternatives} />}
        </Section>
      )}
      {cached !== null && <KeptAnswer cached={cached} />}
      {attempts.length > 0 && <AttemptsSection attempts={attempts} />}
      {sources.length > 0 && <SourcesSection sources={sources} />}
      {usage.length > 0 && <Section title="Tokens and cost" aside={trace.costKnown ? formatMoney(trace.cost) : 'price not known'}><FactList facts={usage} /></Section>}
      {squeezed.length > 0 && <Section title="Made cheaper" aside="because money is short"><FactList facts={tellSqueezed(squeezed)} /></Section>}
    </>
  )
})

/** Where an answer that was given before comes from. */
function KeptAnswer({ cached }: { cached: NonNullable<TurnTrace['cached']> }) {
  const { window } = useAppState()
  return (
    <Section title="An answer that is kept" aside={formatWhen(cached.at)}>
      <div className="mt-2 flex flex-wrap items-center gap-2 text-small">
        <span className="min-w-0 flex-1">The same question was asked before, and nothing that it was made of has changed.{cached.savedUsd === null || cached.savedUsd === 0 ? '' : ` It saved ${formatMoney(cached.savedUsd)}.`}</span>
        <Button size="small" onClick={() => window.getState().openTurn(cached.turnId, 'context')}>Open that turn</Button>
      </div>
    </Section>
  )
}
