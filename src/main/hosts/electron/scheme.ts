import { protocol, type Session } from 'electron'
import { pageHeaders, type WindowFile } from '../../platform/windowFiles.ts'

const scheme = 'app'
const host = 'casement'
/** Where the window lives: a scheme of our own, because `file:` could read the disk and `http:` comes from elsewhere. */
export const windowAddress = `${scheme}://${host}/`

/** Gives the scheme the rights of an ordinary secure page. Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }])
}

/** Serves the built window under `app://casement/` and nothing else. */
export function serveWindow(session: Session, files: ReadonlyMap<string, WindowFile>): void {
  session.protocol.handle(scheme, (request) => answerPage(files, request.method, request.url))
}

/** One answer of the scheme: a file of the list, or a refusal; the page policy stands on both. */
export function answerPage(files: ReadonlyMap<string, WindowFile>, method: string, address: string): Response {
  const url = URL.parse(address)
  const file = url !== null && isWindowAddress(address) && (method === 'GET' || method === 'HEAD') ? files.get(url.pathname) : undefined
  if (file === undefined) return new Response(null, { status: 404, headers: pageHeaders })
  return new Response(method === 'HEAD' ? null : file.read(), { headers: { ...pageHeaders, 'content-type': file.type } })
}

/** Whether an address is of our window; parsed, because a text that begins alike can lead elsewhere. */
export function isWindowAddress(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.protocol === `${scheme}:` && url.host === host && url.username === '' && url.password === ''
}
