import { EventEmitter } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBrowser } from './startBrowser.ts'
import { browser, loudly, record } from './state.ts'

/** The app's life: ready when the browser is, ended when it says so, one instance per folder. */
class App extends EventEmitter {
  readonly isPackaged = process.env['STAND_IN_PACKAGED'] === '1'
  readonly #paths = new Map<string, string>([['userData', join(tmpdir(), 'stand-in')], ['temp', tmpdir()]])
  #ready: Promise<void> | null = null
  #quitting = false
  readonly windows = new Set<{ destroy(): void; close(): void }>()

  enableSandbox(): void {
    if (browser.ready) throw new Error('app.enableSandbox() must be called before the app is ready')
    record.beforeReady.push('enableSandbox')
  }

  whenReady(): Promise<void> {
    this.#ready ??= startBrowser().then(() => { browser.ready = true; this.emit('ready') })
    return this.#ready
  }

  isReady(): boolean { return browser.ready }
  getPath(name: string): string { return this.#paths.get(name) ?? '' }
  setPath(name: string, path: string): void { this.#paths.set(name, path) }
  getName(): string { return 'casement' }
  getVersion(): string { return '0.0.0-stand-in' }

  requestSingleInstanceLock(): boolean {
    const file = join(this.getPath('userData'), 'stand-in.lock')
    try {
      const pid = Number(readFileSync(file, 'utf8'))
      process.kill(pid, 'SIGUSR2')
      return false
    } catch {
      writeFileSync(file, String(process.pid))
      process.on('SIGUSR2', () => this.emit('second-instance', {}, [], ''))
      process.once('exit', () => rmSync(file, { force: true }))
      return true
    }
  }

  windowClosed(window: { destroy(): void; close(): void }): void {
    this.windows.delete(window)
    if (this.windows.size > 0 || this.#quitting) return
    if (this.listenerCount('window-all-closed') === 0) this.quit()
    else this.emit('window-all-closed')
  }

  quit(): void {
    this.#quitting = true
    this.emit('before-quit', { preventDefault() {} })
    for (const window of this.windows) window.destroy()
    let prevented = false
    this.emit('will-quit', { preventDefault() { prevented = true } })
    if (prevented) return
    this.emit('quit', {}, 0)
    this.exit(0)
  }

  exit(code = 0): void { process.exit(code) }
}

export const app = loudly('app', new App())
