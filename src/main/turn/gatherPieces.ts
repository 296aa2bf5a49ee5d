import type { Epoch } from '../../shared/epoch.ts'
import type { Memory } from '../../shared/memory.ts'
import type { Message } from '../../shared/message.ts'
import type { Piece } from '../../shared/piece.ts'
import { coreText } from '../context/coreText.ts'
import { memoryPiece } from '../knowledge/memoryPiece.ts'
import type { Recalled } from '../memory/recall.ts'
import { openMessages, summaryPiece } from './epochs.ts'

/** The last two exchanges stay verbatim. */
const recentMessages = 4

export interface Gathered {
  readonly userMessage: Message
  /** Earlier messages of this branch, oldest first, without the user's new one. */
  readonly earlier: readonly Message[]
  /** The epoch that the branch rests on: its summary stands for the messages that it covers. */
  readonly epoch: Epoch | null
  readonly pinned: readonly Memory[]
  readonly recalled: readonly Recalled[]
  /** What other sources gave; what stands here already is not said twice. */
  readonly loaded: readonly Piece[]
  /** Pieces that the person pinned to this conversation, by id. */
  readonly pinnedPieces: ReadonlySet<string>
}

/**
 * Makes the pieces of a turn out of what was found. Tokens are 0 here: they are counted once the destination is
 * known, because its tokenizer is the one that matters.
 */
export function gatherPieces(gathered: Gathered): Piece[] {
  const pieces: Piece[] = [corePiece()]
  pieces.push(...talkPieces(gathered.earlier, gathered.epoch))
  for (const memory of gathered.pinned) pieces.push({ ...memoryPiece(memory, 'profile', null, {}), pinned: true })
  const pinnedIds = new Set(gathered.pinned.map((memory) => memory.id))
  pieces.push(...notesOf(gathered.recalled.filter((found) => found.memory === null || !pinnedIds.has(found.memory.id))))
  const there = new Set(pieces.map((piece) => piece.id))
  for (const piece of gathered.loaded) {
    if (there.has(piece.id) || piece.id === gathered.userMessage.id) continue
    there.add(piece.id)
    pieces.push(piece)
  }
  pieces.push({ ...messagePiece(gathered.userMessage, 'message'), stability: 'volatile' })
  return pieces.map((piece) => gathered.pinnedPieces.has(piece.id) && piece.region !== 'message' ? { ...piece, pinned: true } : piece)
}

/** What was found, as notes for this turn. */
export function notesOf(recalled: readonly Recalled[]): Piece[] {
  return recalled.flatMap((found): Piece[] => {
    const scores: Record<string, number> = found.exact ? { ...found.scores, exact: 1 } : found.scores
    if (found.memory !== null) return [memoryPiece(found.memory, 'memories', found.score, scores)]
    return found.message === null ? [] : [{ ...messagePiece(found.message, 'memories'), score: found.score, scores, stability: 'volatile' }]
  })
}

/** The conversation itself: the summary of what an epoch covers, then what was said since. */
export function talkPieces(earlier: readonly Message[], epoch: Epoch | null): Piece[] {
  const open = openMessages(earlier, epoch)
  const split = Math.max(0, open.length - recentMessages)
  return [...(epoch === null ? [] : [summaryPiece(epoch)]), ...open.map((message, at) => messagePiece(message, at < split ? 'history' : 'recent'))]
}

/** Casement's own rules. */
function corePiece(): Piece {
  return {
    id: 'core:core rules', region: 'core', text: coreText(), tokens: 0, source: { kind: 'rule', name: 'core rules' }, label: 'open', trust: 'user', score: null, scores: {},
    stability: 'stable', marks: [],
  }
}

function messagePiece(message: Message, region: 'history' | 'recent' | 'memories' | 'message'): Piece {
  const text = message.speaker === null ? message.text : `${message.speaker}: ${message.text}`
  return {
    id: message.id, region, text, tokens: 0,
    source: { kind: 'message', messageId: message.id, conversationId: message.conversationId, role: message.role, at: message.createdAt },
    label: message.label, trust: message.trust, score: null, scores: {}, stability: 'append-only', marks: [],
  }
}
