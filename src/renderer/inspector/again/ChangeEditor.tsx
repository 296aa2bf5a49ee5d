import { useMemo } from 'react'
import type { TurnTrace } from '../../../shared/trace.ts'
import type { ContextChange } from '../../../shared/versions.ts'
import { useModels } from '../../state/AppStateContext.ts'
import { isUsable, selectModels } from '../../state/modelStore.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { isUnchanged, listWished, noChange } from '../view/change.ts'
import { PieceChooser } from './PieceChooser.tsx'
import { useStrategies } from './useStrategies.ts'
import { WishedPiece } from './WishedPiece.tsx'

const same = 'as-it-was'

/** What is to be different: pieces off, pinned or with other words, another strategy, another model. */
export function ChangeEditor({ trace, change, onChange }: { trace: TurnTrace; change: ContextChange; onChange: (change: ContextChange) => void }) {
  const models = useModels(selectModels)
  const strategies = useStrategies()
  const pieces = useMemo(() => new Map((trace.context?.pieces ?? []).map((piece) => [piece.id, piece])), [trace.context])
  const strategyId = change.strategy === null ? same : strategies.find((one) => JSON.stringify(one.values) === JSON.stringify(change.strategy))?.id ?? same
  return (
    <div className="mt-2 grid gap-3">
      <ul aria-label="Changed pieces" className="grid gap-1.5 empty:hidden">
        {listWished(change).flatMap((pieceId) => { const piece = pieces.get(pieceId); return piece === undefined ? [] : [<WishedPiece key={pieceId} piece={piece} change={change} onChange={onChange} />] })}
      </ul>
      <PieceChooser pieces={trace.context?.pieces ?? []} change={change} onChange={onChange} />
      <div className="grid gap-3 @sm:grid-cols-2">
        <Select
          label="Strategy" value={strategyId}
          options={[{ value: same, label: trace.strategy === '' ? 'As it was' : `As it was: ${trace.strategy}` }, ...strategies.map((one) => ({ value: one.id, label: one.name }))]}
          onChange={(id) => onChange({ ...change, strategy: strategies.find((one) => one.id === id)?.values ?? null })}
        />
        <Select
          label="Model" value={change.modelId ?? same}
          options={[{ value: same, label: `As it was: ${trace.route?.modelName || 'no model'}` }, ...models.filter(isUsable).map((model) => ({ value: model.id, label: model.name, detail: model.place === 'cloud' ? 'leaves this computer' : 'on this computer' }))]}
          onChange={(id) => onChange({ ...change, modelId: id === same ? null : id })}
        />
      </div>
      {!isUnchanged(change) && <Button size="small" look="quiet" className="justify-self-start" onClick={() => onChange(noChange)}>Take all changes back</Button>}
    </div>
  )
}
