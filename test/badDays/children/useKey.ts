import { join } from 'node:path'
import { createEngine } from '../../../src/main/engine/createEngine.ts'
import { stderrLog } from '../../../src/main/platform/log.ts'
import { everyTask } from '../everyTask.ts'

/** A host that keeps a key, sends it in a question that is never answered, and then dies as it is told to. The key comes by standard input. */

const [profile, baseUrl, end] = process.argv.slice(2) as [string, string, 'killed' | 'thrown' | 'aborted']
const root = join(import.meta.dirname, '../../..')
let text = ''
for await (const part of process.stdin) text += String(part)
const { key, passphrase } = JSON.parse(text) as { key: string; passphrase: string }
const publicBase = 'https://api.wire.test/v1'
const opened = await createEngine({
  host: 'test', profile, resources: join(root, 'resources'), sharedModels: [], log: stderrLog, calibrateAfterMs: null,
  entries: { modelProcess: join(root, 'src/main/models/process/modelProcess.ts'), searchThread: join(root, 'src/main/storage/index/searchThread.ts') },
  fetch: (url, init) => fetch(String(url).replace(publicBase, baseUrl), init),
})
if (!opened.ok) throw new Error(opened.error.message)
const engine = opened.value
const ask = async <T>(name: string, input: object): Promise<T> => {
  const answer = await engine.handle(name, input)
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value as T
}
engine.listen((name) => {
  if (name !== 'turn.token') return
  process.stdout.write('streaming\n')
  if (end === 'thrown') setImmediate(() => { throw new Error('a bug in mid-call') })
  if (end === 'aborted') setImmediate(() => process.abort())
})
await ask('keys.setPassphrase', { passphrase })
await ask('providers.save', { id: 'wire', name: 'Wire', kind: 'openai', baseUrl: publicBase, enabled: true, key, models: [{ id: 'wire-model', windowTokens: 8000, inputPrice: 3, outputPrice: 15 }] })
await ask('models.use', { modelId: 'cloud:wire:wire-model' })
await ask('settings.set', { taskRules: everyTask('cloud'), fallbackToLocal: false })
const { id } = await ask<{ id: string }>('conversations.create', { title: 'Cut' })
await ask('turn.send', { conversationId: id, text: 'Write one line about the sea.' })
