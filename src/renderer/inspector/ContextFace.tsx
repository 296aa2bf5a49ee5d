import { useCallback, useMemo, useState } from 'react'
import type { TurnTrace } from '../../shared/trace.ts'
import type { Region } from '../../shared/words.ts'
import { ChosenPiece } from './ChosenPiece.tsx'
import { PieceList } from './PieceList.tsx'
import { PieceMap } from './PieceMap.tsx'
import { PromptView } from './PromptView.tsx'
import { Section } from './Section.tsx'
import { choosePiece, type Selection } from './selection.ts'
import { StageFall } from './StageFall.tsx'
import { TurnNotices, TurnStory } from './TurnStory.tsx'
import { WindowBar } from './WindowBar.tsx'

/** What the model was given in one turn, in linked pictures: selecting a piece in one selects it in all. */
export function ContextFace({ trace }: { trace: TurnTrace }) {
  const [selection, setSelection] = useState<Selection>(null)
  const [region, setRegion] = useState<Region | 'all'>('all')
  const onRegion = useCallback((next: Region | 'all') => { setRegion(next); if (next !== 'all') setSelection(null) }, [])
  const { context } = trace
  const selected = selection?.pieceId ?? null
  const shown = useMemo(() => (context?.pieces ?? []).filter((piece) => region === 'all' || piece.region === region), [context, region])
  return (
    <>
      <TurnNotices trace={trace} />
      {context === null && <Section title="No context"><p className="mt-1 text-small text-mute">This turn ended before a prompt was put together.</p></Section>}
      {context !== null && (
        <>
          <WindowBar context={context} modelName={trace.route?.modelName ?? ''} region={region} onRegion={onRegion} />
          {context.pieces.length > 0 && (
            <Section title="Pieces" aside="area = tokens · strength = fit · hatched = left out">
              <PieceMap pieces={shown} selected={selected} onSelect={(pieceId) => setSelection(choosePiece(selection, pieceId, 'map'))} />
              <ChosenPiece context={context} selection={selection} from="map" onClose={() => setSelection(null)} />
              <PieceList context={context} region={region} onRegion={onRegion} selected={selected} opened={selection?.from === 'list'} onSelect={(pieceId) => setSelection(choosePiece(selection, pieceId, 'list'))} />
            </Section>
          )}
        </>
      )}
      <StageFall trace={trace} />
      <TurnStory trace={trace} />
      {context !== null && context.prompt.length > 0 && (
        <PromptView prompt={context.prompt} selected={selected} onSelect={(pieceId) => setSelection(choosePiece(selection, pieceId, 'prompt'))}>
          <ChosenPiece context={context} selection={selection} from="prompt" onClose={() => setSelection(null)} />
        </PromptView>
      )}
    </>
  )
}
