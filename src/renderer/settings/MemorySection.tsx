import type { Settings } from '../../shared/settings.ts'
import { useAppState, useSettings } from '../state/AppStateContext.ts'
import { readWhole } from '../state/readNumbers.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { Button } from '../ui/Button.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { Select } from '../ui/Select.tsx'
import { Switch } from '../ui/Switch.tsx'
import { FindingPart } from './FindingPart.tsx'
import { Section } from './Section.tsx'

const ways: { value: Settings['learning']; label: string; detail: string }[] = [
  { value: 'off', label: 'Learn nothing', detail: 'You can still write memories by hand.' },
  { value: 'ask', label: 'Ask first', detail: 'Everything waits for your yes.' },
  { value: 'review', label: 'Learn, and ask where it is uncertain', detail: 'What was plainly said is kept at once.' },
  { value: 'automatic', label: 'Learn everything at once', detail: 'Also what is uncertain. Contradictions still wait for you.' },
]
const kinds: { kind: keyof Settings['fading']; label: string }[] = [
  { kind: 'episodic', label: 'What happened' }, { kind: 'semantic', label: 'What is so' }, { kind: 'procedural', label: 'How you want things' },
]

/** What is remembered, how it is learned, and when it fades. */
export function MemorySection() {
  const { settings: store, window } = useAppState()
  const settings = useSettings(selectSettings)
  if (settings === null) return null
  const save = store.getState().save
  const { background, fading } = settings
  const daily = (part: keyof typeof background, label: string, unit: string, max: number) => (
    <NumberField label={label} unit={unit} shown={String(background[part])} read={(text) => readWhole(text, { min: 0, max })} onChange={(value) => void save({ background: { ...background, [part]: value } })} />
  )
  return (
    <Section id="memory" title="Memory" hint="Facts, preferences and plans that you type are kept, each with the words it came from. Nothing is learned from answers.">
      <Select label="Learning" value={settings.learning} options={ways} onChange={(learning) => void save({ learning })} />
      <Switch label="Let a local model look for more" description="In idle moments, and only a model that is large enough and loaded anyway. What it finds waits for your yes. Never a cloud model." checked={settings.learnWithModel} disabled={settings.learning === 'off'} onChange={(learnWithModel) => void save({ learnWithModel })} />
      {settings.learnWithModel && settings.learning !== 'off' && (
        <div role="group" aria-label="What it may take a day" className="grid grid-cols-[repeat(auto-fit,minmax(140px,1fr))] gap-4">
          {daily('calls', 'Looks a day', 'times', 100_000)}{daily('tokens', 'Tokens a day', 'tokens', 100_000_000)}{daily('seconds', 'Seconds a day', 'seconds', 86_400)}
        </div>
      )}
      <Switch label="Answer from memory" description="A question that one memory answers clearly is answered by quoting it, without any model." checked={settings.answerFromMemory} onChange={(answerFromMemory) => void save({ answerFromMemory })} />
      <div role="group" aria-labelledby="fading-name">
        <p id="fading-name" className="text-snug">Fading</p>
        <p className="mb-2 text-small text-faint">Days after which half of a memory’s strength is gone. What is used lasts longer, what is pinned never fades. A faded memory stays in the list, and its exact words still find it. Empty: never.</p>
        <div className="grid grid-cols-[repeat(auto-fit,minmax(140px,1fr))] gap-4">
          {kinds.map(({ kind, label }) => (
            <NumberField
              key={kind} label={label} unit="days" placeholder="never" shown={fading[kind] === null ? '' : String(fading[kind])} read={(text) => readWhole(text, { min: 1, max: 36_500 })}
              onChange={(days) => void save({ fading: { ...fading, [kind]: days } })} onEmpty={() => void save({ fading: { ...fading, [kind]: null } })}
            />
          ))}
        </div>
      </div>
      <NumberField
        label="Forgetting can be taken back for" unit="s" shown={String(settings.forgetUndoSeconds)} hint={settings.forgetUndoSeconds === 0 ? 'Gone at once, for good.' : 'Hidden at once, erased from the disk after that.'}
        read={(text) => readWhole(text, { min: 0, max: 3600 })} onChange={(forgetUndoSeconds) => void save({ forgetUndoSeconds })} onEmpty={() => void save({ forgetUndoSeconds: 0 })} className="side:max-w-60"
      />
      <FindingPart />
      <div className="flex flex-wrap gap-2"><Button onClick={() => window.getState().showPage('memories')}>Open the memories</Button><Button onClick={() => window.getState().showPage('past')}>Import and export…</Button></div>
    </Section>
  )
}
