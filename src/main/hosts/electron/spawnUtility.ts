import { utilityProcess } from 'electron'
import type { SpawnChild } from '../../engine/engine.ts'

/** Starts a child as one of Electron's utility processes: the packaged app cannot fork itself as Node. */
export const spawnUtility: SpawnChild = (entry, { env, name }) => {
  const child = utilityProcess.fork(entry, [], { env, serviceName: name, stdio: 'ignore' })
  return {
    get pid() { return child.pid },
    send(message) { child.postMessage(message) },
    onMessage(hear) { child.on('message', hear) },
    onExit(hear) { child.on('exit', hear) },
    kill() { child.kill() },
  }
}
