import { labels } from '../../shared/names.ts'
import type { RuleConditions } from '../../shared/policy.ts'
import { formatCount } from '../state/formats.ts'
import { readDecimal, readWhole } from '../state/readNumbers.ts'
import { NumberField } from '../ui/NumberField.tsx'
import { PressChoices } from '../ui/PressChoices.tsx'
import { Select } from '../ui/Select.tsx'
import { formatHour, labelNames, readHour } from './view/words.ts'

type FieldsProps = { when: RuleConditions; onChange: (part: RuleConditions) => void }
type NumberKey = 'tokensAtLeast' | 'tokensAtMost' | 'difficultyAtLeast' | 'difficultyAtMost' | 'spentTodayAtLeast' | 'spentMonthAtLeast' | 'batteryBelow'

const two = 'grid gap-3 grid-cols-2'

/** One bound of a rule; empty asks nothing. */
function Bound({ when, onChange, field, label, kind }: FieldsProps & { field: NumberKey; label: string; kind: 'tokens' | 'percent' | 'money' }) {
  const value = when[field]
  const shown = value === undefined ? '' : kind === 'percent' ? String(Math.round(value * 100)) : kind === 'tokens' ? formatCount(value) : String(value)
  const read = (text: string) => {
    if (kind === 'tokens') return readWhole(text, { min: 0, max: 100_000_000 })
    if (kind === 'money') return readDecimal(text, { min: 0, max: 1_000_000 })
    const percent = readWhole(text, { min: 0, max: 100 })
    return percent === null ? null : percent / 100
  }
  return <NumberField label={label} unit={kind === 'tokens' ? 'tokens' : kind === 'percent' ? '%' : '$'} placeholder="any" shown={shown} read={read} onChange={(next) => onChange({ [field]: next })} onEmpty={() => onChange({ [field]: undefined })} />
}

/** The strictest label that a message and what goes along with it carry. */
export function LabelFields({ when, onChange }: FieldsProps) {
  return <PressChoices label="Strictest label" hint="Whatever a rule says, what is marked local never leaves this computer." options={labels.map((value) => ({ value, label: labelNames[value] }))} chosen={when.labels ?? []} onChange={(chosen) => onChange({ labels: chosen })} />
}

/** How much text there is, and how likely a small model gets it wrong. */
export function SizeFields(props: FieldsProps) {
  return (
    <>
      <div className={two}><Bound {...props} field="tokensAtLeast" label="At least" kind="tokens" /><Bound {...props} field="tokensAtMost" label="At most" kind="tokens" /></div>
      <p className="-mt-1.5 text-small text-faint">The message and the talk before it together.</p>
      <div className={two}><Bound {...props} field="difficultyAtLeast" label="Difficulty from" kind="percent" /><Bound {...props} field="difficultyAtMost" label="Difficulty up to" kind="percent" /></div>
      <p className="-mt-1.5 text-small text-faint">0 % is easy, 100 % hard: how likely a small model is wrong where a strong one is right.</p>
    </>
  )
}

/** A stretch of the day by this computer’s clock. */
export function TimeFields({ when, onChange }: FieldsProps) {
  const hours = when.hours
  const none = () => onChange({ hours: undefined })
  return (
    <>
      <div className={two}>
        <NumberField label="From" placeholder="any" shown={hours === undefined ? '' : formatHour(hours.from)} read={readHour} onChange={(from) => onChange({ hours: { from, until: hours?.until ?? 24 } })} onEmpty={none} />
        <NumberField label="Until" placeholder="any" shown={hours === undefined ? '' : formatHour(hours.until)} read={readHour} onChange={(until) => onChange({ hours: { from: hours?.from ?? 0, until } })} onEmpty={none} />
      </div>
      <p className="-mt-1.5 text-small text-faint">As 22:30. A stretch that ends before it begins runs over midnight.</p>
    </>
  )
}

/** What was spent so far. */
export function MoneyFields(props: FieldsProps) {
  return <div className={two}><Bound {...props} field="spentTodayAtLeast" label="Spent today, from" kind="money" /><Bound {...props} field="spentMonthAtLeast" label="Spent this month, from" kind="money" /></div>
}

/** How the computer stands. What it cannot tell fits no rule that asks for it. */
export function ComputerFields({ when, onChange }: FieldsProps) {
  const loaded = when.localModelLoaded === undefined ? 'any' : when.localModelLoaded ? 'yes' : 'no'
  return (
    <>
      <div className={two}>
        <Select label="Network" value={when.network ?? 'any'} onChange={(next) => onChange({ network: next === 'any' ? undefined : next })} options={[{ value: 'any', label: 'Any' }, { value: 'online', label: 'There is one' }, { value: 'offline', label: 'There is none' }]} />
        <Select label="Local model" value={loaded} onChange={(next) => onChange({ localModelLoaded: next === 'any' ? undefined : next === 'yes' })} options={[{ value: 'any', label: 'Any' }, { value: 'yes', label: 'In memory' }, { value: 'no', label: 'Not in memory' }]} />
        <Select label="Power" value={when.power ?? 'any'} onChange={(next) => onChange({ power: next === 'any' ? undefined : next })} options={[{ value: 'any', label: 'Any' }, { value: 'plugged', label: 'Plugged in' }, { value: 'battery', label: 'On battery' }]} />
        <Bound when={when} onChange={onChange} field="batteryBelow" label="Battery below" kind="percent" />
      </div>
      <p className="-mt-1.5 text-small text-faint">What this computer cannot tell fits no rule that asks for it.</p>
    </>
  )
}
