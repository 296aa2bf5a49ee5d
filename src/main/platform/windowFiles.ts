import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'

/**
 * What the page may do, sent as a header with every answer: scripts, styles and fonts of our own, pictures of our own or in
 * the page itself, and no way out. Text that a model wrote cannot fetch, frame, post or run anything.
 */
export const pagePolicy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "font-src 'self'", "connect-src 'self'",
  "form-action 'none'", "base-uri 'none'", "frame-src 'none'", "frame-ancestors 'none'", "object-src 'none'", "require-trusted-types-for 'script'",
].join('; ')

/** Headers of every answer of a host, files and refusals alike. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': pagePolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=(), display-capture=()',
  'cache-control': 'no-store',
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2', '.json': 'application/json; charset=utf-8', '.wasm': 'application/wasm',
}

/** One file of the built window. */
export interface WindowFile { readonly type: string; read(): Uint8Array<ArrayBuffer> }

/**
 * Lists the built window by the path in its address. The list is made once and is all that is ever served:
 * a path from outside is looked up, never joined to a folder, so no path can lead elsewhere.
 * @param folder the built renderer; a folder that is not there gives an empty list
 */
export function listWindowFiles(folder: string): ReadonlyMap<string, WindowFile> {
  const files = new Map<string, WindowFile>()
  for (const path of filesIn(folder)) {
    const type = types[extname(path)]
    if (type === undefined) continue
    const file: WindowFile = { type, read: () => new Uint8Array(readFileSync(path)) }
    files.set(`/${relative(folder, path).replaceAll('\\', '/')}`, file)
  }
  const start = files.get('/index.html')
  if (start !== undefined) files.set('/', start)
  return files
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  } catch {
    return []
  }
}
