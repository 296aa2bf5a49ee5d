import type { leftOutReasons, Piece } from '../../shared/piece.ts'
import { strictestLabel } from '../../shared/words.ts'
import { findDuplicates } from './duplicates.ts'
import { findInjection } from './injection.ts'
import { findSecrets } from './secrets.ts'

/** A piece that stays out of the prompt, with the code for machines and the sentence for people. */
export interface LeftOut { readonly piece: Piece; readonly code: (typeof leftOutReasons)[number]; readonly reason: string }

export interface ScreenOptions {
  /** Whether pieces that repeat a better-sourced one leave; true unless it is switched off. */
  readonly dropDuplicates?: boolean
}

/**
 * Marks secrets and obvious injection, raises labels, and takes out external text that gives orders and what is said twice.
 * Marks: "injection", "secret:card" and so on. The user's own message is marked and always kept; its order stays as given.
 */
export function screen(pieces: readonly Piece[], options: ScreenOptions = {}): { kept: Piece[]; out: LeftOut[] } {
  const out: LeftOut[] = []
  const clean: Piece[] = []
  for (const piece of pieces.map(markPiece)) {
    if (piece.trust === 'external' && piece.region !== 'message' && piece.marks.includes('injection')) {
      out.push({ piece, code: 'injection', reason: 'Left out: text from outside that gives orders to the model' })
    } else clean.push(piece)
  }
  const twins = options.dropDuplicates === false ? new Map<Piece, Piece>() : findDuplicates(clean)
  for (const [piece, better] of twins) out.push({ piece, code: 'duplicate', reason: `Left out: says the same as ${describe(better)}` })
  return { kept: clean.filter((piece) => !twins.has(piece)), out }
}

/** The same piece with what screening saw in it. The user's own words may talk of instructions freely. */
function markPiece(piece: Piece): Piece {
  if (piece.source.kind === 'rule') return piece
  const marks = new Set(piece.marks)
  const secrets = findSecrets(piece.text)
  for (const secret of secrets) marks.add(`secret:${secret.kind}`)
  if (piece.trust !== 'user' && findInjection(piece.text).length > 0) marks.add('injection')
  if (marks.size === piece.marks.length) return piece
  return { ...piece, marks: [...marks], label: secrets.length > 0 ? strictestLabel([piece.label, 'local']) : piece.label }
}

function describe(piece: Piece): string {
  if (piece.source.kind === 'memory') return 'another memory'
  return piece.source.kind === 'message' ? 'a message that is already in' : 'another piece'
}
