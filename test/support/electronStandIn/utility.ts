import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { loudly } from './state.ts'

/** A utility process as a plain child: messages are cloned in both directions, and the child finds `process.parentPort`. */
class UtilityProcess extends EventEmitter {
  readonly #child
  constructor(entry: string, args: string[], options: { env?: Record<string, string> }) {
    super()
    this.#child = fork(entry, args, {
      env: options.env, serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: ['--import', import.meta.resolve('./parentPort.ts')],
    })
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.once('spawn', () => this.emit('spawn'))
    this.#child.once('exit', (code) => this.emit('exit', code ?? 1))
    process.once('exit', () => this.#child.kill('SIGKILL'))
  }
  get pid() { return this.#child.pid }
  postMessage(message: unknown): void { if (this.#child.connected) this.#child.send(message as object) }
  kill(): boolean { return this.#child.kill() }
}

export const utilityProcess = loudly('utilityProcess', {
  fork: (entry: string, args: string[] = [], options: { env?: Record<string, string> } = {}) => new UtilityProcess(entry, args, options),
})
