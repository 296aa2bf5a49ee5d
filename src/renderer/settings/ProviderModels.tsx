import { ListPlus, X } from 'lucide-react'
import { useState } from 'react'
import type { Provider } from '../../shared/model.ts'
import { formatDay } from '../state/formats.ts'
import { Button } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { TextField } from '../ui/TextField.tsx'
import { ProviderModelRow } from './ProviderModelRow.tsx'
import { addModels, describePriced, findPriced, readModels, startModel, type Prices, type ProviderModel } from './providerKinds.ts'

export type ProviderModelsProps = {
  kind: Provider['kind']
  models: readonly ProviderModel[]
  onChange: (models: ProviderModel[]) => void
  prices: Prices | null
  /** What stands in the field for names, not added yet: it counts on Save too. */
  names: string
  onNames: (names: string) => void
  /** True for a server on this computer, which has no prices. */
  free: boolean
}

/** Which models of a provider may answer: picked from the table or named by hand, each with its window, price and abilities. */
export function ProviderModels({ kind, models, onChange, prices, names, onNames, free }: ProviderModelsProps) {
  const [openId, setOpenId] = useState<string | null>(null)
  const inTable = prices?.models.filter((one) => one.kind === kind) ?? []
  const left = inTable.filter((one) => !models.some((other) => other.id === one.id))
  const addNames = () => {
    onChange(addModels(models, readModels(names, (id) => findPriced(prices, kind, id))))
    onNames('')
  }
  return (
    <div role="group" aria-labelledby="provider-models">
      <p id="provider-models" className="text-small font-medium">Models</p>
      {models.length === 0 && <p className="mt-1 text-small text-faint">None yet. {left.length > 0 ? 'Pick one from the list, or name it.' : 'Name one as the server knows it.'}</p>}
      {models.length > 0 && (
        <ul className="mt-1 rounded-medium border border-line bg-ground">
          {models.map((one) => (
            <ProviderModelRow
              key={one.id} model={one} free={free} priced={findPriced(prices, kind, one.id)} open={openId === one.id} onOpen={(open) => setOpenId(open ? one.id : null)}
              onChange={(next) => onChange(models.map((other) => other.id === one.id ? next : other))} onRemove={() => onChange(models.filter((other) => other.id !== one.id))}
            />
          ))}
        </ul>
      )}
      <div className="mt-2 flex flex-wrap items-end gap-2">
        {inTable.length > 0 && (
          <Menu
            trigger={<Button size="small" icon={<ListPlus size={13} />} className="h-8">Pick from the list</Button>}
            items={left.length === 0
              ? [{ kind: 'heading', label: 'All of them are there' }]
              : left.map((one) => ({ kind: 'item' as const, label: one.name, detail: describePriced(one), onSelect: () => onChange(addModels(models, [startModel(one.id, one)])) }))}
          />
        )}
        <TextField
          className="min-w-48 flex-1" label="Models by name" labelHidden value={names} onChange={onNames} placeholder="By name: llama3.2:3b, or name:window"
          onKeyDown={(event) => { if (event.key === 'Enter' && names.trim() !== '') { event.preventDefault(); addNames() } }}
        />
        <Button size="small" className="h-8" disabled={names.trim() === ''} onClick={addNames}>Add</Button>
        {names !== '' && <Button size="small" look="quiet" className="h-8" aria-label="Empty the field" onClick={() => onNames('')}><X size={13} /></Button>}
      </div>
      {prices !== null && inTable.length > 0 && <p className="mt-1.5 text-small text-faint">Windows and prices as of {formatDay(Date.parse(prices.date))}, in US dollars per million tokens. Each can be changed.</p>}
    </div>
  )
}
