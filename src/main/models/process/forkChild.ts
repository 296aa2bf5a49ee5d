import { fork } from 'node:child_process'
import type { Child } from './child.ts'

/**
 * Starts a model process with Node's `fork`. Works for a `.ts` entry under a Node that strips types and for a bundle.
 * The environment is exactly the given one; messages travel by structured clone.
 * @param entry absolute path of the entry file
 */
export function forkChild(entry: string, options: { readonly env: Record<string, string>; readonly name: string }): Child {
  const child = fork(entry, [], {
    env: options.env, execArgv: ['--disable-warning=ExperimentalWarning'], serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    windowsHide: true,
  })
  const exits: Array<(code: number | null) => void> = []
  let ended = false
  const end = (code: number | null) => {
    if (ended) return
    ended = true
    for (const hear of exits) hear(code)
  }
  child.on('exit', end)
  // A child that could not be started has no exit: the error stands for it.
  child.on('error', () => { if (child.pid === undefined) end(null) })
  return {
    pid: child.pid,
    send: (message: unknown) => { if (child.connected) child.send(message as object, () => {}) },
    onMessage: (hear: (message: unknown) => void) => { child.on('message', hear) },
    onExit: (hear: (code: number | null) => void) => { exits.push(hear) },
    kill: () => { child.kill('SIGKILL') },
  }
}
