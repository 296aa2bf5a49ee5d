import { Check, X } from 'lucide-react'
import type { Provider, ProviderTest } from '../../shared/model.ts'
import { formatBytes, formatDuration, formatMoney } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Select } from '../ui/Select.tsx'
import type { UsedTest } from './useProviderTest.ts'

/** One test of a provider: step by step what was done, what went out and came back, and the way to test another model. */
export function ProviderTestPart({ provider, used, onClose }: { provider: Provider; used: UsedTest; onClose: () => void }) {
  const { modelId, running, test, failure, run } = used
  return (
    <div role="group" aria-label={`Test of ${provider.name}`} className="mt-2.5 grid gap-2 rounded-medium border border-line bg-ground px-3.5 py-3">
      <p className="text-small text-mute">One short question, made up, with nothing of yours in it.</p>
      <div role="status" className="grid gap-2">
        {running && <p className="text-small">{modelId} is being asked…</p>}
        {!running && test !== null && (
          <>
            <ol aria-label="What was done" className="grid gap-1">
              {test.steps.map((step, at) => (
                <li key={at} className="flex items-start gap-2 text-small">
                  {step.ok ? <Check size={13} aria-label="Worked" className="mt-0.5 shrink-0 text-good" /> : <X size={13} aria-label="Failed" className="mt-0.5 shrink-0 text-bad" />}
                  <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{step.sentence}</span>
                  <span className="shrink-0 text-faint">{formatDuration(step.ms)}</span>
                </li>
              ))}
            </ol>
            <p className="text-small text-mute">{saySums(test)}</p>
          </>
        )}
      </div>
      {!running && failure !== null && <FailureNotice failure={failure} />}
      <div className="flex flex-wrap items-end justify-between gap-2">
        {provider.models.length > 1 ? <Select className="w-56" label="Model" value={modelId ?? ''} onChange={(next) => void run(next)} options={provider.models.map((one) => ({ value: one.id, label: one.id }))} /> : <span />}
        <span className="flex gap-2">
          <Button size="small" look="quiet" onClick={onClose}>Close</Button>
          <Button size="small" disabled={running} onClick={() => { if (modelId !== null) void run(modelId) }}>Test again</Button>
        </span>
      </div>
    </div>
  )
}

function saySums(test: ProviderTest): string {
  if (test.bytesOut === 0) return 'Nothing was sent.'
  return `Sent ${formatBytes(test.bytesOut)} to ${test.destination} and got ${formatBytes(test.bytesIn)} back. ${test.costUsd === null ? 'Its price is not known.' : test.costUsd === 0 ? 'It cost nothing.' : `It cost ${formatMoney(test.costUsd)}.`}`
}
