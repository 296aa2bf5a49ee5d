import type { LanguageModel } from 'ai'
import type { Provider } from '../../../shared/model.ts'
import type { Fetch } from './wire.ts'

/** A server on this computer asks for no key, but two of the libraries insist on one. */
const noKey = 'none'

/**
 * One model of the AI SDK for one call. Address, key and `fetch` are always given, so that no library falls back to
 * environment variables or to an address of its own. The libraries are loaded here and not at the start.
 * OpenAI is spoken to by chat completions rather than by its Responses API: nothing is stored there by default, seed
 * and stop are understood, and proxies speak it too.
 */
export async function vendorModel(kind: Provider['kind'], name: string, baseUrl: string, key: string | null, modelName: string, fetch: Fetch): Promise<LanguageModel> {
  if (kind === 'openai') {
    const { createOpenAI } = await import('@ai-sdk/openai')
    return createOpenAI({ baseURL: baseUrl, apiKey: key ?? noKey, fetch }).chat(modelName)
  }
  if (kind === 'anthropic') {
    const { createAnthropic } = await import('@ai-sdk/anthropic')
    return createAnthropic({ baseURL: baseUrl, apiKey: key ?? noKey, fetch })(modelName)
  }
  if (kind === 'google') {
    // The key goes into a header of its own, never into the address.
    const { createGoogle } = await import('@ai-sdk/google')
    return createGoogle({ baseURL: baseUrl, apiKey: key ?? noKey, fetch })(modelName)
  }
  if (kind === 'mistral') {
    const { createMistral } = await import('@ai-sdk/mistral')
    return createMistral({ baseURL: baseUrl, apiKey: key ?? noKey, fetch })(modelName)
  }
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
  return createOpenAICompatible({ name, baseURL: baseUrl, includeUsage: true, fetch, ...(key === null ? {} : { apiKey: key }) })(modelName)
}
