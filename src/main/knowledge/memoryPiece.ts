import type { Memory } from '../../shared/memory.ts'
import type { Message } from '../../shared/message.ts'
import type { Piece } from '../../shared/piece.ts'
import type { LoaderAsk } from './loader.ts'

/** A memory as a piece of the region. Its id is the memory's own, so that one memory from two sources is one piece. */
export function memoryPiece(memory: Memory, region: 'profile' | 'memories', score: number | null, scores: Record<string, number>): Piece {
  const source = memory.sources[0]
  return {
    id: memory.id, region, text: memory.text, tokens: 0,
    source: { kind: 'memory', memoryId: memory.id, messageId: source?.messageId ?? null, conversationId: source?.conversationId ?? null, at: memory.eventAt ?? memory.learnedAt },
    label: memory.label, trust: memory.trust, score, scores,
    stability: region === 'profile' ? 'stable' : 'volatile', marks: [],
  }
}

/** Above what is asked of a found note, below a note that really fits: what a task always brings must not crowd out what answers. */
const broughtScore = 0.3

/** Memories that a task brings along, whatever was asked; bounded by `most`, each once. */
export function broughtPieces(memories: readonly Memory[], most: number): Piece[] {
  const once = new Map(memories.map((memory) => [memory.id, memory]))
  return [...once.values()].slice(0, most).map((memory) => memoryPiece(memory, 'memories', broughtScore, { source: broughtScore }))
}

/** What was worked out from the person's message, with the way back to it: where the message is forgotten, so is this. */
export function derivedPiece({ message, now }: LoaderAsk, id: string, text: string): Piece {
  return {
    id: `${id}:${message.id}`, region: 'results', text, tokens: 0,
    source: { kind: 'message', messageId: message.id, conversationId: message.conversationId, role: 'user', at: now },
    label: message.label, trust: 'derived', score: null, scores: {}, stability: 'volatile', marks: [],
  }
}

/** What the computer knows by itself. */
export function knownPiece(id: string, region: 'results' | 'documents', name: string, text: string): Piece {
  return { id, region, text, tokens: 0, source: { kind: 'rule', name }, label: 'open', trust: 'user', score: null, scores: {}, stability: 'volatile', marks: [] }
}

/** A message of this conversation as a document. */
export function messageDocument(message: Message, mostChars: number): Piece {
  const isWhole = message.text.length <= mostChars
  return {
    id: message.id, region: 'documents', text: isWhole ? message.text : `${message.text.slice(0, mostChars).toWellFormed()} …`, tokens: 0,
    source: { kind: 'message', messageId: message.id, conversationId: message.conversationId, role: message.role, at: message.createdAt },
    label: message.label, trust: message.trust, score: null, scores: {}, stability: 'volatile', marks: isWhole ? [] : ['cut'],
  }
}
