import { useAppState, useSettings, useStatus } from '../state/AppStateContext.ts'
import { formatAmount } from '../state/formats.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { selectStatus } from '../state/statusStore.ts'
import { Select } from '../ui/Select.tsx'
import { Section } from './Section.tsx'

/** How the window looks, and how much it shows. */
export function LookSection() {
  const { settings: store } = useAppState()
  const settings = useSettings(selectSettings)
  if (settings === null) return null
  const save = store.getState().save
  return (
    <Section id="look" title="Look">
      <div className="grid grid-cols-1 gap-4 side:grid-cols-2">
        <Select label="Theme" value={settings.theme} onChange={(theme) => void save({ theme })} options={[{ value: 'system', label: 'As the system' }, { value: 'light', label: 'Light' }, { value: 'dark', label: 'Dark' }]} />
        <Select label="Level of detail" value={settings.detail} onChange={(detail) => void save({ detail })} options={[{ value: 'simple', label: 'Simple', detail: 'One quiet line under an answer' }, { value: 'detailed', label: 'Detailed', detail: 'Every number in sight' }]} />
      </div>
    </Section>
  )
}

/** Where everything lies. */
export function AboutSection() {
  const status = useStatus(selectStatus)
  if (status === null) return null
  const rows: [string, string][] = [
    ['Version', status.version], ['Profile folder', status.profile],
    ['In it', `${formatAmount(status.counts.conversations, 'conversation')}, ${formatAmount(status.counts.messages, 'message')}, ${formatAmount(status.counts.memories, 'memory', 'memories')}`],
    ['Memory search', status.embedder.state === 'ready' ? `ready, ${status.embedder.model}` : status.embedder.state === 'loading' ? 'loading' : 'by words only: the embedding model did not load'],
  ]
  return (
    <Section id="about" title="This profile">
      <dl className="grid grid-cols-[120px_1fr] gap-x-4 gap-y-1.5 text-snug">
        {rows.map(([name, value]) => <div key={name} className="contents"><dt className="text-mute">{name}</dt><dd className="select-text [overflow-wrap:anywhere]">{value}</dd></div>)}
      </dl>
    </Section>
  )
}
