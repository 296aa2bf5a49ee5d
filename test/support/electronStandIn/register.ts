import { registerHooks } from 'node:module'
import { runInThisContext } from 'node:vm'
import { answerInvoke } from './ipc.ts'
import * as electron from './electron.ts'
import { record, script } from './state.ts'
import { permissions } from './system.ts'

// Loaded before the app by `--import`: puts the stand-in where the app looks for electron, and lets the test reach in.
registerHooks({
  resolve: (specifier, context, next) => specifier === 'electron' ? { url: import.meta.resolve('./electron.ts'), shortCircuit: true } : next(specifier, context),
})

const reach = { ...electron, standIn: { record, script, permissions, invoke: answerInvoke } }

process.on('message', (message: { type: string; id: number; source: string; arg: unknown }) => {
  if (message.type !== 'evaluate') return
  const run = runInThisContext(`(${message.source})`) as (electron: typeof reach, arg: unknown) => unknown
  void (async () => run(reach, message.arg))().then(
    (value) => process.send?.({ type: 'evaluated', id: message.id, value }),
    (error: unknown) => process.send?.({ type: 'evaluated', id: message.id, error: error instanceof Error ? error.stack : String(error) }),
  )
})
// The test is gone, so nobody will close this app.
process.on('disconnect', () => process.exit(1))

export type Reach = typeof reach
