import type { ReactNode } from 'react'
import type { BudgetPreset, StrategyValues } from '../../shared/strategy.ts'
import { isUntouched, startPlan } from '../budget/view/plan.ts'
import { readDecimal, readWhole } from '../state/readNumbers.ts'
import { NumberField } from '../ui/NumberField.tsx'
import { Select } from '../ui/Select.tsx'
import { Switch } from '../ui/Switch.tsx'
import { CompressionFields } from './CompressionFields.tsx'
import { orderOptions } from './view/values.ts'

/** All values of a strategy to edit. */
export function ValuesForm({ values, presets, onChange }: { values: StrategyValues; presets: readonly BudgetPreset[]; onChange: (values: StrategyValues) => void }) {
  const { budget, retrieval } = values
  const setRetrieval = (part: Partial<StrategyValues['retrieval']>) => onChange({ ...values, retrieval: { ...retrieval, ...part } })
  const preset = presets.find((one) => one.id === budget.preset)
  const touched = preset !== undefined && !isUntouched(budget, preset)
  return (
    <div className="grid gap-5">
      <Group title="Budget">
        <Select label="Preset" value={budget.preset} options={presets.map((one) => ({ value: one.id, label: one.name, detail: one.about }))} onChange={(id) => { const chosen = presets.find((one) => one.id === id); if (chosen !== undefined) onChange({ ...values, budget: startPlan(chosen) }) }} />
        <p className="text-small text-faint">{touched ? 'Its values were changed by hand; choosing a preset takes them back.' : 'Shares, floors and priorities are edited under Budget, beside a conversation.'}</p>
      </Group>
      <Group title="What is recalled">
        <div className="grid grid-cols-1 gap-3 side:grid-cols-3">
          <NumberField label="Candidates" shown={String(retrieval.limit)} hint="Looked at per turn, 1 to 200." read={(text) => readWhole(text, { min: 1, max: 200 })} onChange={(limit) => setRetrieval({ limit })} />
          <NumberField label="Lowest score" shown={String(retrieval.threshold)} hint="0 to 1. What fits less stays out." read={(text) => readDecimal(text, { min: 0, max: 1 })} onChange={(threshold) => setRetrieval({ threshold })} />
          <NumberField label="Counts as the same" shown={String(retrieval.redundancy)} hint="0.5 to 1: closeness in meaning." read={(text) => readDecimal(text, { min: 0.5, max: 1 })} onChange={(redundancy) => setRetrieval({ redundancy })} />
        </div>
        <Switch label="Learn from use" description="Notes that past answers never used rank lower for like turns." checked={retrieval.feedback} onChange={(feedback) => setRetrieval({ feedback })} />
      </Group>
      <Group title="Summing up"><CompressionFields plan={values.compression} onChange={(compression) => onChange({ ...values, compression })} /></Group>
      <Group title="Making the prompt">
        <Select label="Where the best notes stand" value={values.order} options={orderOptions} onChange={(order) => onChange({ ...values, order })} />
        <Switch label="Focus" description="One to three sentences tell the model what matters in this turn." checked={values.focus} onChange={(focus) => onChange({ ...values, focus })} />
        <Switch label="Plan" description="What the turn takes for granted, asks and risks; part of the trace." checked={values.plan} onChange={(plan) => onChange({ ...values, plan })} />
      </Group>
    </div>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-3 border-t border-line pt-4">
      <legend className="sr-only">{title}</legend>
      <h3 aria-hidden className="text-snug font-semibold">{title}</h3>
      {children}
    </fieldset>
  )
}
