import { useState } from 'react'
import type { Health } from '../../shared/health.ts'
import { Section } from '../settings/Section.tsx'
import { Button } from '../ui/Button.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { FailureNotice } from '../ui/Notice.tsx'
import { useHealth } from './useHealth.ts'
import { sayHealth, stateWords } from './view/words.ts'

/** How each server and each source of context stands, in words, with the way to try one again. */
export function HealthSection() {
  const { health, failure, retry } = useHealth()
  const of = (kind: Health['kind']) => health?.items.filter((one) => one.kind === kind) ?? []
  return (
    <Section id="health" title="Health" hint="What failed several times in a row is left alone for a while, longer each time, so that a message need not wait for it.">
      {failure !== null && <FailureNotice failure={failure} />}
      {health !== null && health.items.length === 0 && <p className="text-snug text-mute">Nothing was asked yet since the start.</p>}
      {health !== null && of('provider').length > 0 && <HealthList title="Servers" items={of('provider')} now={health.now} onRetry={retry} />}
      {health !== null && of('source').length > 0 && <HealthList title="Sources of context" items={of('source')} now={health.now} onRetry={retry} />}
    </Section>
  )
}

const dots: Record<Health['state'], string> = { 'closed': 'bg-good', 'open': 'bg-bad', 'half-open': 'bg-warn' }

function HealthList({ title, items, now, onRetry }: { title: string; items: readonly Health[]; now: number; onRetry: (one: Health) => Promise<void> }) {
  return (
    <div role="group" aria-label={title}>
      <h3 className="text-small font-medium">{title}</h3>
      <ul className="mt-1 border-t border-line">
        {items.map((one) => <HealthRow key={one.id} health={one} now={now} onRetry={() => onRetry(one)} />)}
      </ul>
    </div>
  )
}

function HealthRow({ health, now, onRetry }: { health: Health; now: number; onRetry: () => Promise<void> }) {
  const [busy, setBusy] = useState(false)
  const retry = async () => {
    setBusy(true)
    await onRetry()
    setBusy(false)
  }
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1.5 border-b border-line py-2">
      <span className="flex min-w-0 flex-1 items-start gap-2.5">
        <span aria-hidden className={joinClasses('mt-1.75 size-2 shrink-0 rounded-full', health.failures > 0 && health.state === 'closed' ? 'bg-warn' : dots[health.state])} />
        <span className="min-w-0">
          <span className="block text-snug"><span dir="auto" className="font-medium [overflow-wrap:anywhere]">{health.name}</span>{health.state !== 'closed' && <>{' '}<span className={joinClasses('ml-1 text-small', health.state === 'open' ? 'text-bad' : 'text-warn')}>{stateWords[health.state]}</span></>}</span>
          <span className="block text-small text-mute [overflow-wrap:anywhere]">{sayHealth(health, now)}</span>
          {health.state !== 'closed' && health.last?.next !== undefined && <span className="block text-small text-mute [overflow-wrap:anywhere]">{health.last.next}</span>}
        </span>
      </span>
      {health.state === 'open' && <Button size="small" disabled={busy} aria-label={`Try ${health.name} now`} onClick={() => void retry()}>Try now</Button>}
    </li>
  )
}
