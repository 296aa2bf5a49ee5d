import { createHash } from 'node:crypto'
import type { Provider } from '../../../shared/model.ts'

export interface CacheMarks {
  /** Goes onto a message up to which the prompt will come again. */
  readonly message: { readonly providerOptions?: { readonly anthropic: { readonly cacheControl: { readonly type: 'ephemeral' } } } }
  /** Goes onto the request as a whole. */
  readonly request: { readonly providerOptions?: { readonly [vendor in 'openai' | 'mistral']?: { readonly promptCacheKey: string } } }
}

/**
 * How a vendor is told what will come again, so that it is read and paid for once. Anthropic wants marks in the
 * prompt; OpenAI and Mistral find the prefix by themselves and want a name that brings a conversation back to the same
 * machine, for which a hash does; others know neither, and some refuse what they do not know.
 */
export function cacheMarks(kind: Provider['kind'], conversationId: string): CacheMarks {
  if (kind === 'anthropic') return { message: { providerOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } } }, request: {} }
  if (kind === 'openai' || kind === 'mistral') return { message: {}, request: { providerOptions: { [kind]: { promptCacheKey: createHash('sha256').update(conversationId).digest('hex').slice(0, 32) } } } }
  return { message: {}, request: {} }
}
