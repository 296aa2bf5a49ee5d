import { useDeferredValue, useMemo, useState } from 'react'
import type { PieceRecord } from '../../../shared/piece.ts'
import type { ContextChange } from '../../../shared/versions.ts'
import { excerpt, formatCount } from '../../state/formats.ts'
import { Button } from '../../ui/Button.tsx'
import { joinClasses } from '../../ui/joinClasses.ts'
import { TextField } from '../../ui/TextField.tsx'
import { RowList } from '../RowList.tsx'
import { wishOf, wishPiece, type PieceWish } from '../view/change.ts'
import { outcomeWords, regionWords } from '../view/names.ts'
import { sizePiece } from '../view/pieces.ts'

const allChoices: { wish: PieceWish; name: string; hint: string }[] = [{ wish: 'off', name: 'Off', hint: 'Without this piece' }, { wish: 'pinned', name: 'Pin', hint: 'Surely with this piece' }, { wish: 'edited', name: 'Edit', hint: 'This piece in other words' }]
const idOf = (piece: PieceRecord) => piece.id

/** The pieces of the turn to switch off, pin or put in other words. */
export function PieceChooser({ pieces, change, onChange }: { pieces: readonly PieceRecord[]; change: ContextChange; onChange: (change: ContextChange) => void }) {
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text).trim().toLowerCase()
  const shown = useMemo(() => open ? pieces.filter((piece) => piece.region !== 'message' && (wanted === '' || piece.text.toLowerCase().includes(wanted) || regionWords[piece.region].name.toLowerCase().includes(wanted))) : [], [open, pieces, wanted])
  const set = (piece: PieceRecord, wish: PieceWish) => onChange(wishPiece(change, piece.id, wishOf(change, piece.id) === wish ? 'as-it-was' : wish, piece.text))
  return (
    <div>
      <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? 'Close the pieces' : 'Choose pieces to change'}</Button>
      {open && (
        <>
          <TextField className="mt-2" label="Find a piece to change" labelHidden placeholder="Find a piece" value={text} onChange={setText} />
          <div className="mt-1.5 max-h-80 overflow-y-auto">
            <RowList label="Pieces to change" items={shown} keyOf={idOf}>
              {(piece) => {
                const wish = wishOf(change, piece.id)
                const choices = allChoices.filter(({ wish: one }) => one !== 'off' || piece.outcome !== 'out')
                return (
                  <div className={joinClasses('grid grid-cols-[10px_minmax(0,1fr)] gap-x-2.5 border-t border-line py-1.5', `region-${piece.region}`)}>
                    <span aria-hidden className={joinClasses('mt-1.5 size-2.5 rounded-[3px]', piece.outcome === 'out' ? 'border border-dashed region-edge' : 'region-fill')} />
                    <p dir="auto" className={joinClasses('truncate text-snug', wish === 'off' && 'line-through')}>{excerpt(piece.text, 80)}</p>
                    <div className="col-start-2 flex items-center gap-1 text-tiny text-faint">
                      <span className="flex-1">{regionWords[piece.region].name}, {outcomeWords[piece.outcome].toLowerCase()}, {formatCount(sizePiece(piece))}</span>
                      {choices.map(({ wish: one, name, hint }) => (
                        <button key={one} type="button" aria-pressed={wish === one} aria-label={`${name}: ${excerpt(piece.text, 50)}`} title={hint} onClick={() => set(piece, one)} className={joinClasses('rounded-small border px-1.5 py-px text-small', wish === one ? 'border-accent bg-accent-soft text-text' : 'border-line text-mute hover:bg-hover')}>{name}</button>
                      ))}
                    </div>
                  </div>
                )
              }}
            </RowList>
          </div>
        </>
      )}
    </div>
  )
}
