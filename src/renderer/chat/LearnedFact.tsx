import type { ShownMessage } from '../../shared/message.ts'
import { useMemory } from '../memories/useMemory.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { TinyButton } from './TinyButton.tsx'

type Fact = NonNullable<ShownMessage['summary']>['learned'][number]
/** What the person said of a fact, here and now. */
export type Settled = 'kept' | 'not-kept' | 'gone' | 'as-before'

const words: Readonly<Record<string, string>> = { 'strengthened': 'heard again', 'superseded': 'replaces an older one', 'for-review': 'waits for your yes' }
const settledWords: Readonly<Record<Settled, string>> = { 'kept': 'Kept.', 'not-kept': 'Not kept.', 'gone': 'Taken back.', 'as-before': 'As it was before.' }

type LearnedFactProps = { fact: Fact; settled: Settled | null; canUndo: boolean; canDecide: boolean; onKeep: () => void; onTakeBack: () => void }

/** One learned fact: its words lead to the memory, and beside them stands what can be done. */
export function LearnedFact({ fact, settled, canUndo, canDecide, onKeep, onTakeBack }: LearnedFactProps) {
  const { window } = useAppState()
  // It may have been decided elsewhere since, and a turn does not say so.
  const asked = fact.change === 'for-review' && settled === null
  const { known, failure } = useMemory(asked ? fact.memoryId : null)
  const gone = settled === 'gone' || settled === 'not-kept' || failure?.kind === 'not-found' || known?.memory.state === 'forgotten'
  if (gone) return <span role="status" className="text-faint">{settledWords[settled ?? 'not-kept']}</span>
  const waits = asked && known?.memory.state === 'candidate'
  const said = settled !== null ? settledWords[settled] : asked ? (waits ? words['for-review'] : known === null ? null : settledWords.kept) : words[fact.change] ?? null
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-2.5">
      <button type="button" dir="auto" title={fact.text} onClick={() => window.getState().openMemory(fact.memoryId)} className="max-w-full min-w-0 truncate rounded-small text-text underline decoration-line-strong underline-offset-3 hover:decoration-current">{fact.text}</button>
      {said !== null && <span role={settled === null ? undefined : 'status'} className="text-faint">{said}</span>}
      {waits && canDecide && (
        <span className="flex gap-2">
          <TinyButton label={`Keep “${fact.text}”`} onPress={onKeep}>Keep</TinyButton>
          <TinyButton label={`No, do not keep “${fact.text}”`} onPress={onTakeBack}>No</TinyButton>
        </span>
      )}
      {settled === null && !asked && canUndo && (
        <TinyButton label={fact.change === 'strengthened' ? `Undo: “${fact.text}” as it was before` : `Undo: take back “${fact.text}”`} onPress={onTakeBack}>Undo</TinyButton>
      )}
    </span>
  )
}
