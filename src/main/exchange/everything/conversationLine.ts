import type { Conversation, Message } from '../../../shared/message.ts'
import { conversationVersion } from '../formats/casement.ts'

/** A conversation as one line of JSON with all its branches: the form that `readCasement` reads. */
export function writeConversationLine(conversation: Conversation, messages: readonly Message[]): string {
  const { id, title, createdAt, updatedAt, pinned, deletedAt, leafId, goal, projectId, importedFrom } = conversation
  return `${JSON.stringify({
    casement: 'conversation', version: conversationVersion, id, title, createdAt, updatedAt, pinned, deletedAt, leafId, goal, projectId, importedFrom,
    messages: messages.map((message) => ({
      id: message.id, parentId: message.parentId, role: message.role, createdAt: message.createdAt, status: message.status, label: message.label, trust: message.trust,
      speaker: message.speaker, note: message.note, text: message.text,
    })),
  })}\n`
}
