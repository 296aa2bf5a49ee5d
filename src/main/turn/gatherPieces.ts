import type { Memory } from '../../shared/memory.ts'
import type { Message } from '../../shared/message.ts'
import type { Piece } from '../../shared/piece.ts'
import { coreText } from '../context/coreText.ts'
import type { Recalled } from '../memory/recall.ts'

/** The last two exchanges stay verbatim. */
const recentMessages = 4

export interface Gathered {
  readonly userMessage: Message
  /** Earlier messages of this branch, oldest first, without the user's new one. */
  readonly earlier: readonly Message[]
  readonly pinned: readonly Memory[]
  readonly recalled: readonly Recalled[]
  readonly persona: string
}

/**
 * Makes the pieces of a turn out of what was found. Tokens are 0 here: they are counted once the destination is
 * known, because its tokenizer is the one that matters.
 */
export function gatherPieces(gathered: Gathered): Piece[] {
  const pieces: Piece[] = [rulePiece('core', 'core rules', coreText())]
  if (gathered.persona.trim() !== '') pieces.push(rulePiece('persona', 'persona from the settings', gathered.persona.trim()))
  const split = Math.max(0, gathered.earlier.length - recentMessages)
  gathered.earlier.forEach((message, at) => pieces.push(messagePiece(message, at < split ? 'history' : 'recent')))
  for (const memory of gathered.pinned) pieces.push(memoryPiece(memory, 'profile', null, {}))
  const pinnedIds = new Set(gathered.pinned.map((memory) => memory.id))
  for (const found of gathered.recalled) {
    if (found.memory !== null && !pinnedIds.has(found.memory.id)) pieces.push(memoryPiece(found.memory, 'memories', found.score, found.scores))
    if (found.message !== null) pieces.push({ ...messagePiece(found.message, 'memories'), score: found.score, scores: found.scores, stability: 'volatile' })
  }
  pieces.push({ ...messagePiece(gathered.userMessage, 'message'), stability: 'volatile' })
  return pieces
}

function rulePiece(region: 'core' | 'persona', name: string, text: string): Piece {
  return { id: `${region}:${name}`, region, text, tokens: 0, source: { kind: 'rule', name }, label: 'open', trust: 'user', score: null, scores: {}, stability: 'stable', marks: [] }
}

function messagePiece(message: Message, region: 'history' | 'recent' | 'memories' | 'message'): Piece {
  const text = message.speaker === null ? message.text : `${message.speaker}: ${message.text}`
  return {
    id: message.id, region, text, tokens: 0,
    source: { kind: 'message', messageId: message.id, conversationId: message.conversationId, role: message.role, at: message.createdAt },
    label: message.label, trust: message.trust, score: null, scores: {}, stability: 'append-only', marks: [],
  }
}

function memoryPiece(memory: Memory, region: 'profile' | 'memories', score: number | null, scores: Record<string, number>): Piece {
  const source = memory.sources[0]
  return {
    id: memory.id, region, text: memory.text, tokens: 0,
    source: { kind: 'memory', memoryId: memory.id, messageId: source?.messageId ?? null, conversationId: source?.conversationId ?? null, at: memory.eventAt ?? memory.learnedAt },
    label: memory.label, trust: memory.trust, score, scores,
    stability: region === 'profile' ? 'stable' : 'volatile', marks: [],
  }
}
