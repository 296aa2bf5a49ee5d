import type { TurnPlan, Understanding } from '../../shared/trace.ts'
import type { TaskKind } from '../../shared/words.ts'
import { cutAfter, cutBefore } from './cut.ts'

const short: readonly TaskKind[] = ['recall', 'calculate', 'small-talk', 'command']
const long: readonly TaskKind[] = ['write', 'plan', 'code', 'summarise']
/** Tasks that carry all they need, so that nothing is looked up for them. */
const selfContained: readonly TaskKind[] = ['calculate', 'translate', 'small-talk', 'command']
/** A query is read by an embedder of 256 tokens: the beginning says what it is about, the end is where questions stand. */
const queryHead = 600
const queryTail = 400

/** Decides which sources are asked, with what words, and what shape the answer should have. */
export function planTurn(understanding: Understanding, text: string): TurnPlan {
  const { task, needsMemory } = understanding
  const asks = needsMemory || understanding.confidence < 0.5 || !selfContained.includes(task)
  return {
    providers: asks ? ['memories', 'messages'] : [],
    query: queryOf(text.trim()),
    shape: short.includes(task) ? 'short' : long.includes(task) ? 'long' : 'normal',
  }
}

function queryOf(text: string): string {
  if (text.length <= queryHead + queryTail) return text
  return `${text.slice(0, cutBefore(text, queryHead))}\n${text.slice(cutAfter(text, text.length - queryTail))}`
}
