import type { PieceRecord, PromptMessage } from '../../shared/piece.ts'
import type { ResolvedBudget } from './budget.ts'
import { originalOf, writePrompt, type Fitted, type PieceIndex } from './fit.ts'
import { chooseLeaving, type Over } from './leaving.ts'
import { keptPrefix } from './prefix.ts'
import type { RenderStyle } from './render.ts'
import type { CountTokens } from './shorten.ts'
import { settleGroups } from './units.ts'

export interface SoftLimits {
  /** Seconds within which the part of the prompt that is not held yet must be read, and how fast that goes; null: no such limit. */
  readonly time: { readonly seconds: number; readonly tokensPerSecond: number } | null
  /** Tokens of a prompt up to which the model was found to use it well; null: not known. */
  readonly trustedTokens: number | null
}

export interface SoftenAsk {
  readonly fitted: Fitted
  readonly limits: SoftLimits
  readonly budget: ResolvedBudget['regions']
  readonly style: RenderStyle
  readonly index: PieceIndex
  readonly previousPrompt: readonly PromptMessage[] | null
  readonly count: CountTokens
  readonly countChat: (prompt: readonly PromptMessage[]) => Promise<number>
}

/** A context with the tokens at its front that the previous prompt had as well, and those that must be read anew. */
export interface Softened extends Fitted { readonly kept: number; readonly evaluated: number }

const mostRounds = 6

/**
 * Takes out what would make a prompt slower to read or longer than it is good for: the least fitting of what changes every turn,
 * and earlier turns only where they would have to be read anew anyway. Rules, persona, the newest exchange, the message and
 * what the person pinned stay as they are, so both limits may be missed. Nothing leaves when that would mean reading more.
 */
export async function soften(ask: SoftenAsk): Promise<Softened> {
  let now = await measureReading(ask, ask.fitted)
  for (let round = 0; round < mostRounds; round++) {
    const over = overBy(now, ask.limits)
    if (over.time <= 0 && over.trust <= 0) break
    const leaving = await chooseLeaving(ask, now, over)
    if (leaving.size === 0) break
    const next = await without(ask, now, leaving)
    if (next.evaluated > now.evaluated) break
    now = next
  }
  return now
}

function overBy({ used, evaluated }: Softened, { time, trustedTokens }: SoftLimits): Over {
  return {
    time: time === null ? 0 : evaluated - tokensToRead(time),
    trust: trustedTokens === null ? 0 : used - trustedTokens,
  }
}

/** Tokens that are read within the limit of time. */
export function tokensToRead(time: { readonly seconds: number; readonly tokensPerSecond: number }): number {
  return Math.floor(time.seconds * time.tokensPerSecond)
}

async function without(ask: SoftenAsk, now: Softened, leaving: ReadonlyMap<string, PieceRecord>): Promise<Softened> {
  const records = settleGroups(now.records.map((record) => leaving.get(record.id) ?? record), new Map(), (id) => originalOf(ask.index, id))
  const prompt = writePrompt(records, ask.style, ask.index)
  return measureReading(ask, { ...now, records, prompt, used: await ask.countChat(prompt) })
}

async function measureReading({ previousPrompt, count }: SoftenAsk, fitted: Fitted): Promise<Softened> {
  const { prompt, used } = fitted
  const kept = await keptPrefix(previousPrompt, prompt, count)
  const changed = prompt.findIndex((message, i) => previousPrompt?.[i]?.text !== message.text || previousPrompt[i].role !== message.role)
  if (changed <= 0) return { ...fitted, kept, evaluated: used - kept }
  // The template's tokens around messages that are held are held as well: in a long talk they are many.
  const counts = await count(prompt.map((message) => message.text))
  const template = Math.max(0, used - counts.reduce((sum, tokens) => sum + tokens, 0))
  return { ...fitted, kept, evaluated: Math.max(0, used - kept - Math.floor((template * changed) / prompt.length)) }
}
