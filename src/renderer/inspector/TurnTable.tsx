import { useWindow } from '../state/AppStateContext.ts'
import type { WindowState } from '../state/windowStore.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { formatCount, formatMoment, formatMoney } from '../state/formats.ts'
import { listTurns, namePlace, type Spent } from './view/turns.ts'

const selectOpenTurn = (state: WindowState) => state.openTurn

/** The turns of a conversation with their tokens and cost, the newest first. A turn's number opens its context. */
export function TurnTable({ turns, shownTurnId }: { turns: readonly Spent[]; shownTurnId: string | null }) {
  const openTurn = useWindow(selectOpenTurn)
  const numbers = new Map(listTurns(turns, null).map((turn) => [turn.turnId, turn.number]))
  return (
    <div className="mt-2 overflow-x-auto" tabIndex={0} role="region" aria-label="Turns">
      <table className="w-full text-small">
        <caption className="sr-only">Tokens and cost per turn</caption>
        <thead>
          <tr className="text-right text-tiny text-faint [&>th]:pb-1 [&>th]:font-normal">
            <th scope="col" className="text-left">Turn</th><th scope="col">Prompt</th><th scope="col" title="Read before and kept: not read again">Reused</th><th scope="col">Answer</th><th scope="col">Cost</th><th scope="col" className="pl-3 text-left">Where</th>
          </tr>
        </thead>
        <tbody>
          {[...turns].sort((one, other) => other.at - one.at).map((turn) => (
            <tr key={turn.turnId} className={joinClasses('border-t border-line text-right [&>td]:py-1', turn.turnId === shownTurnId && 'bg-accent-soft')}>
              <th scope="row" className="text-left font-normal"><button type="button" title={formatMoment(turn.at)} onClick={() => openTurn(turn.turnId, 'context')} className="rounded-small text-accent underline decoration-line-strong underline-offset-3 hover:decoration-current">{numbers.get(turn.turnId)}<span className="sr-only">, open its context</span></button></th>
              <td>{formatCount(turn.promptTokens)}</td><td className="text-mute">{formatCount(turn.cachedTokens)}</td><td>{formatCount(turn.outputTokens)}</td><td>{formatMoney(turn.cost)}</td>
              <td className="pl-3 text-left text-mute">{namePlace(turn.destination)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
