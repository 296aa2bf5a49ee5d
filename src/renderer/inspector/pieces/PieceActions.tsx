import { ArrowUpRight, Ban, FlaskConical, Pin, RotateCcw } from 'lucide-react'
import type { PieceRecord } from '../../../shared/piece.ts'
import { useWindow } from '../../state/AppStateContext.ts'
import type { WindowState } from '../../state/windowStore.ts'
import { Button } from '../../ui/Button.tsx'
import { useDesk } from '../desk.ts'
import { canRule } from '../view/rules.ts'
import { EpochOfPiece } from './EpochOfPiece.tsx'

const selectOpenMessage = (state: WindowState) => state.openMessage
const selectOpenMemory = (state: WindowState) => state.openMemory

/** What one can do with a piece: go to where it comes from, pin it, leave it out, or ask what would have been said without it. */
export function PieceActions({ piece }: { piece: PieceRecord }) {
  const openMessage = useWindow(selectOpenMessage)
  const openMemory = useWindow(selectOpenMemory)
  const { rules, setRule, tryWithout } = useDesk()
  const { source } = piece
  const message = (source.kind === 'message' || source.kind === 'memory') && source.messageId !== null && source.conversationId !== null ? { messageId: source.messageId, conversationId: source.conversationId } : null
  const rule = rules.get(piece.id) ?? null
  return (
    <>
      <div className="mt-3 flex flex-wrap gap-1.5">
        {message !== null && <Button size="small" icon={<ArrowUpRight size={13} />} onClick={() => openMessage(message.messageId, message.conversationId)}>Open the message</Button>}
        {source.kind === 'memory' && <Button size="small" icon={<ArrowUpRight size={13} />} onClick={() => openMemory(source.memoryId)}>Open the memory</Button>}
        {source.kind === 'summary' && <EpochOfPiece epochId={source.epochId} />}
        {piece.outcome !== 'out' && piece.region !== 'message' && <Button size="small" icon={<FlaskConical size={13} />} onClick={() => tryWithout(piece.id)}>What without it?</Button>}
      </div>
      {canRule(piece) && (
        <div role="group" aria-label="In this conversation" className="mt-2 flex flex-wrap items-center gap-1.5">
          <span className="text-small text-mute">In this conversation</span>
          {rule !== 'pin' && <Button size="small" icon={<Pin size={13} />} onClick={() => setRule(piece.id, 'pin')}>Always take along</Button>}
          {rule !== 'leave-out' && <Button size="small" icon={<Ban size={13} />} onClick={() => setRule(piece.id, 'leave-out')}>Leave out</Button>}
          {rule !== null && <Button size="small" icon={<RotateCcw size={13} />} onClick={() => setRule(piece.id, null)}>{rule === 'pin' ? 'No longer pin it' : 'Let it in again'}</Button>}
        </div>
      )}
    </>
  )
}
