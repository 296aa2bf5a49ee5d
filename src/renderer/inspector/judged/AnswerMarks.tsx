import { useMemo } from 'react'
import type { PieceUse, TurnTrace } from '../../../shared/trace.ts'
import { excerpt } from '../../state/formats.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { useAnswer } from '../useAnswer.ts'
import { cutAnswer } from '../view/judged.ts'

export type AnswerMarksProps = { trace: TurnTrace; uses: readonly PieceUse[]; selected: string | null; onSelect: (pieceId: string | null) => void }

/** The answer with the places marked where it used a piece. A press on a mark chooses the piece. */
export function AnswerMarks({ trace, uses, selected, onSelect }: AnswerMarksProps) {
  const answer = useAnswer(trace.answerMessageId)
  const pieces = useMemo(() => new Map((trace.context?.pieces ?? []).map((piece) => [piece.id, piece])), [trace.context])
  const parts = useMemo(() => answer === null ? [] : cutAnswer(answer, uses), [answer, uses])
  if (answer === null || !parts.some((part) => part.pieceId !== null)) return null
  return (
    <div role="region" tabIndex={0} aria-label="The answer, marked" dir="auto" className="mt-2 max-h-52 overflow-y-auto rounded-medium border border-line bg-ground px-2.5 py-2 text-snug leading-[1.55] whitespace-pre-wrap [overflow-wrap:anywhere]">
      {parts.map((part, at) => {
        const piece = part.pieceId === null ? undefined : pieces.get(part.pieceId)
        if (piece === undefined) return <span key={at}>{part.text}</span>
        return (
          <button
            key={at} type="button" onClick={() => onSelect(piece.id)} aria-pressed={piece.id === selected} title={`From: ${excerpt(piece.text, 80)}`}
            className={joinClasses('inline rounded-[3px] border-b-2 region-edge region-soft !text-text', `region-${piece.region}`, piece.id === selected && 'outline-2 outline-accent')}
          >{part.text}</button>
        )
      })}
    </div>
  )
}
