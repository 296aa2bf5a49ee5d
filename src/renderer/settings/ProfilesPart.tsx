import { useState } from 'react'
import type { Settings } from '../../shared/settings.ts'
import { useAppState, useModels, useSettings } from '../state/AppStateContext.ts'
import { isUsable, selectModels } from '../state/modelStore.ts'
import { useProfiles } from '../state/useProfiles.ts'
import { FailureNotice } from '../ui/Notice.tsx'
import { Select } from '../ui/Select.tsx'
import { ProfileDialog } from './ProfileDialog.tsx'
import { ProfileRow } from './ProfileRow.tsx'

const calibrateOptions: { value: Settings['calibrate']; label: string; detail: string }[] = [
  { value: 'all', label: 'Every model', detail: 'Cloud models too: a few made-up questions go there' },
  { value: 'local', label: 'Models on this computer', detail: 'Nothing leaves it' },
  { value: 'off', label: 'None', detail: 'Only when you press “Measure now”' },
]

/** How each model uses notes: in plain words, measured on first use or on demand, and open to correction. */
export function ProfilesPart() {
  const { settings } = useAppState()
  const calibrate = useSettings((state) => state.settings?.calibrate ?? 'all')
  const models = useModels(selectModels).filter(isUsable)
  const { profiles, running, failure, reload } = useProfiles()
  const [openKey, setOpenKey] = useState<string | null>(null)
  const opened = profiles.find((one) => one.key === openKey)
  return (
    <section aria-labelledby="profiles-title">
      <h3 id="profiles-title" className="text-snug font-semibold">How models use notes</h3>
      <p className="mt-0.5 text-small text-mute">A model is asked about made-up notes, for two minutes at most: how many it uses, where they should stand, how far into its window it can be trusted, how fast it reads. Budgets follow that.</p>
      {failure !== null && <FailureNotice failure={failure} className="mt-2" />}
      {models.length === 0
        ? <p className="mt-2 rounded-medium bg-side px-3 py-2 text-snug text-mute">No model is ready to be measured. Download or add one first.</p>
        : (
          <ul className="mt-2 border-t border-line">
            {models.map((model) => {
              const profile = profiles.find((one) => one.modelId === model.id) ?? null
              return <ProfileRow key={model.id} model={model} profile={profile} running={running} onOpen={() => setOpenKey(profile?.key ?? null)} onChanged={reload} />
            })}
          </ul>
        )}
      <Select className="mt-3 max-w-80" label="Measured on first use" value={calibrate} options={calibrateOptions} onChange={(next) => void settings.getState().save({ calibrate: next })} />
      {opened !== undefined && <ProfileDialog profile={opened} onClose={() => setOpenKey(null)} onChanged={reload} />}
    </section>
  )
}
