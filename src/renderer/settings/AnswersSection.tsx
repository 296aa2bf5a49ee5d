import { useState } from 'react'
import { useAppState, useSettings } from '../state/AppStateContext.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { TextArea, TextField } from '../ui/TextField.tsx'
import { Section } from './Section.tsx'

/** How answers are written. */
export function AnswersSection() {
  const { settings: store } = useAppState()
  const settings = useSettings(selectSettings)
  if (settings === null) return null
  const save = store.getState().save
  return (
    <Section id="answers" title="Answers">
      <PersonaField key={settings.persona} kept={settings.persona} />
      <div className="grid grid-cols-1 gap-4 side:grid-cols-2">
        <div>
          <label htmlFor="temperature" className="mb-1 flex justify-between text-small font-medium"><span>Variety (temperature)</span><span className="font-normal text-mute">{settings.temperature.toFixed(1)}</span></label>
          <input id="temperature" type="range" min={0} max={2} step={0.1} value={settings.temperature} onChange={(event) => void save({ temperature: Number(event.target.value) })} className="w-full accent-accent" />
          <p className="mt-1 text-small text-faint">0 always takes the likeliest word; above 1 gets loose.</p>
        </div>
        <SeedField key={settings.seed} kept={settings.seed} />
      </div>
    </Section>
  )
}

function PersonaField({ kept }: { kept: string }) {
  const { settings } = useAppState()
  const [persona, setPersona] = useState(kept)
  const keep = () => { if (persona !== kept) void settings.getState().save({ persona }) }
  return <TextArea label="How it should write" hint="Stands in front of every conversation, word for word." placeholder="Brief and concrete. British spelling. No lists unless asked." value={persona} maxLength={4000} onChange={setPersona} onBlur={keep} />
}

function SeedField({ kept }: { kept: number | null }) {
  const { settings } = useAppState()
  const [seed, setSeed] = useState(kept?.toString() ?? '')
  const bad = seed !== '' && !/^\d{1,9}$/.test(seed)
  const keep = () => { if (!bad && seed !== (kept?.toString() ?? '')) void settings.getState().save({ seed: seed === '' ? null : Number(seed) }) }
  return <TextField label="Seed" inputMode="numeric" value={seed} onChange={setSeed} onBlur={keep} placeholder="drawn anew each time" error={bad ? 'A seed is a whole number of at most nine digits.' : null} hint="The same seed and context give the same answer." />
}
