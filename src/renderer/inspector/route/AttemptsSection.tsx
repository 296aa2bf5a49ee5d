import { Ban, Check, X } from 'lucide-react'
import type { AttemptRecord } from '../../../shared/health.ts'
import { formatDuration } from '../../state/formats.ts'
import { Section } from '../Section.tsx'
import { outcomeWords, strategyWords, tellAttempt } from '../view/attempts.ts'

const marks: Record<AttemptRecord['outcome'], { Icon: typeof Check; look: string }> = {
  answered: { Icon: Check, look: 'text-good' }, failed: { Icon: X, look: 'text-bad' }, cancelled: { Icon: Ban, look: 'text-mute' },
}

/** The chain of those who were tried, in order, until one answered. */
export function AttemptsSection({ attempts }: { attempts: readonly AttemptRecord[] }) {
  return (
    <Section title="Who was tried">
      <ol className="mt-2 grid gap-2 text-small" aria-label="Who was tried, in order">
        {attempts.map((one, at) => {
          const { Icon, look } = marks[one.outcome]
          const more = tellAttempt(one)
          return (
            <li key={at} className="grid grid-cols-[16px_minmax(0,1fr)_auto] gap-x-2">
              <Icon size={14} aria-hidden className={`mt-0.5 ${look}`} />
              <span className="min-w-0 [overflow-wrap:anywhere]"><span className="text-mute">{strategyWords[one.strategy]}: </span>{one.modelName === '' ? '' : `${one.modelName}, `}<span className={look}>{outcomeWords[one.outcome]}</span></span>
              <span className="text-mute">{formatDuration(one.ms)}</span>
              {more !== '' && <span className="col-start-2 text-mute [overflow-wrap:anywhere]">{more}</span>}
            </li>
          )
        })}
      </ol>
    </Section>
  )
}
