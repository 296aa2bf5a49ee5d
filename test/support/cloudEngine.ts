import type { ChatModel, Models } from '../../src/main/models/ports.ts'
import { withScriptedModels } from '../../src/main/models/scripted/scriptedModel.ts'
import { startOpenAiServer } from './wireServers/openAi.ts'
import { openTestEngine, type TestEngine, type TestEngineOptions } from './testEngine.ts'

/** What the provider is called outside: a server on this computer would be no leaving at all. */
export const cloudBase = 'https://api.cloud.test/v1'
export const cloudModelId = 'cloud:wire:wire-model'

export interface CloudEngine { readonly engine: TestEngine; readonly server: Awaited<ReturnType<typeof startOpenAiServer>>; close(): Promise<void> }

export interface CloudEngineOptions extends Omit<TestEngineOptions, 'chat'> {
  /** Scripted models of this computer, beside the real way to the cloud. */
  readonly local?: readonly ChatModel[]
}

/** An engine with one provider in the cloud, whose bytes go to a server of ours; it is set up and not chosen yet. */
export async function openCloudEngine(answers: Parameters<typeof startOpenAiServer>[0], { local = [], ...options }: CloudEngineOptions = {}): Promise<CloudEngine> {
  const server = await startOpenAiServer(answers)
  const engine = await openTestEngine({
    ...options, engine: { ...options.engine, models: (real) => beside(real, local), fetch: (url, init) => fetch(String(url).replace(cloudBase, server.baseUrl), init) },
  })
  await engine.ask('providers.save', {
    id: 'wire', name: 'Wire', kind: 'openai-compatible', baseUrl: cloudBase, enabled: true, key: 'sk-test-000000000000',
    models: [{ id: 'wire-model', windowTokens: 8000, inputPrice: 1, outputPrice: 2 }],
  })
  return {
    engine, server,
    async close() {
      await engine.close()
      await server.close()
    },
  }
}

/** Scripted models for this computer, and whatever the providers have. */
function beside(real: Models, local: readonly ChatModel[]): Models {
  const scripted = withScriptedModels(real, local)
  const isMine = (modelId: string) => local.some((one) => one.info.id === modelId)
  return {
    ...scripted,
    list: async () => [...await scripted.list(), ...(await real.list()).filter((one) => one.duty === 'chat' && one.providerId !== null)],
    open: (modelId) => isMine(modelId) ? scripted.open(modelId) : real.open(modelId),
    peek: (modelId) => isMine(modelId) ? scripted.peek(modelId) : real.peek(modelId),
  }
}
