import type { CompressionPlan } from '../../shared/strategy.ts'
import { readDecimal, readWhole } from '../state/readNumbers.ts'
import { NumberField } from '../ui/NumberField.tsx'
import { Select } from '../ui/Select.tsx'
import { Switch } from '../ui/Switch.tsx'
import { methodOptions } from './view/values.ts'

/** When and how earlier turns are summed up. */
export function CompressionFields({ plan, onChange }: { plan: CompressionPlan; onChange: (plan: CompressionPlan) => void }) {
  const set = (part: Partial<CompressionPlan>) => onChange({ ...plan, ...part })
  return (
    <>
      <Switch label="By itself" description="Else only when you ask for it." checked={plan.automatic} onChange={(automatic) => set({ automatic })} />
      <Select label="How" value={plan.method} options={methodOptions} onChange={(method) => set({ method })} />
      <div className="grid grid-cols-1 gap-3 side:grid-cols-2">
        <NumberField label="From this part of the budget on" unit="%" shown={String(Math.round(plan.compactAt * 100))} hint="30 to 100." read={(text) => readDecimal(text, { min: 30, max: 100 })} onChange={(percent) => set({ compactAt: percent / 100 })} />
        <NumberField label="Messages that stay word for word" shown={String(plan.keepMessages)} hint="2 to 200, the newest ones." read={(text) => readWhole(text, { min: 2, max: 200 })} onChange={(keepMessages) => set({ keepMessages })} />
        <NumberField label="Or after this many turns" placeholder="never" shown={plan.windowTurns === null ? '' : String(plan.windowTurns)} hint="Empty: never for their number." read={(text) => readWhole(text, { min: 2, max: 10_000 })} onChange={(windowTurns) => set({ windowTurns })} onEmpty={() => set({ windowTurns: null })} />
        <NumberField label="An exchange leaves after turns" placeholder="never" shown={plan.decayTurns === null ? '' : String(plan.decayTurns)} hint="Empty: never by itself. It is summed up first." read={(text) => readWhole(text, { min: 2, max: 10_000 })} onChange={(decayTurns) => set({ decayTurns })} onEmpty={() => set({ decayTurns: null })} />
      </div>
      <Switch label="Working memory" description="Sums up as soon as a conversation holds more than this, however large the window is." checked={plan.workingMemory} onChange={(workingMemory) => set({ workingMemory })} />
      {plan.workingMemory && (
        <div className="grid grid-cols-2 gap-3">
          <NumberField label="Messages" shown={String(plan.workingMessages)} read={(text) => readWhole(text, { min: 4, max: 10_000 })} onChange={(workingMessages) => set({ workingMessages })} />
          <NumberField label="Tokens" shown={String(plan.workingTokens)} read={(text) => readWhole(text, { min: 256, max: 1_000_000 })} onChange={(workingTokens) => set({ workingTokens })} />
        </div>
      )}
    </>
  )
}
