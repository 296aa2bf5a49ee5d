import type { LanguageModelUsage } from 'ai'
import type { Provider } from '../../../shared/model.ts'
import type { Usage } from '../../../shared/trace.ts'
import { isAtUsualAddress } from './address.ts'

/** What was counted here, which every answer can be held against. */
export interface OwnCounts {
  readonly promptTokens: number
  readonly outputTokens: number
  /** Tokens that the answer was allowed to have. */
  readonly mostOutputTokens: number
}

/** Who reports, by kind and address. */
export interface CostTeller { readonly kind: Provider['kind']; readonly baseUrl: string }

export interface BelievedUsage {
  readonly usage: Usage
  /** True when the provider reported something that cannot be. */
  readonly doubted: boolean
}

/** Tokenizers and templates differ, but not that much. */
const mostPromptFactor = 100
const mostOutputFactor = 2
/** A single answer does not cost more dollars than this. */
const mostCostUsd = 1000

/**
 * What an answer used: as its provider reports it, or our own counts where it reports nothing or what cannot be. Money
 * is counted by these numbers, so negative, broken and absurd ones are not believed, nor a cache larger than the prompt, nor a
 * cost that comes from elsewhere than the provider's own address.
 */
export function believeUsage(reported: LanguageModelUsage | null, own: OwnCounts, target: CostTeller): BelievedUsage {
  const ours: Usage = { promptTokens: own.promptTokens, evaluatedTokens: own.promptTokens, cachedTokens: 0, outputTokens: own.outputTokens, reported: false }
  // Some leave the numbers out and some send zeros: no prompt has no tokens.
  if (!reported?.inputTokens && !reported?.outputTokens) return { usage: ours, doubted: false }
  const promptTokens = reported.inputTokens ?? 0
  const outputTokens = reported.outputTokens ?? 0
  const raw = target.kind === 'openrouter' ? readRaw(reported.raw) : { costUsd: undefined, writtenTokens: undefined }
  // Behind another address somebody may stand who bills otherwise: there the price table counts.
  const costUsd = isAtUsualAddress(target) ? raw.costUsd : undefined
  const cachedTokens = reported.inputTokenDetails.cacheReadTokens ?? 0
  const writtenTokens = reported.inputTokenDetails.cacheWriteTokens ?? raw.writtenTokens
  const counts = [promptTokens, outputTokens, cachedTokens, writtenTokens ?? 0]
  const possible = counts.every((one) => Number.isSafeInteger(one) && one >= 0)
    && promptTokens > 0 && cachedTokens + (writtenTokens ?? 0) <= promptTokens
    && promptTokens <= own.promptTokens * mostPromptFactor && outputTokens <= own.mostOutputTokens * mostOutputFactor
  if (!possible) return { usage: ours, doubted: true }
  return {
    usage: {
      promptTokens, cachedTokens, ...(writtenTokens === undefined ? {} : { cacheWriteTokens: writtenTokens }), evaluatedTokens: promptTokens - cachedTokens, outputTokens, reported: true,
      ...(costUsd === undefined ? {} : { reportedCostUsd: costUsd }),
    },
    doubted: false,
  }
}

/** OpenRouter says what a call cost and what it wrote into a cache, in fields that the library passes on unread. */
function readRaw(raw: unknown): { readonly costUsd: number | undefined; readonly writtenTokens: number | undefined } {
  const { cost, prompt_tokens_details: details } = (raw ?? {}) as { readonly cost?: unknown; readonly prompt_tokens_details?: { readonly cache_write_tokens?: unknown } | null }
  const written = details?.cache_write_tokens
  return {
    costUsd: typeof cost === 'number' && Number.isFinite(cost) && cost >= 0 && cost <= mostCostUsd ? cost : undefined,
    writtenTokens: typeof written === 'number' ? written : undefined,
  }
}
