import { join } from 'node:path'
import { createEngine } from '../../../src/main/engine/createEngine.ts'
import { scriptedModel, withScriptedModels } from '../../../src/main/models/scripted/scriptedModel.ts'
import { answerTo } from './answerTo.ts'

/** A host that talks without end on a profile, and says what was acknowledged; made to be killed. */

const [profile, first] = process.argv.slice(2) as [string, string]
const root = join(import.meta.dirname, '../../..')
const model = scriptedModel({ delayMs: 15, answers: (request) => answerTo(request.messages.at(-1)!.text) })
const opened = await createEngine({
  host: 'test', profile, resources: join(root, 'resources'), sharedModels: [],
  entries: { modelProcess: join(root, 'src/main/models/process/modelProcess.ts'), searchThread: join(root, 'src/main/storage/index/searchThread.ts') },
  models: (real) => withScriptedModels(real, [model]),
})
if (!opened.ok) throw new Error(opened.error.message)
const engine = opened.value
const say = (line: Record<string, unknown>): void => { process.stdout.write(`${JSON.stringify(line)}\n`) }

let ended: () => void = () => {}
engine.listen((name, event) => {
  if (name === 'turn.token') say({ token: (event as { offset: number }).offset })
  if (name === 'turn.ended') { say({ ended: (event as { turnId: string }).turnId }); ended() }
})
const created = await engine.handle('conversations.create', { title: 'Killed' })
if (!created.ok) throw new Error(created.error.message)
const { id } = created.value as { id: string }
for (let number = Number(first); ; number++) {
  const over = new Promise<void>((resolve) => { ended = resolve })
  const sent = await engine.handle('turn.send', { conversationId: id, text: `My sister is called Nadia${number}.` })
  if (!sent.ok) throw new Error(sent.error.message)
  const { turnId, userMessage } = sent.value as { turnId: string; userMessage: { id: string; text: string } }
  say({ acknowledged: userMessage.id, text: userMessage.text, turnId, conversationId: id })
  await over
}
