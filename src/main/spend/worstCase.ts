import type { TokenPrice } from './costOf.ts'
import { countOf, mostNanoPerCall, toNanoUp } from './nano.ts'

/** What a call may take at most. Without a known price there are tokens alone: an unknown price is not a price of nothing. */
export type Reservation =
  | { readonly priced: true; readonly nano: number; readonly tokens: number }
  | { readonly priced: false; readonly nano: 0; readonly tokens: number }

export interface WorstCaseAsk {
  /** Tokens of the prompt by our count. */
  readonly promptTokens: number
  /** False where that count is an estimate. */
  readonly countingExact: boolean
  /** Bytes of the prompt as UTF-8: no vocabulary makes more tokens than bytes. */
  readonly promptBytes?: number | undefined
  readonly messages?: number
  readonly mostOutputTokens: number
  readonly price: TokenPrice
}

/** Providers wrap messages in tokens of their own that no count sees. */
const exactMargin = { factor: 1.02, perMessage: 8, perCall: 64 }
/** Vocabularies that are not published were seen up to a third away from the estimate. */
const estimateMargin = { factor: 1.5, perMessage: 16, perCall: 128 }

/**
 * The most that one call can cost before it is cut off: all of the prompt at the dearest price that a prompt token can have, and
 * as long an answer as is let through. An estimated count is raised by half, but not above what the bytes of the prompt allow.
 */
export function worstCase(ask: WorstCaseAsk): Reservation {
  const { price } = ask
  const prompt = mostPromptTokens(ask)
  const output = mostCountedOutput(ask.mostOutputTokens, ask.countingExact)
  const tokens = prompt + output
  if (price.input === null || price.output === null) return { priced: false, nano: 0, tokens }
  const dearest = Math.max(price.input, price.cachedInput ?? 0, price.cacheWriteInput ?? 0)
  return { priced: true, nano: Math.min(mostNanoPerCall, toNanoUp((prompt * dearest + output * price.output) / 1_000_000)), tokens }
}

function mostPromptTokens({ promptTokens, countingExact, promptBytes, messages = 1 }: WorstCaseAsk): number {
  const margin = countingExact ? exactMargin : estimateMargin
  const around = margin.perMessage * messages + margin.perCall
  const raised = countOf(promptTokens * margin.factor)
  const bounded = promptBytes === undefined || countingExact ? raised : Math.min(raised, promptBytes)
  return countOf(Math.max(bounded, promptTokens) + around)
}

/** How many tokens an answer may have by our count before it must be longer than was asked for: there it is cut off, and so many are set aside. */
export function mostCountedOutput(mostOutputTokens: number, countingExact: boolean): number {
  const margin = countingExact ? exactMargin : estimateMargin
  return countOf(mostOutputTokens * margin.factor + margin.perCall)
}
