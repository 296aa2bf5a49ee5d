import { startWireServer, type Vendor, type WireAnswer, type WireServer } from './wireServer.ts'

const frame = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`
const chunk = (delta: unknown, finish: string | null) =>
  ({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'wire-model', choices: [{ index: 0, delta, finish_reason: finish }] })

const openAi: Vendor = {
  path: '/v1/chat/completions',
  keyOf: (headers) => (headers.authorization ?? '').replace('Bearer ', ''),
  start: () => frame(chunk({ role: 'assistant', content: '' }, null)),
  word: (word) => frame(chunk({ content: word }, null)),
  end: (answer, request) => {
    const last = frame(chunk({}, answer.finish === 'length' ? 'length' : 'stop'))
    const asked = (request.body.stream_options as { include_usage?: boolean } | undefined)?.include_usage === true
    const { usage } = answer
    if (usage === null || usage === undefined || !asked) return `${last}data: [DONE]\n\n`
    const counted = {
      prompt_tokens: usage.input, completion_tokens: usage.output, total_tokens: usage.input + usage.output,
      prompt_tokens_details: { cached_tokens: usage.cached ?? 0 },
    }
    return `${last}${frame({ ...chunk({}, null), choices: [], usage: counted })}data: [DONE]\n\n`
  },
  errorBody: (_status, code, message) => JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code } }),
  errorFrame: (code, message) => frame({ error: { message, type: code, code } }),
}

/** Speaks OpenAI's chat completions over server-sent events; Ollama, LM Studio and vLLM speak the same. */
export function startOpenAiServer(answers: readonly WireAnswer[]): Promise<WireServer> {
  return startWireServer(openAi, answers)
}
