import type { Client } from '../../../shared/contract.ts'
import { exitCodes, printable, tellFailure, type Terminal } from './terminal.ts'
import { decideUnasked } from './decide.ts'
import { runTurn, type Choice, type EndedTurn } from './runTurn.ts'

export interface AskOptions {
  readonly conversation?: string
  readonly json?: boolean
  /** What is answered when a rule asks before something leaves: this computer unless said otherwise. */
  readonly whenAsked?: Choice
}

/** Asks one question, in a new conversation unless one is named, and writes the answer as it comes. */
export async function ask(client: Client, terminal: Terminal, question: string, options: AskOptions, signal: AbortSignal): Promise<number> {
  const conversation = await openConversation(client, options.conversation)
  if (!conversation.ok) return tellFailure(terminal, conversation.error)
  const conversationId = conversation.value.id
  const turn = await runTurn(client, conversationId, question, {
    hear: (text) => { if (options.json !== true) terminal.out(printable(text)) },
    decide: async (asked) => decideUnasked(terminal, asked, options.whenAsked ?? 'local', ' (--when-asked chooses.)'),
  }, signal)
  if (!turn.ok) return tellFailure(terminal, turn.error)
  if (options.json === true) {
    const { turnId, status, failure, answer } = turn.value
    terminal.out(`${JSON.stringify({ turnId, conversationId, status, failure, text: answer?.text ?? null, summary: answer?.summary ?? null })}\n`)
    return exitOf(turn.value)
  }
  return closeTurn(terminal, turn.value)
}

/** The named conversation, or a new one. */
export async function openConversation(client: Client, conversationId: string | undefined) {
  return conversationId === undefined ? client.call('conversations.create', {}) : client.call('conversations.get', { conversationId })
}

/** Writes what stands below an answer: the quiet line, what the person should know, and why it stopped early. */
export function closeTurn(terminal: Terminal, turn: EndedTurn): number {
  if ((turn.answer?.text ?? '') !== '') terminal.out('\n')
  terminal.note(`${printable(quietLine(turn))}\n`)
  for (const notice of turn.answer?.summary?.notices ?? []) terminal.note(`${printable(notice)}\n`)
  if (turn.failure !== null && turn.failure.kind !== 'cancelled') tellFailure(terminal, turn.failure)
  return exitOf(turn)
}

/** "312 tokens · 2 memories · 1.9 s · local · SmolLM2 · trace turn_…": the numbers below an answer. */
export function quietLine(turn: EndedTurn): string {
  const summary = turn.answer?.summary ?? null
  const parts = summary === null ? [turn.status] : [
    `${summary.promptTokens} tokens`, `${summary.memories} ${summary.memories === 1 ? 'memory' : 'memories'}`,
    `${(summary.totalMs / 1000).toFixed(1)} s`, summary.destination === 'memory' ? 'from memory' : summary.destination, summary.model,
    ...(turn.status === 'done' ? [] : [turn.status]),
  ]
  return `— ${[...parts.filter((part) => part !== ''), `trace ${turn.turnId}`].join(' · ')}`
}

function exitOf(turn: EndedTurn): number {
  if (turn.status === 'done') return exitCodes.done
  return turn.status === 'interrupted' && (turn.failure === null || turn.failure.kind === 'cancelled') ? exitCodes.cancelled : exitCodes.failed
}
