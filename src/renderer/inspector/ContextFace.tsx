import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import type { TurnTrace } from '../../shared/trace.ts'
import type { Region } from '../../shared/words.ts'
import { AgainBench } from './again/AgainBench.tsx'
import { CompareBench } from './compare/CompareBench.tsx'
import { ContextLost } from './ContextLost.tsx'
import { DeskProvider, type Desk } from './desk.ts'
import { FaceTools } from './FaceTools.tsx'
import { FidelitySection } from './judged/FidelitySection.tsx'
import { PlanSection } from './judged/PlanSection.tsx'
import { QualitySection } from './judged/QualitySection.tsx'
import { ChosenPiece } from './pieces/ChosenPiece.tsx'
import { PieceLists } from './pieces/PieceLists.tsx'
import { WindowSection } from './pictures/WindowSection.tsx'
import { PromptView } from './PromptView.tsx'
import { choosePiece, type ChosenIn, type Selection } from './selection.ts'
import { StageFall } from './StageFall.tsx'
import { TurnNotices, TurnStory } from './TurnStory.tsx'
import { usePieceRules } from './usePieceRules.ts'
import { noChange, wishPiece } from './view/change.ts'
import { stateOf } from './view/state.ts'

type Mode = { kind: 'turn' } | { kind: 'compare' } | { kind: 'again'; without: string | null }

/** What the model was given in one turn, in linked pictures: selecting a piece in one selects it in all. */
export function ContextFace({ trace }: { trace: TurnTrace }) {
  const [mode, setMode] = useState<Mode>({ kind: 'turn' })
  const [selection, setSelection] = useState<Selection>(null)
  const [region, setRegion] = useState<Region | 'all'>('all')
  const { rules, setRule } = usePieceRules(trace.conversationId)
  const onRegion = useCallback((next: Region | 'all') => { setRegion(next); if (next !== 'all') setSelection(null) }, [])
  const choose = useMemo(() => {
    const chooserIn = (from: ChosenIn) => (pieceId: string | null) => setSelection((before) => choosePiece(before, pieceId, from))
    return { picture: chooserIn('picture'), list: chooserIn('list'), prompt: chooserIn('prompt'), answer: chooserIn('answer'), plan: chooserIn('plan') }
  }, [])
  const { context } = trace
  const uses = useMemo(() => new Map((trace.fidelity?.pieces ?? []).map((use) => [use.pieceId, use])), [trace.fidelity])
  const desk = useMemo((): Desk => ({ trace, uses, rules, setRule, tryWithout: (pieceId) => setMode({ kind: 'again', without: pieceId }) }), [trace, uses, rules, setRule])
  const back = () => setMode({ kind: 'turn' })
  const selected = selection?.pieceId ?? null
  // The mark in the picture comes with the press; the details and the lists may take a frame more.
  const settled = useDeferredValue(selection)
  const marked = settled?.pieceId ?? null
  const state = stateOf(trace)
  const chosenIn = (from: ChosenIn) => context !== null && <ChosenPiece context={context} selection={settled} from={from} onClose={() => setSelection(null)} />

  if (mode.kind === 'compare') return <CompareBench trace={trace} onBack={back} />
  if (mode.kind === 'again') return <DeskProvider value={desk}><AgainBench trace={trace} begin={mode.without === null ? noChange : wishPiece(noChange, mode.without, 'off')} onBack={back} /></DeskProvider>
  return (
    <DeskProvider value={desk}>
      <FaceTools trace={trace} onCompare={() => setMode({ kind: 'compare' })} onAgain={state === 'whole' ? () => setMode({ kind: 'again', without: null }) : null} />
      <TurnNotices trace={trace} />
      {state !== 'whole' && <ContextLost state={state} />}
      {context !== null && (
        <WindowSection context={context} modelName={trace.route?.modelName ?? ''} region={region} onRegion={onRegion} selected={selected} onSelect={choose.picture}>{chosenIn('picture')}</WindowSection>
      )}
      {context !== null && <FidelitySection trace={trace} selected={marked} onSelect={choose.answer}>{chosenIn('answer')}</FidelitySection>}
      {context !== null && context.pieces.length > 0 && <PieceLists context={context} region={region} onRegion={onRegion} selected={marked} opened={settled?.from === 'list'} onSelect={choose.list} />}
      {trace.quality !== null && <QualitySection quality={trace.quality} />}
      <StageFall trace={trace} />
      <PlanSection trace={trace} onSelect={choose.plan}>{chosenIn('plan')}</PlanSection>
      <TurnStory trace={trace} />
      {context !== null && context.prompt.length > 0 && state === 'whole' && <PromptView prompt={context.prompt} selected={marked} onSelect={choose.prompt}>{chosenIn('prompt')}</PromptView>}
    </DeskProvider>
  )
}
