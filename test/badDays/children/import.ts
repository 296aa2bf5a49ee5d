import { join } from 'node:path'
import { createEngine } from '../../../src/main/engine/createEngine.ts'
import { withScriptedModels } from '../../../src/main/models/scripted/scriptedModel.ts'

/** A host that imports an archive, or goes on with one, and says how far it is; made to be killed. */

const [profile, path] = process.argv.slice(2) as [string, string]
const root = join(import.meta.dirname, '../../..')
const opened = await createEngine({
  host: 'test', profile, resources: join(root, 'resources'), sharedModels: [], models: (real) => withScriptedModels(real, []),
  entries: { modelProcess: join(root, 'src/main/models/process/modelProcess.ts'), searchThread: join(root, 'src/main/storage/index/searchThread.ts') },
})
if (!opened.ok) throw new Error(opened.error.message)
const engine = opened.value
const say = (line: Record<string, unknown>): void => { process.stdout.write(`${JSON.stringify(line)}\n`) }
engine.listen((name, event) => { if (name === 'imports.changed') say(event as Record<string, unknown>) })

const listed = await engine.handle('imports.list', {})
const stopped = listed.ok ? (listed.value as { jobs: { id: string; state: string }[] }).jobs.find((job) => job.state === 'stopped') : undefined
const begun = await (stopped === undefined ? engine.handle('imports.start', { path }) : engine.handle('imports.resume', { importId: stopped.id }))
if (!begun.ok) throw new Error(begun.error.message)
