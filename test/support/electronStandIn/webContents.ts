import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { app } from './app.ts'
import { decode, encode } from './codec.ts'
import { answerInvoke } from './ipc.ts'
import { outBinding, pageScript, preloadScript, preloadWorld } from './pageScripts.ts'
import { answerRequest, type PausedRequest } from './requests.ts'
import { ownTargets } from './startBrowser.ts'
import { browser, fromWeb, toWeb } from './state.ts'

interface Frame { url: string; parent: Frame | null }
type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' }

let nextId = 0

/** One page, with the built preload in a world of its own. */
export class WebContents extends EventEmitter {
  readonly id = ++nextId
  readonly mainFrame: Frame = { url: '', parent: null }
  #openHandler: OpenHandler = () => ({ action: 'allow' })
  #session = ''
  #targetId = ''
  #mainFrameId = ''
  #world: number | null = null
  #destroyed = false
  /** Where the app itself is going: only what the page does is asked about. */
  #ownAddress: string | null = null
  readonly #opened: Promise<void>
  readonly #stops: Array<() => void> = []

  constructor(preload: string) {
    super()
    this.#opened = this.#open(preload)
    app.emit('web-contents-created', {}, this)
  }

  setWindowOpenHandler(handler: OpenHandler): void { this.#openHandler = handler }
  isDestroyed(): boolean { return this.#destroyed }

  async loadURL(url: string): Promise<void> {
    await this.#opened
    await this.#navigate(url, 'Page.navigate', { url: toWeb(url) })
  }

  reload(): void { void this.#navigate(this.mainFrame.url, 'Page.reload', {}) }

  send(channel: string, ...args: unknown[]): void {
    void this.#toPreload({ type: 'event', channel, args: structuredClone(args) })
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    for (const stop of this.#stops) stop()
    void browser.cdp?.send('Target.closeTarget', { targetId: this.#targetId }).catch(() => {})
    this.emit('destroyed')
  }

  async #navigate(address: string, method: string, params: object): Promise<void> {
    this.#ownAddress = address
    const loaded = new Promise<void>((done) => this.once('did-finish-load', done))
    await this.#send(method, params)
    await loaded
  }

  #send<T = Record<string, unknown>>(method: string, params: object = {}): Promise<T> {
    return browser.cdp!.send<T>(method, params, this.#session)
  }

  async #open(preload: string): Promise<void> {
    const cdp = browser.cdp!
    this.#targetId = (await cdp.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' })).targetId
    ownTargets.add(this.#targetId)
    this.#session = (await cdp.send<{ sessionId: string }>('Target.attachToTarget', { targetId: this.#targetId, flatten: true })).sessionId
    this.#hear()
    await this.#send('Page.enable')
    await this.#send('Runtime.enable')
    await this.#send('Inspector.enable')
    await this.#send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    await this.#send('Runtime.addBinding', { name: outBinding, executionContextName: preloadWorld })
    await this.#send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript() })
    await this.#send('Page.addScriptToEvaluateOnNewDocument', { source: preloadScript(readFileSync(preload, 'utf8')), worldName: preloadWorld })
  }

  #hear(): void {
    const on = <T>(method: string, hear: (params: T) => void) => {
      this.#stops.push(browser.cdp!.on(method, (params: T, session) => { if (session === this.#session) hear(params) }))
    }
    on('Runtime.executionContextCreated', ({ context }: { context: { id: number; name: string } }) => { if (context.name === preloadWorld) this.#world = context.id })
    on('Runtime.executionContextsCleared', () => { this.#world = null })
    on('Page.frameNavigated', ({ frame }: { frame: { id: string; url: string; parentId?: string } }) => {
      if (frame.parentId !== undefined) return
      this.mainFrame.url = fromWeb(frame.url)
      this.#mainFrameId = frame.id
    })
    on('Page.loadEventFired', () => this.emit('did-finish-load', {}))
    on('Page.windowOpen', ({ url }: { url: string }) => { this.#openHandler({ url: fromWeb(url) }) })
    on('Inspector.targetCrashed', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 }))
    on('Runtime.bindingCalled', ({ name, payload }: { name: string; payload: string }) => { if (name === outBinding) void this.#invoke(payload) })
    on('Fetch.requestPaused', (paused: PausedRequest) => void this.#request(paused))
  }

  async #invoke(payload: string): Promise<void> {
    const { id, channel, args } = decode(payload) as { id: number; channel: string; args: unknown[] }
    const answer = await answerInvoke({ sender: this, senderFrame: this.mainFrame }, channel, args)
    await this.#toPreload({ id, ...answer })
  }

  async #toPreload(message: object): Promise<void> {
    if (this.#world === null || this.#destroyed) return
    const expression = `__standInIn(${JSON.stringify(encode(message))})`
    await this.#send('Runtime.evaluate', { expression, contextId: this.#world }).catch(() => {})
  }

  async #request(paused: PausedRequest): Promise<void> {
    const url = fromWeb(paused.request.url)
    const isOwn = url === this.#ownAddress
    if (isOwn) this.#ownAddress = null
    if (paused.resourceType === 'Document' && !isOwn) {
      const isMainFrame = paused.frameId === this.#mainFrameId
      let prevented = false
      const event = { url, isMainFrame, preventDefault() { prevented = true } }
      this.emit('will-frame-navigate', event)
      if (isMainFrame) this.emit('will-navigate', event, url)
      if (prevented) return void await this.#send('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Aborted' }).catch(() => {})
    }
    await answerRequest(paused, url, (method, params) => this.#send(method, params).catch(() => ({})))
  }
}
