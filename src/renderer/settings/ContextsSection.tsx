import { WaitingTime } from '../budget/WaitingTime.tsx'
import { useAppState, useSettings } from '../state/AppStateContext.ts'
import { readWhole } from '../state/readNumbers.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { Button } from '../ui/Button.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { Section } from './Section.tsx'

/** How contexts are made and how long they are kept. */
export function ContextsSection() {
  const { settings: store, window } = useAppState()
  const settings = useSettings(selectSettings)
  if (settings === null) return null
  const save = store.getState().save
  const days = settings.keepContextsDays
  return (
    <Section id="contexts" title="Contexts" hint="What a model is given, how it is made, and how long it can be looked at afterwards.">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 text-snug">How they are made: <span dir="auto" className="font-medium">{settings.strategyName || 'your own values, without a name'}</span></p>
        <span className="flex gap-2"><Button onClick={() => window.getState().openTurn(null, 'budget')}>Budget…</Button><Button onClick={() => window.getState().showPage('strategies')}>Strategies…</Button></span>
      </div>
      <WaitingTime />
      <div className="grid grid-cols-1 gap-4 side:grid-cols-2">
        <NumberField
          label="Texts of sent contexts are kept for" unit="days" placeholder="for good" shown={days === null ? '' : String(days)} hint={days === null ? 'Empty: for good. Figures always stay.' : 'Older ones lose their texts; figures always stay. Empty: for good.'}
          read={(text) => readWhole(text, { min: 1, max: 36_500 })} onChange={(keepContextsDays) => void save({ keepContextsDays })} onEmpty={() => void save({ keepContextsDays: null })}
        />
        <NumberField
          label="Disk for what a model has read" unit="MB" shown={String(settings.prefixStoreMb)} hint={settings.prefixStoreMb === 0 ? 'None: after a restart all is read again.' : 'So that a restart need not read it again. 0: none.'}
          read={(text) => readWhole(text, { min: 0, max: 100_000 })} onChange={(prefixStoreMb) => void save({ prefixStoreMb })} onEmpty={() => void save({ prefixStoreMb: 0 })}
        />
      </div>
    </Section>
  )
}
