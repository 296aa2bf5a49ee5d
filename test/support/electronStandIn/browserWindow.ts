import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { loudly, record } from './state.ts'
import { WebContents } from './webContents.ts'

interface Options { webPreferences?: Record<string, unknown> & { preload?: string } }

const insecure: Readonly<Record<string, unknown>> = {
  contextIsolation: false, sandbox: false, nodeIntegration: true, nodeIntegrationInWorker: true, nodeIntegrationInSubFrames: true,
  webviewTag: true, webSecurity: false, allowRunningInsecureContent: true, experimentalFeatures: true,
}

class Window extends EventEmitter {
  static all: Window[] = []
  readonly webContents: WebContents
  #destroyed = false
  shown = false

  constructor(options: Options) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    for (const [name, value] of Object.entries(options.webPreferences ?? {})) {
      if (insecure[name] === value) throw new Error(`the stand-in opens no window with ${name}: ${String(value)}`)
    }
    record.windowOptions.push(JSON.parse(JSON.stringify(options)))
    this.webContents = new WebContents(options.webPreferences?.preload ?? '')
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    this.webContents.once('destroyed', () => this.destroy())
    Window.all.push(this)
    app.windows.add(this)
  }

  static getAllWindows(): Window[] { return [...Window.all] }
  static fromWebContents(contents: WebContents): Window | null { return Window.all.find((window) => window.webContents === contents) ?? null }

  loadURL(url: string): Promise<void> { return this.webContents.loadURL(url) }
  show(): void { this.shown = true }
  focus(): void { this.emit('focus') }
  restore(): void { this.emit('restore') }
  isMinimized(): boolean { return false }
  isDestroyed(): boolean { return this.#destroyed }
  close(): void { this.destroy() }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    Window.all = Window.all.filter((window) => window !== this)
    this.webContents.destroy()
    this.emit('closed')
    app.windowClosed(this)
  }
}

export const BrowserWindow = loudly('BrowserWindow', Window)
