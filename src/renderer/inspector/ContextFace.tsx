import { useCallback, useMemo, useState } from 'react'
import type { TurnTrace } from '../../shared/trace.ts'
import type { Region } from '../../shared/words.ts'
import { PieceList } from './PieceList.tsx'
import { PieceMap } from './PieceMap.tsx'
import { PromptView } from './PromptView.tsx'
import { Section } from './Section.tsx'
import { StageFall } from './StageFall.tsx'
import { TurnNotices, TurnStory } from './TurnStory.tsx'
import { formatCount } from './view/format.ts'
import { countPieces } from './view/pieces.ts'
import { WindowBar } from './WindowBar.tsx'

/** What the model was given in one turn, in linked pictures: selecting a piece in one selects it in all. */
export function ContextFace({ trace }: { trace: TurnTrace }) {
  const [selected, setSelected] = useState<string | null>(null)
  const [region, setRegion] = useState<Region | 'all'>('all')
  const onRegion = useCallback((next: Region | 'all') => { setRegion(next); if (next !== 'all') setSelected(null) }, [])
  const { context } = trace
  const counts = useMemo(() => countPieces(context?.pieces ?? []), [context])
  const shown = useMemo(() => (context?.pieces ?? []).filter((piece) => region === 'all' || piece.region === region), [context, region])
  return (
    <>
      <TurnNotices trace={trace} />
      {context === null && <Section title="No context"><p className="mt-1 text-small text-mute">This turn ended before a prompt was put together.</p></Section>}
      {context !== null && (
        <>
          <WindowBar context={context} modelName={trace.route?.modelName ?? ''} region={region} onRegion={onRegion} />
          {context.pieces.length > 0 && (
            <Section title="Pieces" aside={`area = tokens · hatched = left out`}>
              <PieceMap pieces={shown} selected={selected} onSelect={setSelected} />
              <p className="mt-3 flex items-baseline justify-between text-small"><span className="font-semibold">In {formatCount(counts.in)} · Shortened {formatCount(counts.shortened)} · Out {formatCount(counts.out)}</span><span className="text-mute">used by the answer: {formatCount(counts.used)}</span></p>
              <PieceList context={context} region={region} onRegion={onRegion} selected={selected} onSelect={setSelected} />
            </Section>
          )}
        </>
      )}
      <StageFall trace={trace} />
      <TurnStory trace={trace} />
      {context !== null && context.prompt.length > 0 && <PromptView prompt={context.prompt} selected={selected} onSelect={setSelected} />}
    </>
  )
}
