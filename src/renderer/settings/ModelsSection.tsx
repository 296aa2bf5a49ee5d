import { useModels, useSettings } from '../state/AppStateContext.ts'
import { formatBytes } from '../state/formats.ts'
import { selectModels } from '../state/modelStore.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AddModelFile } from './AddModelFile.tsx'
import { ModelRow } from './ModelRow.tsx'
import { ProfilesPart } from './ProfilesPart.tsx'
import { Section } from './Section.tsx'

/** Models of this computer: the ones that are here and the ones that can be had. */
export function ModelsSection() {
  const models = useModels(selectModels)
  const loaded = useModels((state) => state.loaded)
  const free = useModels((state) => state.freeBytes)
  const chosenId = useSettings(selectSettings)?.localModelId ?? null
  const local = models.filter((one) => one.duty === 'chat' && one.place === 'local' && one.providerId === null)
  return (
    <Section id="models" title="Models on this computer" hint={loaded ? `${formatBytes(free)} of memory is free for a model now.` : undefined}>
      {!loaded && <Skeleton lines={4} label="The models are being read" />}
      <ul>{local.map((one) => <ModelRow key={one.id} model={one} chosen={one.id === chosenId || (chosenId === null && one.state === 'ready')} />)}</ul>
      <AddModelFile />
      <ProfilesPart />
    </Section>
  )
}
