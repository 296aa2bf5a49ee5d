import { serve, type ServerType } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { maxRequestBytes } from '../../../shared/contract.ts'
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts'
import type { Engine } from '../../engine/engine.ts'
import { listWindowFiles, pageHeaders } from '../../platform/windowFiles.ts'
import { streamEvents } from './eventLines.ts'
import { Gate, type Knock } from './gate.ts'

export interface WebServerOptions {
  readonly engine: Engine
  /** The folder of the built window. */
  readonly window: string
  /** 0 takes any free port. */
  readonly port: number
  /** The key of this start: enough chance that nobody guesses it. */
  readonly token: string
  readonly now: () => number
  /** Time between pings on the event stream; 15 seconds unless told. */
  readonly beatMs?: number
}

export interface WebServer {
  readonly port: number
  /** The address with the key behind `#`, where no server and no log ever sees it. */
  readonly address: string
  close(): Promise<void>
}

const mostListeners = 32
/** How long closing waits for answers on their way. */
const patienceMs = 1000

/** Serves the window and the contract on 127.0.0.1 and nowhere else. A port that is taken is a Failure. */
export async function openWebServer(options: WebServerOptions): Promise<Result<WebServer>> {
  const listeners = new Set<() => void>()
  const app = new Hono()
  const started = await listen(app, options.port)
  if (!started.ok) return started
  const { server, port } = started.value
  build(app, options, new Gate(`127.0.0.1:${port}`, options.token, options.now), listeners)
  return ok({
    port,
    address: `http://127.0.0.1:${port}/#token=${options.token}`,
    async close() {
      for (const end of listeners) end()
      // Answers on their way may arrive; a reader that does not come to an end is cut off.
      const cut = setTimeout(() => { if ('closeAllConnections' in server) server.closeAllConnections() }, patienceMs)
      await new Promise<void>((done) => server.close(() => done()))
      clearTimeout(cut)
    },
  })
}

function build(app: Hono, options: WebServerOptions, gate: Gate, listeners: Set<() => void>): void {
  const files = listWindowFiles(options.window)

  app.use('*', async (context, next) => {
    const stranger = gate.refuseStranger(knockOf(context))
    if (stranger === null) await next()
    else context.res = refuse(context, stranger.status, stranger.failure)
    for (const [name, value] of Object.entries(pageHeaders)) context.header(name, value)
  })
  app.use('/api/*', async (context, next) => {
    const refused = gate.refuseCaller(knockOf(context))
    if (refused !== null) return refuse(context, refused.status, refused.failure)
    await next()
  })

  app.post('/api/call', bodyLimit({ maxSize: maxRequestBytes, onError: (context) => refuse(context, 413, tooLarge) }), async (context) => {
    if (context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() !== 'application/json') return refuse(context, 415, notJson)
    const request = readRequest(await context.req.text())
    if (request === null) return refuse(context, 400, notJson)
    return answer(context, 200, await options.engine.handle(request.name, request.input))
  })
  app.get('/api/events', (context) => {
    if (listeners.size >= mostListeners) return refuse(context, 429, tooMany)
    const { stream, end } = streamEvents(options.engine, options.beatMs ?? 15_000, () => { listeners.delete(end) })
    listeners.add(end)
    return new Response(stream, { headers: { 'content-type': 'application/x-ndjson' } })
  })
  app.all('/api/*', (context) => refuse(context, ['/api/call', '/api/events'].includes(context.req.path) ? 405 : 404, unknownPlace))

  app.get('*', (context) => {
    const file = files.get(context.req.path)
    if (file === undefined) return refuse(context, 404, files.size === 0 ? notBuilt : unknownPlace)
    return context.body(file.read(), 200, { 'content-type': file.type })
  })
  app.all('*', (context) => refuse(context, 405, unknownPlace))
  // A reader that goes away in mid-request ends here; its text is of no use to anyone.
  app.onError((_, context) => refuse(context, 400, notJson))
}

const tooLarge = fail('too-large', 'The request is larger than Casement takes.', 'Send less at once.').error
const notJson = fail('bad-input', 'The request is not JSON with a name and an input.', 'Use the window that Casement opened.').error
const tooMany = fail('busy', 'Too many windows listen already.', 'Close one of them.').error
const unknownPlace = fail('not-found', 'There is nothing at this address.', 'Use the address that Casement printed when it started.').error
const notBuilt = fail('not-found', 'The window is not built yet.', 'Run npm start, which builds it.').error

function knockOf(context: Context): Knock {
  const header = (name: string) => context.req.header(name) ?? null
  return { method: context.req.method, host: header('host'), origin: header('origin'), fetchSite: header('sec-fetch-site'), authorization: header('authorization') }
}

function readRequest(body: string): { name: unknown; input: unknown } | null {
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null
    return { name: 'name' in parsed ? parsed.name : undefined, input: 'input' in parsed ? parsed.input : undefined }
  } catch {
    return null
  }
}

function refuse(context: Context, status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 421 | 429, error: Failure): Response {
  return answer(context, status, { ok: false, error })
}

function answer(context: Context, status: 200 | 400 | 401 | 403 | 404 | 405 | 413 | 415 | 421 | 429, result: Result<unknown>): Response {
  return context.body(JSON.stringify(result), status, { 'content-type': 'application/json; charset=utf-8' })
}

function listen(app: Hono, port: number): Promise<Result<{ server: ServerType; port: number }>> {
  return new Promise((done) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, (info) => done(ok({ server, port: info.port })))
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return done(fail('busy', `Port ${port} is taken by another program.`, `Start with another one, for example --port ${port + 1}, or leave --port out.`))
      if (error.code === 'EACCES') return done(fail('not-allowed', `Port ${port} needs rights that Casement does not have.`, 'Take a port above 1024, or leave --port out.'))
      done(fail('unsupported', `The window could not be served: ${error.code ?? 'unknown error'}.`, 'Leave --port out, so that any free port is taken.'))
    })
  })
}
