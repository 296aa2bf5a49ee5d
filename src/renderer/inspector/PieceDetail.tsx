import { ArrowUpRight } from 'lucide-react'
import { useState } from 'react'
import type { Context, PieceRecord } from '../../shared/piece.ts'
import { MemoryActions } from '../memories/MemoryActions.tsx'
import { useWindow } from '../state/AppStateContext.ts'
import type { WindowState } from '../state/windowStore.ts'
import { Button } from '../ui/Button.tsx'
import { LongText } from './LongText.tsx'
import { ScoreBars } from './ScoreBars.tsx'
import { FactList } from './Section.tsx'
import { formatMoment } from '../state/formats.ts'
import { labelWords, nameMark, regionWords, trustWords } from './view/names.ts'
import { changePiece, explainPiece, nameSource } from './view/pieces.ts'

const selectOpenMessage = (state: WindowState) => state.openMessage
const selectOpenMemory = (state: WindowState) => state.openMemory

/** Everything about one piece: text, source, scores, reason, label, trust, size, and what one can do about it. */
export function PieceDetail({ piece, context }: { piece: PieceRecord; context: Context }) {
  const openMessage = useWindow(selectOpenMessage)
  const openMemory = useWindow(selectOpenMemory)
  const [whyOpen, setWhyOpen] = useState(false)
  const { source } = piece
  const message = source.kind === 'rule' || source.messageId === null || source.conversationId === null ? null : { messageId: source.messageId, conversationId: source.conversationId }
  const sentences = explainPiece(piece, context)
  const facts = [
    { name: 'Region', value: regionWords[piece.region].name },
    { name: 'From', value: nameSource(piece) },
    ...(source.kind === 'rule' ? [] : [{ name: 'Written', value: formatMoment(source.at) }]),
    { name: 'Size', value: changePiece(piece) },
    { name: 'Label', value: `${labelWords[piece.label].name}: ${labelWords[piece.label].hint.toLowerCase()}` },
    { name: 'Trust', value: `${trustWords[piece.trust].name}. ${trustWords[piece.trust].hint}` },
    ...(piece.marks.length === 0 ? [] : [{ name: 'Marks', value: piece.marks.map(nameMark).join(', ') }]),
    ...(piece.used === true ? [{ name: 'Used', value: 'the answer shares a word or a number with it' }] : []),
  ]
  return (
    <div className="pb-3 pl-5">
      <LongText text={piece.text} />
      <p className="mt-2 text-small">{sentences[0]}</p>
      {whyOpen && <ul className="mt-1 grid gap-1 text-small text-mute">{sentences.slice(1).map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
      <FactList facts={facts} />
      <ScoreBars scores={piece.scores} total={piece.score} />
      <div className="mt-3 flex flex-wrap gap-1.5">
        {piece.outcome !== 'in' && sentences.length > 1 && !whyOpen && <Button size="small" onClick={() => setWhyOpen(true)}>{piece.outcome === 'out' ? 'Why not?' : 'Why shortened?'}</Button>}
        {message !== null && <Button size="small" icon={<ArrowUpRight size={13} />} onClick={() => openMessage(message.messageId, message.conversationId)}>Open the message</Button>}
        {source.kind === 'memory' && <Button size="small" icon={<ArrowUpRight size={13} />} onClick={() => openMemory(source.memoryId)}>Open the memory</Button>}
      </div>
      {source.kind === 'memory' && <MemoryActions memoryId={source.memoryId} />}
    </div>
  )
}
