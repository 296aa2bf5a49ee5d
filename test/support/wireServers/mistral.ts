import { countedOf, openAi } from './openAi.ts'
import { startWireServer, type Vendor, type WireAnswer, type WireAnswers, type WireServer } from './wireServer.ts'

const frame = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`
const chunk = (delta: unknown, finish: string | null, usage?: unknown) =>
  ({ id: 'cmpl-1', object: 'chat.completion.chunk', created: 1, model: 'wire-model', choices: [{ index: 0, delta, finish_reason: finish }], ...(usage === undefined ? {} : { usage }) })

const finishOf = ({ finish, calls }: WireAnswer) => finish === 'length' ? 'length' : finish === 'filtered' ? 'content_filter' : calls === undefined ? 'stop' : 'tool_calls'

const mistral: Vendor = {
  ...openAi,
  start: ({ thoughts = [] }) => frame(chunk({ role: 'assistant', content: '' }, null))
    + thoughts.map((one) => frame(chunk({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: one }] }] }, null))).join(''),
  word: (word) => frame(chunk({ content: word }, null)),
  // Calls come whole, and usage stands in the last chunk.
  end: (answer) => {
    const calls = (answer.calls ?? []).map((call, index) => frame(chunk({ content: '', tool_calls: [{ index, id: call.id, function: { name: call.name, arguments: call.input } }] }, null))).join('')
    return `${calls}${frame(chunk({ content: '' }, finishOf(answer), answer.usage === null || answer.usage === undefined ? undefined : countedOf(answer.usage)))}data: [DONE]\n\n`
  },
  errorBody: (_status, code, message) => JSON.stringify({ object: 'error', message, type: code, param: null, code: '3000' }),
  errorFrame: (code, message) => frame({ object: 'error', message, type: code, param: null, code: '3000' }),
}

/** Speaks Mistral's chat completions: thoughts are parts of the content, and errors stand at the top. */
export function startMistralServer(answers: WireAnswers): Promise<WireServer> {
  return startWireServer(mistral, answers)
}
