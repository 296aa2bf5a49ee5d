import { createContext, useContext } from 'react'
import type { PieceUse, TurnTrace } from '../../shared/trace.ts'
import type { PieceRule } from './view/rules.ts'

/** What the parts of one context on show share: the turn, what its answer used, and what one can do with a piece. */
export type Desk = {
  trace: TurnTrace
  uses: ReadonlyMap<string, PieceUse>
  rules: ReadonlyMap<string, PieceRule>
  setRule: (pieceId: string, rule: PieceRule | null) => void
  /** Opens "run again" without this piece. */
  tryWithout: (pieceId: string) => void
}

const DeskContext = createContext<Desk | null>(null)
export const DeskProvider = DeskContext.Provider

/** The desk above this component. Throws without one: that is a bug. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (desk === null) throw new Error('no desk above this component')
  return desk
}
