import { Cloud, Laptop } from 'lucide-react'
import { useAppState, useModels, useSettings, useStatus } from '../state/AppStateContext.ts'
import type { ModelsState } from '../state/modelStore.ts'
import { selectOffline, type SettingsState } from '../state/settingsStore.ts'
import { selectStatus } from '../state/statusStore.ts'
import { Button } from '../ui/Button.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Switch } from '../ui/Switch.tsx'
import { PageHead } from './PageHead.tsx'
import { FactList, Section } from './Section.tsx'
import { formatAmount, formatBytes } from '../state/formats.ts'
import { labelWords } from './view/names.ts'
import { listReceivers } from './view/receivers.ts'

const selectProviders = (state: ModelsState) => state.providers
const selectSave = (state: SettingsState) => state.save

/** What lies on this computer, what left it today, who could receive something, and the one switch that stops it all. */
export function PrivacyPage() {
  const { window } = useAppState()
  const status = useStatus(selectStatus)
  const offline = useSettings(selectOffline)
  const save = useSettings(selectSave)
  const receivers = listReceivers(useModels(selectProviders))
  if (status === null) return <div className="flex-1"><PageHead title="Privacy" /><Skeleton label="Reading the status" className="p-5" /></div>
  const sent = status.sentBytesToday
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHead title="Privacy" aside={sent === 0 ? 'nothing left this computer today' : `${formatBytes(sent)} left this computer today`} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-180 py-2">
          <Section title="Offline">
            <div className="mt-2"><Switch label="Stay offline" description="Nothing is sent and nothing is fetched, whatever other settings say. Answers come from the model on this computer and from memory." checked={offline} onChange={(next) => void save({ offline: next })} /></div>
          </Section>
          <Section title="On this computer" aside="only here, in one folder">
            <FactList facts={[
              { name: 'Conversations', value: formatAmount(status.counts.conversations, 'conversation') },
              { name: 'Messages', value: formatAmount(status.counts.messages, 'message') },
              { name: 'Memories', value: formatAmount(status.counts.memories, 'memory', 'memories') },
              { name: 'Folder', value: status.profile },
            ]} />
            <p className="mt-2 text-small text-faint">Copy the folder to keep a copy of everything; delete it to remove everything.</p>
          </Section>
          <Section title="Sent today" aside={formatBytes(sent)}>
            <p className="mt-1 flex items-start gap-2 text-snug">
              {sent === 0 ? <><Laptop size={16} aria-hidden className="mt-0.5 shrink-0 text-good" />Nothing left this computer today.</> : <><Cloud size={16} aria-hidden className="mt-0.5 shrink-0 text-warn" />{formatBytes(sent)} went to cloud models, counted by this app as it sent them. The context of a turn shows exactly what went.</>}
            </p>
          </Section>
          <Section title="Who could receive something" aside={offline ? 'nobody while offline' : undefined}>
            {receivers.length === 0 ? <p className="mt-1 text-snug text-mute">Nobody: no cloud model is set up.</p> : (
              <table className="mt-2 w-full text-small">
                <caption className="sr-only">Services that could receive something</caption>
                <thead><tr className="text-left text-tiny text-faint [&>th]:pb-1 [&>th]:font-normal"><th scope="col">Service</th><th scope="col">Address</th><th scope="col">State</th></tr></thead>
                <tbody>{receivers.map((one) => <tr key={one.id} className="border-t border-line [&>td]:py-1.5"><td className="pr-3">{one.name}</td><td className="pr-3 text-mute [overflow-wrap:anywhere]">{one.address}</td><td>{one.state}</td></tr>)}</tbody>
              </table>
            )}
            <Button className="mt-3" size="small" onClick={() => window.getState().showPage('settings')}>Change in Settings</Button>
          </Section>
          <Section title="Labels" aside="what they allow">
            <FactList facts={(['open', 'personal', 'local'] as const).map((label) => ({ name: labelWords[label].name, value: labelWords[label].hint }))} />
            <p className="mt-2 text-small text-faint">A turn is as private as the most private piece in it.</p>
          </Section>
        </div>
      </div>
    </div>
  )
}
