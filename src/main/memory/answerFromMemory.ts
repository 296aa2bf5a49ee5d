import type { MemoryAnswer, Understanding } from '../../shared/trace.ts'
import { readQuestion } from './question.ts'
import { judge } from './judge.ts'
import type { Recalled } from './recallPorts.ts'
import { normaliseFact } from './words.ts'

/** Below this the memories stay silent. */
const confidenceFloor = 0.7

/**
 * Answers a question about the user's own things by quoting the one memory that holds the answer; null whenever that is
 * not clear: no such question, no memory that covers it, two that differ, words that do not agree with the meaning.
 * @param found what recall returned for this question
 * @param now the time of asking; a memory that is not learned yet cannot answer
 */
export function answerFromMemory(question: string, understanding: Understanding | null, found: readonly Recalled[], now: number): MemoryAnswer | null {
  if (understanding !== null && !understanding.isQuestion) return null
  const asked = readQuestion(question)
  if (asked === null) return null
  const judged = found
    .flatMap((one) => one.memory === null || one.memory.state !== 'active' || one.memory.learnedAt > now ? [] : [{ memory: one.memory, confidence: judge(asked, one.memory, now, one) }])
    .filter(({ confidence }) => confidence >= confidenceFloor - 0.1)
    .sort((a, b) => b.confidence - a.confidence || (a.memory.id < b.memory.id ? -1 : 1))
  const best = judged[0]
  if (best === undefined || best.confidence < confidenceFloor) return null
  // One that says the same with more or fewer words is no rival.
  const second = judged.slice(1).find(({ memory }) => !saysTheSame(memory.text, best.memory.text))
  // Two memories that both could be meant are no answer: which one holds is for the person to say.
  if (second !== undefined && best.confidence - second.confidence < 0.12) return null
  const { memory } = best
  const source = memory.sources[0]
  const at = source?.at ?? memory.learnedAt
  return {
    memoryId: memory.id, text: memory.text, at, confidence: Math.round(best.confidence * 100) / 100,
    messageId: source?.messageId ?? null, conversationId: source?.conversationId ?? null,
    sentence: `“${memory.text}” — from your memory of ${dayWords(at)}`,
  }
}

function saysTheSame(one: string, other: string): boolean {
  const [a, b] = [normaliseFact(one), normaliseFact(other)]
  return a.includes(b) || b.includes(a)
}

function dayWords(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }).format(at)
}
