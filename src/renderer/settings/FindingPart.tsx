import { bundledEmbedderId } from '../../shared/model.ts'
import { useAppState, useModels, useSettings, useStatus } from '../state/AppStateContext.ts'
import { formatCount } from '../state/formats.ts'
import { selectModels } from '../state/modelStore.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { selectStatus } from '../state/statusStore.ts'
import { Button } from '../ui/Button.tsx'
import { ModelRow } from './ModelRow.tsx'

/** Which models help to find: one compares by meaning, another reads again what was found. */
export function FindingPart() {
  const { settings: store } = useAppState()
  const models = useModels(selectModels)
  const settings = useSettings(selectSettings)
  const beside = useStatus(selectStatus)?.index.beside ?? null
  if (settings === null) return null
  const embedderId = settings.embedderId ?? bundledEmbedderId
  const embedding = models.filter((one) => one.duty === 'embedding')
  const ranking = models.filter((one) => one.duty === 'ranking')
  if (embedding.length === 0) return null
  return (
    <>
      <div role="group" aria-labelledby="meaning-name">
        <p id="meaning-name" className="text-snug">Finding by meaning</p>
        <p className="text-small text-faint">After a change everything is read in anew beside what serves now. Until that is done, the model before it goes on finding.</p>
        {beside !== null && <Building model={beside.model} done={beside.done} total={beside.total} />}
        <ul>{embedding.map((one) => <ModelRow key={one.id} model={one} chosen={one.id === embedderId} stays={one.id === bundledEmbedderId} />)}</ul>
      </div>
      <div role="group" aria-labelledby="order-name">
        <p id="order-name" className="text-snug">Reading again what was found</p>
        <p className="text-small text-faint">Reads the question together with each of the 30 best finds and orders them better. Every question takes longer by that. Without one, finds keep their order.</p>
        <ul>{ranking.map((one) => <ModelRow key={one.id} model={one} chosen={one.id === settings.rankerId} />)}</ul>
        {settings.rankerId !== null && <Button size="small" onClick={() => void store.getState().save({ rankerId: null })}>Use none</Button>}
      </div>
    </>
  )
}

function Building({ model, done, total }: { model: string; done: number; total: number }) {
  const share = total === 0 ? 0 : Math.min(1, done / total)
  return (
    <div className="mt-2">
      <div role="progressbar" aria-label="Reading in for the new model" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)} className="h-1.5 overflow-hidden rounded-full bg-line">
        <div className="h-full origin-left bg-accent transition-transform" style={{ transform: `scaleX(${share})` }} />
      </div>
      <p className="mt-1 text-small text-faint">Reading in for {model.replace(/:int8$/, '')}: {formatCount(done)} of {formatCount(total)}</p>
    </div>
  )
}
