import type { Provider } from '../../shared/model.ts'

export type ProviderStart = { kind: Provider['kind']; name: string; baseUrl: string }

export const providerKinds: { value: Provider['kind']; label: string }[] = [
  { value: 'openai', label: 'OpenAI' }, { value: 'anthropic', label: 'Anthropic' }, { value: 'openai-compatible', label: 'OpenAI-compatible server' },
]
export const cloudStart: ProviderStart = { kind: 'openai', name: 'OpenAI', baseUrl: '' }
export const localServerStart: ProviderStart = { kind: 'openai-compatible', name: 'Local server', baseUrl: 'http://127.0.0.1:11434/v1' }
const usualWindow = 8192

/** Models as one line: "llama3.2:3b, big-model:128000". A window that is the usual one is left out unless the name would be misread. */
export function writeModels(models: Provider['models']): string {
  return models.map((one) => one.windowTokens === usualWindow && !/:\d+$/.test(one.id) ? one.id : `${one.id}:${one.windowTokens}`).join(', ')
}

/** Reads models from one line; prices that were known stay. Digits alone after the last colon are a window. */
export function readModels(line: string, known: Provider['models']): Provider['models'] {
  return line.split(',').map((part) => part.trim()).filter((part) => part !== '').map((part) => {
    const [, id = part, windowText] = /^(.+?):(\d{3,8})$/.exec(part) ?? []
    const before = known.find((one) => one.id === id)
    return { id, windowTokens: windowText === undefined ? before?.windowTokens ?? usualWindow : Number(windowText), inputPrice: before?.inputPrice ?? null, outputPrice: before?.outputPrice ?? null }
  })
}
