import { SlidersHorizontal, Trash2 } from 'lucide-react'
import type { ModelAbilities, PricedModel } from '../../shared/model.ts'
import { abilityNames, listAbilities } from '../composer/view/models.ts'
import { formatAmount, formatCount } from '../state/formats.ts'
import { readWhole } from '../state/readNumbers.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { PressChoices } from '../ui/PressChoices.tsx'
import { Mark } from './PlaceBadge.tsx'
import { readPrice, sayPrice, type ProviderModel } from './providerKinds.ts'

export type ProviderModelRowProps = {
  model: ProviderModel
  priced: PricedModel | null
  /** True where it costs nothing whatever its price is, and none is asked for. */
  free: boolean
  open: boolean
  onOpen: (open: boolean) => void
  onChange: (model: ProviderModel) => void
  onRemove: () => void
}

/** One model of a provider: window, price and abilities, each from the table unless it was set by hand. */
export function ProviderModelRow({ model, priced, free, open, onOpen, onChange, onRemove }: ProviderModelRowProps) {
  const able = model.abilities ?? priced?.abilities ?? null
  const own = !free && (model.inputPrice !== null || model.outputPrice !== null)
  return (
    <li className="border-b border-line px-3 py-2 last:border-b-0">
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-x-1.5 gap-y-0.5"><span className="text-snug font-medium [overflow-wrap:anywhere]">{priced?.name ?? model.id}</span>{listAbilities(able).map((one) => <Mark key={one}>{one}</Mark>)}</p>
          <p className="text-small text-faint">{formatAmount(model.windowTokens, 'token')} · {free ? 'costs nothing' : sayPrice(model, priced) ?? 'price not known: tokens are counted, money is not'}{own && ', set by you'}</p>
        </div>
        <IconButton label={`Window, price and abilities of ${model.id}`} aria-expanded={open} pressed={open} onClick={() => onOpen(!open)}><SlidersHorizontal size={14} /></IconButton>
        <IconButton label={`Take ${model.id} off the list`} onClick={onRemove}><Trash2 size={14} /></IconButton>
      </div>
      {open && (
        <div className="mt-2 grid gap-3 pb-1">
          <div className="grid gap-3 grid-cols-3">
            <NumberField label="Window" unit="tokens" shown={formatCount(model.windowTokens)} read={(text) => readWhole(text, { min: 256, max: 99_999_999 })} onChange={(windowTokens) => onChange({ ...model, windowTokens })} />
            {!free && <Price label="Price in" value={model.inputPrice} table={priced?.input ?? null} onChange={(inputPrice) => onChange({ ...model, inputPrice })} />}
            {!free && <Price label="Price out" value={model.outputPrice} table={priced?.output ?? null} onChange={(outputPrice) => onChange({ ...model, outputPrice })} />}
          </div>
          <PressChoices
            label="Takes and gives beside text" options={abilityNames.map((one) => ({ value: one, label: one }))} chosen={abilityNames.filter((one) => able?.[one] === true)}
            onChange={(chosen) => onChange({ ...model, abilities: Object.fromEntries(abilityNames.map((one) => [one, chosen.includes(one)])) as ModelAbilities })}
            aside={model.abilities !== null && <button type="button" className="text-small text-accent underline underline-offset-3" onClick={() => onChange({ ...model, abilities: null })}>{priced === null ? 'Not set' : 'As in the list'}</button>}
          />
        </div>
      )}
    </li>
  )
}

function Price({ label, value, table, onChange }: { label: string; value: number | null; table: number | null; onChange: (price: number | null) => void }) {
  return <NumberField label={label} unit="$" shown={value === null ? '' : String(value)} placeholder={table === null ? 'not known' : String(table)} read={readPrice} onChange={onChange} onEmpty={() => onChange(null)} hint="a million tokens" />
}
