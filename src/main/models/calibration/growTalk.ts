import type { ChatMessage, TokenCounter } from '../ports.ts'
import type { Fact } from './facts.ts'
import { exchangeAt } from './talk.ts'

/** Invented talk of a known length, with the facts that it tells in the order in which they are told. */
export interface Talk {
  readonly messages: readonly ChatMessage[]
  readonly told: readonly { readonly fact: Fact; readonly exchange: number }[]
}

/** Room for one note, its question and the rules around the talk. */
const besideTalk = 130
/** Exchanges that a template's own tokens are measured with. */
const measured = 4

/**
 * Talk for a prompt of so many tokens. A longer one begins with all of a shorter one, so that a model that keeps what it read
 * reads only what was added.
 */
export async function growTalk(counter: TokenCounter, length: number): Promise<Talk> {
  const messages: ChatMessage[] = []
  const told: { fact: Fact; exchange: number }[] = []
  const perMessage = await templateTokens(counter)
  for (let exchange = 0, tokens = besideTalk; ; exchange++) {
    const next = exchangeAt(exchange)
    const counts = await counter.count(next.messages.map((message) => message.text))
    tokens += counts.reduce((sum, count) => sum + count + perMessage, 0)
    if (tokens > length) return { messages, told }
    messages.push(...next.messages)
    if (next.told !== null) told.push({ fact: next.told, exchange })
  }
}

/** Tokens that a chat template adds to each message, about, and never fewer. */
async function templateTokens(counter: TokenCounter): Promise<number> {
  const messages = Array.from({ length: measured }, (_, at) => exchangeAt(at).messages).flat()
  const counts = await counter.count(messages.map((message) => message.text))
  const bare = counts.reduce((sum, count) => sum + count, 0)
  return Math.max(0, Math.ceil((await counter.countChat(messages) - bare) / messages.length))
}

/** What was told at the beginning of a talk, or in its middle; the number chooses among a few. Null where the talk told nothing. */
export function chooseTold({ told, messages }: Talk, where: 'first' | 'middle', number: number): Fact | null {
  const few = Math.max(1, Math.min(4, told.length))
  const middle = messages.length / 4
  const from = where === 'first' ? told : told.toSorted((a, b) => Math.abs(a.exchange - middle) - Math.abs(b.exchange - middle))
  return from[number % few]?.fact ?? null
}
