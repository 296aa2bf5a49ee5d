import { useState } from 'react'
import { AddModelFile } from '../settings/AddModelFile.tsx'
import { ModelRow } from '../settings/ModelRow.tsx'
import { cloudStart, localServerStart, type ProviderStart } from '../settings/providerKinds.ts'
import { ProviderForm } from '../settings/ProviderForm.tsx'
import { useModels, useSettings } from '../state/AppStateContext.ts'
import { isUsable, selectModels } from '../state/modelStore.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { Button } from '../ui/Button.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

/** The second step: a starter model, a file, a local server or a key; or nothing yet. */
export function ChooseModel() {
  const models = useModels(selectModels)
  const loaded = useModels((state) => state.loaded)
  const chosenId = useSettings(selectSettings)?.localModelId ?? null
  const [adding, setAdding] = useState<'file' | ProviderStart | null>(null)
  const local = models.filter((one) => one.duty === 'chat' && one.place === 'local' && one.providerId === null)
  const others = models.filter((one) => one.providerId !== null && isUsable(one))
  return (
    <section>
      <h1 className="text-page font-semibold tracking-tight">Choose who writes the answers</h1>
      <p className="mt-1 text-mute">Without a model, memories and search work already. This can be changed at any time in Settings.</p>
      <div className="mt-4 rounded-large border border-line bg-panel px-4 py-1">
        {loaded ? <ul>{local.map((one) => <ModelRow key={one.id} model={one} chosen={one.id === chosenId || (chosenId === null && one.state === 'ready')} />)}</ul> : <Skeleton lines={3} label="The models are being read" className="py-4" />}
        {loaded && local.length === 0 && <p className="py-3 text-mute">No local model is known yet.</p>}
      </div>
      {others.length > 0 && <p className="mt-3 text-snug text-good">Added: {others.map((one) => one.name).join(', ')}</p>}
      <div className="mt-4">
        {adding === null && (
          <div className="flex flex-wrap items-center gap-2">
            <span className="mr-1 text-snug text-mute">Or</span>
            <Button size="small" onClick={() => setAdding('file')}>Use a GGUF file…</Button>
            <Button size="small" onClick={() => setAdding(localServerStart)}>Use a local server…</Button>
            <Button size="small" onClick={() => setAdding(cloudStart)}>Add a key…</Button>
          </div>
        )}
        {adding === 'file' && <AddModelFile onAdded={() => setAdding(null)} />}
        {adding !== null && adding !== 'file' && <ProviderForm provider={null} start={adding} onDone={() => setAdding(null)} />}
      </div>
    </section>
  )
}
