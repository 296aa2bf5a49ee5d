import type { Epoch } from '../../shared/epoch.ts'
import type { Memory } from '../../shared/memory.ts'
import type { Message } from '../../shared/message.ts'
import type { Piece } from '../../shared/piece.ts'
import { coreText } from '../context/coreText.ts'
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

/** A memory as a piece of the region. */
export function memoryPiece(memory: Memory, region: 'profile' | 'memories', score: number | null, scores: Record<string, number>): Piece {
  const source = memory.sources[0]
  return {
    id: memory.id, region, text: memory.text, tokens: 0,
    source: { kind: 'memory', memoryId: memory.id, messageId: source?.messageId ?? null, conversationId: source?.conversationId ?? null, at: memory.eventAt ?? memory.learnedAt },
    label: memory.label, trust: memory.trust, score, scores,
    stability: region === 'profile' ? 'stable' : 'volatile', marks: [],
  }
}
