import { useMemo } from 'react'
import type { BudgetPreset } from '../../shared/strategy.ts'
import { Section } from '../inspector/Section.tsx'
import { formatCount, formatShare } from '../state/formats.ts'
import { readWhole } from '../state/readNumbers.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice, Notice } from '../ui/Notice.tsx'
import { Select } from '../ui/Select.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { GrantBar } from './GrantBar.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { PlanEffect } from './PlanEffect.tsx'
import { RegionShare } from './RegionShare.tsx'
import { SaveBar } from './SaveBar.tsx'
import { ScopeChoice } from './ScopeChoice.tsx'
import { usePlan, usePresets, type UsedPlan } from './usePlan.ts'
import { usePlanPreview } from './usePlanPreview.ts'
import { sayEffect } from './view/effect.ts'
import { changeRegion, isUntouched, listRows, resetRegion, startPlan, sumShares, wholeOf } from './view/plan.ts'

/** How the window is shared out: presets, shares, floors and priorities, and what a change would have done, before it is saved. */
export function BudgetEditor({ conversationId }: { conversationId: string | null }) {
  const { presets, failure } = usePresets()
  const used = usePlan(conversationId)
  if (failure !== null) return <Section title="Shares of the window"><FailureNotice failure={failure} className="mt-2" /></Section>
  const preset = presets?.find((one) => one.id === used?.plan.preset)
  if (presets === null || used === null || preset === undefined) return <Section title="Shares of the window"><Skeleton lines={6} label="The presets are being read" className="mt-3" /></Section>
  return <Editor conversationId={conversationId} presets={presets} preset={preset} used={used} />
}

type EditorProps = { conversationId: string | null; presets: readonly BudgetPreset[]; preset: BudgetPreset; used: UsedPlan }

function Editor({ conversationId, presets, preset, used }: EditorProps) {
  const { plan, changed, change, scope } = used
  const { preview, failure, waiting } = usePlanPreview(conversationId, plan)
  const rows = useMemo(() => listRows(plan, preset), [plan, preset])
  const sum = sumShares(rows)
  const problems = preview?.problems ?? []
  const whole = preview === null ? null : wholeOf(plan, preset, preview.window)
  const untouched = isUntouched(plan, preset)
  return (
    <Section title="Shares of the window" aside={changed ? <span className="text-warn">not saved</span> : untouched ? 'as the preset has them' : 'set by hand'}>
      <div className="mt-2 grid gap-2.5">
        {conversationId !== null && <ScopeChoice conversationId={conversationId} scope={scope} onScope={used.setScope} />}
        {used.ownHere && scope !== 'all' && <p className="flex items-center justify-between gap-3 text-small text-mute">This conversation has a budget of its own.<Button size="small" look="quiet" onClick={() => void used.followAll()}>Follow all again</Button></p>}
        <div className="flex items-end gap-2">
          <Select className="min-w-0 flex-1" label="Preset" value={plan.preset} options={presets.map((one) => ({ value: one.id, label: one.name, detail: one.about }))} onChange={(id) => { const chosen = presets.find((one) => one.id === id); if (chosen !== undefined) change(startPlan(chosen)) }} />
          <Button disabled={untouched} onClick={() => change(startPlan(preset))}>Reset</Button>
        </div>
        <p className="text-tiny text-faint">{preset.about}</p>
        <div className="grid grid-cols-2 gap-3">
          <NumberField label="Whole budget" unit="tokens" placeholder={whole === null ? '' : formatCount(whole)} shown={plan.total === null ? '' : formatCount(plan.total)} hint={preset.total === null ? 'Empty: the window of the model.' : `Empty: ${formatCount(preset.total)}, or the window.`} read={(text) => readWhole(text, { min: 512, max: 10_000_000 })} onChange={(total) => change({ ...plan, total })} onEmpty={() => change({ ...plan, total: null })} />
          <NumberField label="Kept for the answer" unit="tokens" placeholder={preview === null ? '' : formatCount(preview.reserve)} shown={plan.reserve === null ? '' : formatCount(plan.reserve)} hint="Empty: the preset’s own." read={(text) => readWhole(text, { min: 1, max: 1_000_000 })} onChange={(reserve) => change({ ...plan, reserve })} onEmpty={() => change({ ...plan, reserve: null })} />
        </div>
        {preview !== null && <GrantBar preview={preview} />}
      </div>
      <ul aria-label="Regions" className="mt-2">
        {rows.map((row) => (
          <RegionShare
            key={row.region} row={row} whole={whole} granted={preview?.budgets.find((one) => one.region === row.region) ?? null}
            onChange={(part) => change(changeRegion(plan, preset, row.region, part))} onReset={() => change(resetRegion(plan, row.region))}
          />
        ))}
      </ul>
      <p className="mt-1 text-tiny text-faint">Fixed shares add up to {formatShare(sum / 1000)} of the budget; a dotted line marks a floor. What a region does not need is lent to others. A saved change counts from the next turn on.</p>
      {!changed && preview !== null && preview.problems.map((one) => <Notice key={one} level="warning" className="mt-2">{one}</Notice>)}
      {failure !== null && <FailureNotice failure={failure} className="mt-2" />}
      {changed && problems.length === 0 && (
        <section aria-label="Effect on the last turn" className="mt-3 border-t border-line pt-3">
          <h4 className="text-small font-semibold">Effect on the last turn</h4>
          {preview === null ? failure === null && <Skeleton lines={4} label="The effect is being worked out" className="mt-2" /> : <PlanEffect preview={preview} waiting={waiting} />}
        </section>
      )}
      {changed && <SaveBar used={used} problems={problems} effect={preview === null || preview.turnId === null ? null : sayEffect(preview)} waiting={waiting && failure === null} />}
    </Section>
  )
}
