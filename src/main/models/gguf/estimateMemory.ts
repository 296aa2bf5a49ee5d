import { fail, ok, type Result } from '../../../shared/result.ts'
import type { GgufFacts } from './facts.ts'

/** Tokens that are read in one go; the buffers of a step grow with it. */
export const batchTokens = 512
/** The process itself, its libraries and small buffers. */
const processBytes = 120 * 1024 * 1024
/** Never take the last of the memory: the rest of the computer works too. */
const share = 0.8

export interface MemoryNeed { readonly weights: number; readonly cache: number; readonly compute: number; readonly total: number }

/** What a model gets: the window of one conversation, and for how many their evaluated text is kept. */
export interface MemoryPlan { readonly windowTokens: number; readonly conversations: number; readonly need: MemoryNeed }

/** Bytes that keys and values (two bytes a number) of one token take over all layers. */
export function cacheBytesPerToken(facts: GgufFacts): number {
  return facts.kvHeads.reduce((sum, heads) => sum + heads * (facts.keyLength + facts.valueLength) * 2, 0)
}

/**
 * Estimates the memory of a loaded model in bytes: weights, the cache of all conversations, the buffers of one step
 * (scores over the vocabulary, and activations), and the process around them.
 * @param contextTokens tokens over all conversations
 */
export function estimateMemory(facts: GgufFacts, contextTokens: number): MemoryNeed {
  const cache = cacheBytesPerToken(facts) * contextTokens
  const compute = batchTokens * 4 * (facts.vocabulary + 12 * facts.embedding) + processBytes
  return { weights: facts.weightBytes, cache, compute, total: facts.weightBytes + cache + compute }
}

/**
 * Chooses the window and the number of kept conversations for the memory that is there: 8,192 tokens where one
 * conversation of that fits, else 4,096, 2,048 or 1,024, never above what the model was trained for; then up to three
 * conversations while all of it stays below a quarter of the free memory. Fails with `model-memory`, naming both numbers.
 */
export function planMemory(facts: GgufFacts, freeBytes: number): Result<MemoryPlan> {
  const windows = [...new Set([8192, 4096, 2048, 1024].map((tokens) => Math.min(tokens, facts.trainWindow)))]
  for (const windowTokens of windows) {
    if (estimateMemory(facts, windowTokens).total > freeBytes * share) continue
    const conversations = [3, 2].find((many) => estimateMemory(facts, windowTokens * many).total <= freeBytes / 4) ?? 1
    return ok({ windowTokens, conversations, need: estimateMemory(facts, windowTokens * conversations) })
  }
  const least = estimateMemory(facts, windows.at(-1) ?? 0).total
  return fail('model-memory', `This model needs about ${gigabytes(least / share)} of free memory and ${gigabytes(freeBytes)} is free.`, 'Close other programs, or choose a smaller model.')
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`
}
