import type { ModelProfile } from '../../shared/model.ts'
import { useModels, useSettings } from '../state/AppStateContext.ts'
import { formatAmount, formatCount } from '../state/formats.ts'
import { selectModels } from '../state/modelStore.ts'
import { readDecimal } from '../state/readNumbers.ts'
import { selectSettings, type SettingsState } from '../state/settingsStore.ts'
import { useProfiles } from '../state/useProfiles.ts'
import { Switch } from '../ui/Switch.tsx'
import { NumberField } from '../ui/NumberField.tsx'

const usualSeconds = 3
const selectSave = (state: SettingsState) => state.save

/** How long one waits for the first word of a model on this computer, and what that means at its measured speed. It holds at once. */
export function WaitingTime() {
  const seconds = useSettings(selectSettings)?.firstTokenSeconds ?? null
  const save = useSettings(selectSave)
  const profile = useLocalProfile()
  return (
    <div className="grid gap-2">
      <Switch label="Limit the wait for the first word" checked={seconds !== null} onChange={(on) => void save({ firstTokenSeconds: on ? usualSeconds : null })} description="For models on this computer." />
      {seconds !== null && <NumberField className="w-32" label="Seconds to wait" labelHidden unit="s" shown={String(seconds)} read={(text) => readDecimal(text, { min: 0.2, max: 600 })} onChange={(next) => void save({ firstTokenSeconds: next })} />}
      <p role="status" className="text-small text-mute">{sayWait(seconds, profile)}</p>
    </div>
  )
}

/** What a wait means for a model: how many tokens it reads in that time. */
export function sayWait(seconds: number | null, profile: Pick<ModelProfile, 'modelName' | 'readTokensPerSecond'> | null): string {
  const speed = profile?.readTokensPerSecond ?? null
  if (seconds === null) return speed === null ? 'Contexts may be as long as the window allows, however long they take to read.' : `No limit: ${profile!.modelName} reads about ${formatAmount(speed, 'token')} a second, so a full window of 8${'\u202f'}000 takes about ${formatCount(8000 / speed)} s.`
  if (speed === null) return 'How fast the model reads is not measured yet; until then nothing is cut for time.'
  return `${profile!.modelName} reads about ${formatAmount(speed, 'token')} a second: ${formatAmount(Math.floor(speed * seconds), 'token')} in ${seconds} s. What it still holds from the turn before is not read again.`
}

function useLocalProfile(): ModelProfile | null {
  const { profiles } = useProfiles()
  const models = useModels(selectModels)
  const chosen = useSettings(selectSettings)?.localModelId ?? null
  const id = chosen ?? models.find((one) => one.duty === 'chat' && one.place === 'local' && one.state === 'ready')?.id
  return profiles.find((one) => one.modelId === id) ?? null
}
