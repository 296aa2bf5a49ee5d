import { ArrowRight } from 'lucide-react'
import type { DryRun, PolicyRule } from '../../shared/policy.ts'
import { Sheet } from '../app/Sheet.tsx'
import { useAppState } from '../state/AppStateContext.ts'
import { excerpt, formatAmount, formatCount, formatMoment } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'

/** Turns of the last month that a rule would have caught: where they went, and where they would have gone. */
export function CaughtSheet({ rule, dryRun, onClose }: { rule: PolicyRule | null; dryRun: DryRun | null; onClose: () => void }) {
  const { window } = useAppState()
  const found = rule === null ? undefined : dryRun?.rules.find((one) => one.ruleId === rule.id)
  const open = (conversationId: string, turnId: string) => {
    window.getState().showConversation(conversationId)
    window.getState().openTurn(turnId, 'context')
  }
  return (
    <Sheet open={rule !== null && found !== undefined} onClose={onClose} side="right" title="Caught turns">
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">
        <h2 className="font-semibold [overflow-wrap:anywhere]">Caught by “{rule?.name}”</h2>
        {found !== undefined && (
          <>
            <p className="mt-0.5 text-small text-mute">{formatAmount(found.caught, 'turn')} of the last 30 days, {found.changed === 0 ? 'all of which went there anyway' : `${formatCount(found.changed)} of which would have gone elsewhere`}. The newest:</p>
            <ul className="mt-3 border-t border-line">
              {found.examples.map((one) => (
                <li key={one.turnId} className="border-b border-line py-2.5">
                  <p dir="auto" className="text-snug [overflow-wrap:anywhere]">{excerpt(one.text, 160)}</p>
                  <p className="mt-0.5 flex flex-wrap items-center gap-x-1.5 text-small text-mute">
                    {!one.changed
                      ? <>went to {one.went}, as it would</>
                      : <><span>went to {one.went}</span><ArrowRight size={12} aria-label="would go to" /><span className="font-medium text-text">{one.would}</span><span className="rounded-full bg-warn-soft px-1.5 text-tiny leading-4.5 text-warn">changed</span></>}
                  </p>
                  <p className="mt-1 flex items-center justify-between gap-2 text-small text-faint">{formatMoment(one.at)}<Button size="small" look="quiet" aria-label={`Open “${excerpt(one.text, 60)}”`} onClick={() => open(one.conversationId, one.turnId)}>Open</Button></p>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Sheet>
  )
}
