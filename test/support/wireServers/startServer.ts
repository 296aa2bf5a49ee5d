import type { Provider } from '../../../src/shared/model.ts'
import { startAnthropicServer } from './anthropic.ts'
import { startGoogleServer } from './google.ts'
import { startMistralServer } from './mistral.ts'
import { startOpenAiServer } from './openAi.ts'
import { startOpenRouterServer } from './openRouter.ts'
import type { WireAnswers, WireServer } from './wireServer.ts'

const starters: Record<Provider['kind'], (answers: WireAnswers) => Promise<WireServer>> = {
  'openai': startOpenAiServer, 'anthropic': startAnthropicServer, 'google': startGoogleServer, 'mistral': startMistralServer, 'openrouter': startOpenRouterServer, 'openai-compatible': startOpenAiServer,
}

/** A local server that speaks the wire of a kind of provider. */
export function startServer(kind: Provider['kind'], answers: WireAnswers): Promise<WireServer> {
  return starters[kind](answers)
}
