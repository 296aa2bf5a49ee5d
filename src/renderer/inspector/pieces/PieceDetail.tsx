import { useState } from 'react'
import type { Context, PieceRecord } from '../../../shared/piece.ts'
import { MemoryActions } from '../../memories/MemoryActions.tsx'
import { formatMoment } from '../../state/formats.ts'
import { Button } from '../../ui/Button.tsx'
import { useDesk } from '../desk.ts'
import { LongText } from '../LongText.tsx'
import { FactList } from '../Section.tsx'
import { labelWords, nameMark, regionWords, trustWords } from '../view/names.ts'
import { changePiece, explainPiece, nameSource } from '../view/pieces.ts'
import { PieceActions } from './PieceActions.tsx'
import { ScoreBars } from './ScoreBars.tsx'
import { Shortening } from './Shortening.tsx'
import { UseDetail } from './UseDetail.tsx'

/** Everything about one piece: text, what was cut, reason, use, source, scores, label, trust, size, and what one can do about it. */
export function PieceDetail({ piece, context }: { piece: PieceRecord; context: Context }) {
  const { uses } = useDesk()
  const [whyOpen, setWhyOpen] = useState(false)
  const { source } = piece
  const use = piece.outcome === 'out' ? undefined : uses.get(piece.id)
  const sentences = explainPiece(piece, context)
  const facts = [
    { name: 'Region', value: regionWords[piece.region].name },
    { name: 'From', value: nameSource(piece) },
    ...(source.kind === 'rule' ? [] : [{ name: 'Written', value: formatMoment(source.at) }]),
    { name: 'Size', value: changePiece(piece) },
    { name: 'Label', value: `${labelWords[piece.label].name}: ${labelWords[piece.label].hint.toLowerCase()}` },
    { name: 'Trust', value: `${trustWords[piece.trust].name}. ${trustWords[piece.trust].hint}` },
    ...(piece.marks.length === 0 ? [] : [{ name: 'Marks', value: piece.marks.map(nameMark).join(', ') }]),
  ]
  return (
    <div className="pb-3 pl-5">
      {piece.text === '' ? <p className="text-small text-mute">Its text was let go. Its figures are kept.</p> : piece.original === undefined ? <LongText text={piece.text} /> : <Shortening before={piece.original} after={piece.text} />}
      <p className="mt-2 text-small">{sentences[0]}</p>
      {whyOpen && <ul className="mt-1 grid gap-1 text-small text-mute">{sentences.slice(1).map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
      {piece.outcome !== 'in' && sentences.length > 1 && !whyOpen && <Button size="small" look="quiet" className="-ml-2.5" onClick={() => setWhyOpen(true)}>{piece.outcome === 'out' ? 'Why not?' : 'Why shortened?'}</Button>}
      {use !== undefined && <UseDetail use={use} />}
      <FactList facts={facts} />
      <ScoreBars scores={piece.scores} total={piece.score} />
      <PieceActions piece={piece} />
      {source.kind === 'memory' && <MemoryActions memoryId={source.memoryId} />}
    </div>
  )
}
