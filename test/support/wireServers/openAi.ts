import { startWireServer, type Vendor, type WireAnswer, type WireAnswers, type WireServer } from './wireServer.ts'

const frame = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`
const chunk = (delta: unknown, finish: string | null) =>
  ({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'wire-model', choices: [{ index: 0, delta, finish_reason: finish }] })

const finishOf = ({ finish, calls }: WireAnswer) => finish === 'length' ? 'length' : finish === 'filtered' ? 'content_filter' : calls === undefined ? 'stop' : 'tool_calls'

/** The wire of chat completions. Who speaks it differs in where it lies, in whose name an error is, and in what is counted. */
export const openAi: Vendor = {
  base: '/v1',
  accepts: (url) => url.startsWith('/v1/chat/completions'),
  keyOf: (headers) => (headers.authorization ?? '').replace('Bearer ', ''),
  start: ({ thoughts = [] }) => frame(chunk({ role: 'assistant', content: '' }, null)) + thoughts.map((one) => frame(chunk({ reasoning_content: one }, null))).join(''),
  word: (word) => frame(chunk({ content: word }, null)),
  end: (answer, request) => {
    const calls = (answer.calls ?? []).map((call, index) => {
      const half = Math.ceil(call.input.length / 2)
      return frame(chunk({ tool_calls: [{ index, id: call.id, type: 'function', function: { name: call.name, arguments: call.input.slice(0, half) } }] }, null))
        + frame(chunk({ tool_calls: [{ index, function: { arguments: call.input.slice(half) } }] }, null))
    }).join('')
    const last = `${calls}${frame(chunk({}, finishOf(answer)))}`
    const asked = (request.body.stream_options as { include_usage?: boolean } | undefined)?.include_usage === true
    const { usage } = answer
    return usage === null || usage === undefined || !asked ? `${last}data: [DONE]\n\n` : `${last}${frame({ ...chunk({}, null), choices: [], usage: countedOf(usage) })}data: [DONE]\n\n`
  },
  errorBody: (_status, code, message) => JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code } }),
  errorFrame: (code, message) => frame({ error: { message, type: code, code } }),
}

/** Usage in the fields of chat completions. */
export function countedOf(usage: NonNullable<WireAnswer['usage']>) {
  return {
    prompt_tokens: usage.input, completion_tokens: usage.output, total_tokens: usage.input + usage.output,
    prompt_tokens_details: { cached_tokens: usage.cached ?? 0, ...(usage.cacheWrite === undefined ? {} : { cache_write_tokens: usage.cacheWrite }) },
    ...(usage.costUsd === undefined ? {} : { cost: usage.costUsd }),
  }
}

/** Speaks OpenAI's chat completions over server-sent events; Ollama, LM Studio and vLLM speak the same. */
export function startOpenAiServer(answers: WireAnswers): Promise<WireServer> {
  return startWireServer(openAi, answers)
}
