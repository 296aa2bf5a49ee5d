import { Cloud, Laptop } from 'lucide-react'
import { memo } from 'react'
import type { TurnTrace } from '../../shared/trace.ts'
import { FailureNotice, Notice } from '../ui/Notice.tsx'
import { FactList, Section } from './Section.tsx'
import { formatMoney } from '../state/formats.ts'
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

/** Where the turn went and why, and what it took. */
export const TurnStory = memo(function TurnStory({ trace }: { trace: TurnTrace }) {
  const { route } = trace
  const usage = tellUsage(trace)
  return (
    <>
      {route !== null && (
        <Section title="Route" aside={<span className="inline-flex items-center gap-1.5">{route.destination === 'cloud' ? <><Cloud size={13} aria-hidden /> left this computer</> : <><Laptop size={13} aria-hidden /> stayed here</>}</span>}>
          <FactList facts={tellRoute(route)} />
        </Section>
      )}
      {usage.length > 0 && <Section title="Tokens and cost" aside={formatMoney(trace.cost)}><FactList facts={usage} /></Section>}
    </>
  )
})
