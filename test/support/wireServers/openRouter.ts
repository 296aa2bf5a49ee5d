import { openAi } from './openAi.ts'
import { startWireServer, type Vendor, type WireAnswers, type WireServer } from './wireServer.ts'

const openRouter: Vendor = {
  ...openAi,
  base: '/api/v1',
  accepts: (url) => url.startsWith('/api/v1/chat/completions'),
  // It keeps the line open with comments while it looks for somebody who answers.
  start: ({ thoughts = [], ...answer }) => `: OPENROUTER PROCESSING\n\n${openAi.start(answer)}`
    + thoughts.map((one) => `data: ${JSON.stringify({ id: 'gen-1', object: 'chat.completion.chunk', created: 1, model: 'wire-model', provider: 'Somebody', choices: [{ index: 0, delta: { role: 'assistant', content: '', reasoning: one }, finish_reason: null }] })}\n\n`).join(''),
  // Usage is always reported there, asked for or not.
  end: (answer, request) => openAi.end(answer, { ...request, body: { stream_options: { include_usage: true } } }),
  errorBody: (status, code, message) => JSON.stringify({ error: { code: status, message, metadata: { provider_name: 'Somebody', raw: code } }, user_id: 'user_1' }),
  errorFrame: (code, message) => `data: ${JSON.stringify({ id: 'gen-1', object: 'chat.completion.chunk', created: 1, model: 'wire-model', error: { code, message }, choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }] })}\n\n`,
}

/** Speaks OpenRouter's dialect of chat completions, with what a call cost in its usage. */
export function startOpenRouterServer(answers: WireAnswers): Promise<WireServer> {
  return startWireServer(openRouter, answers)
}
