import type { Epoch } from '../../../shared/epoch.ts'
import type { Memory } from '../../../shared/memory.ts'
import type { Conversation, Message } from '../../../shared/message.ts'
import type { PieceRecord } from '../../../shared/piece.ts'
import type { TurnTrace } from '../../../shared/trace.ts'
import { insertConversation } from '../../storage/conversations.ts'
import { transaction, type WriteDb } from '../../storage/database.ts'
import { writeDraft } from '../../storage/drafts.ts'
import { insertEpoch } from '../../storage/epochs.ts'
import { saveMemory } from '../../storage/memories.ts'
import { insertMessage } from '../../storage/messages.ts'
import { saveRun } from '../../storage/runs.ts'
import { saveTrace } from '../../storage/traces.ts'
import type { Canary } from './canaries.ts'

/** The memory that holds a canary. */
export function memoryIdOf(canary: Canary): string { return `y_${canary.name}` }

/**
 * Puts a canary wherever the store keeps texts, as turns would: told in one conversation and learned, corrected once, asked for in
 * another and answered in other words, traced, run again, summed up, in titles, goals and drafts, and repeated where nothing tells of it.
 */
export function plantCanary(db: WriteDb, canary: Canary, at: number): void {
  const { name, fact } = canary
  const [first, second] = [`c_told_${name}`, `c_asked_${name}`]
  const told = `By the way, ${fact}. Keep that in mind!`
  transaction(db, () => {
    insertConversation(db, talk(first, told.slice(0, 40), fact, at))
    insertConversation(db, talk(second, `About ${fact}`, '', at))
    const messages = [
      message(`m_${name}_1`, first, null, told, at), message(`m_${name}_2`, first, `m_${name}_1`, `Noted: ${fact}.`, at),
      message(`m_${name}_3`, second, null, 'What was it again?', at), message(`m_${name}_4`, second, `m_${name}_3`, `Well. ${canary.told}`, at),
      message(`m_${name}_5`, second, `m_${name}_4`, `Shout it: ${fact.toUpperCase()}`, at),
    ]
    for (const one of messages) insertMessage(db, one)
    const start = told.indexOf(fact)
    const memory = memoryOf(memoryIdOf(canary), fact, at)
    saveMemory(db, { ...memory, text: `${fact}, or so`, sources: [{ messageId: messages[0]!.id, conversationId: first, start, end: start + fact.length, quote: fact, at, role: 'user', file: null }] }, { at, author: 'rule', action: 'learned', reason: 'told', before: null })
    saveMemory(db, { ...memory, sources: [{ messageId: messages[0]!.id, conversationId: first, start, end: start + fact.length, quote: fact, at, role: 'user', file: null }] }, { at, author: 'user', action: 'edited', reason: `now “${fact}”`, before: `${fact}, or so` })
    const trace = turn(`t_${name}`, second, messages[2]!.id, messages[3]!.id, [
      piece(`memory:${memory.id}`, fact, { kind: 'memory', memoryId: memory.id, messageId: messages[0]!.id, conversationId: first, at }),
      piece(`message:${messages[0]!.id}`, told, { kind: 'message', messageId: messages[0]!.id, conversationId: first, role: 'user', at, title: told.slice(0, 40) }),
    ], at)
    saveTrace(db, trace)
    saveRun(db, runOf(trace, `Once more: ${fact}`))
    insertEpoch(db, epochOf(`e_${name}`, second, messages[3]!.id, `They spoke of this: ${canary.told}`, at))
    writeDraft(db, second, { text: `so ${fact}`, pastes: [{ text: fact, tokens: null, exact: false }] })
  })
}

function talk(id: string, title: string, goal: string, at: number): Conversation {
  return { id, title, createdAt: at, updatedAt: at, pinned: false, deletedAt: null, leafId: null, route: 'auto', messageCount: 0, budget: null, goal, personaId: null, projectId: null, importedFrom: null, temporary: false }
}

function message(id: string, conversationId: string, parentId: string | null, text: string, at: number): Message {
  const role = /_[24]$/.test(id) ? 'assistant' as const : 'user' as const
  return { id, conversationId, parentId, role, text, createdAt: at, status: 'done', turnId: null, label: 'personal', trust: role, speaker: null, note: null }
}

function memoryOf(id: string, text: string, at: number): Memory {
  return {
    id, kind: 'semantic', text, subject: 'user', key: null, importance: 0.5, confidence: 0.9, eventAt: null, learnedAt: at, updatedAt: at, validFrom: at, validUntil: null, supersededBy: null, label: 'personal',
    trust: 'user', pinned: false, state: 'active', uses: 0, lastUsedAt: null, scope: 'everywhere', scopeId: null, entities: [], fadesAt: null, conflictsWith: null, sources: [],
  }
}

function piece(id: string, text: string, source: PieceRecord['source']): PieceRecord {
  return { id, region: 'memories', text, tokens: 5, source, label: 'personal', trust: 'user', score: 0.5, scores: {}, stability: 'volatile', marks: [], outcome: 'in', code: null, reason: `Shares “${text}”`, wantedTokens: 5 }
}

function turn(turnId: string, conversationId: string, userMessageId: string, answerMessageId: string, pieces: PieceRecord[], at: number): TurnTrace {
  const text = pieces.map((one) => one.text).join('\n')
  return {
    turnId, conversationId, userMessageId, answerMessageId, startedAt: at, totalMs: 1, firstTokenMs: 1, status: 'done', failure: null, stages: [], understanding: null, plan: null, route: null,
    context: { window: 2048, reserve: 256, used: 100, counting: 'exact', tokenizer: 'small', regions: [], pieces, label: 'personal', keptPrefix: 0, prompt: [{ role: 'user', text, spans: [] }], time: null, trusted: null, cutBy: [] },
    usage: null, cost: 0, memoryAnswer: null, learned: [], notices: [text], focus: { text, by: 'rules', given: true, reason: '' }, epochId: null, strategy: '', fidelity: null, quality: null, tightened: null, fullHistoryTokens: null,
    costKnown: true, attempts: [], sources: [], cached: null, near: null, squeezed: [],
  }
}

function runOf(trace: TurnTrace, answer: string): Parameters<typeof saveRun>[1] {
  return {
    runId: `r_${trace.turnId}`, turnId: trace.turnId, conversationId: trace.conversationId, at: trace.startedAt, change: { off: [], pinned: [], edited: [], strategy: null, modelId: null }, state: 'done', modelId: 'm', modelName: 'm',
    context: trace.context, diff: null, answer, usage: null, cost: 0, firstTokenMs: null, totalMs: 1, failure: null,
  }
}

function epochOf(id: string, conversationId: string, upTo: string, text: string, at: number): Epoch {
  return {
    id, conversationId, number: 1, upToMessageId: upTo, afterMessageId: upTo, previousId: null, kind: 'compaction', reason: 'asked', why: 'asked for', text, madeText: text, by: 'rules', messages: 2, tokensBefore: 9, tokensAfter: 3,
    lost: [], createdAt: at, editedAt: null, undoneAt: null, turns: 0, label: 'personal', trust: 'derived',
  }
}
