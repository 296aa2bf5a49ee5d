import type { PieceUse } from '../../../shared/trace.ts'
import { tellUse } from '../view/judged.ts'
import { UseMark } from './UseMark.tsx'

/** Whether and where the answer used a piece, with the words of the answer. */
export function UseDetail({ use }: { use: PieceUse }) {
  return (
    <div className="mt-2 text-small">
      <p className="flex flex-wrap items-center gap-x-2"><UseMark use={use} /><span className="text-mute">{tellUse(use).hint}</span></p>
      {use.span !== null && <blockquote dir="auto" className="mt-1 border-l-2 border-good pl-2.5 text-mute [overflow-wrap:anywhere]"><span className="sr-only">In the answer: </span>{use.span.quote}</blockquote>}
    </div>
  )
}
