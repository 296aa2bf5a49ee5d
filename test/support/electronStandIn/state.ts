import type { Cdp } from './cdp.ts'

/** What tests look at afterwards, and what they script before. One process is one app, so there is one of each. */
export const record = {
  opened: [] as string[],
  dialogs: [] as Array<{ kind: string; options: unknown }>,
  windowOptions: [] as unknown[],
  menu: null as unknown,
  /** Requests that did not go to a handled scheme; they are cut. */
  strangeRequests: [] as string[],
  unimplemented: [] as string[],
  beforeReady: [] as string[],
}

export const script = {
  /** Buttons that coming message boxes get; then the cancelling one. */
  buttons: [] as number[],
  files: [] as string[],
  onBattery: false,
}

export const browser = { cdp: null as Cdp | null, ready: false }

export const schemes = new Map<string, (request: Request) => Response | Promise<Response>>()

/** An object whose missing parts throw by name instead of being undefined: the stand-in must never fail quietly. */
export function loudly<T extends object>(name: string, parts: T): T {
  return new Proxy(parts, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target || key === 'then' || key === 'toJSON') {
        const part: unknown = Reflect.get(target, key)
        // Private fields know only the object itself, not the proxy before it.
        return typeof part === 'function' ? (part as (...args: unknown[]) => unknown).bind(target) : part
      }
      record.unimplemented.push(`${name}.${key}`)
      throw new Error(`the stand-in for electron has no ${name}.${key}`)
    },
  })
}

/** `app://host/path` as an address that a plain browser can show, and back. */
export function toWeb(address: string): string {
  const found = /^([a-z]+):\/\/([^/]+)(\/.*)?$/.exec(address)
  return found === null || !schemes.has(found[1]!) ? address : `https://${found[2]}.${found[1]}.test${found[3] ?? '/'}`
}

export function fromWeb(address: string): string {
  const found = /^https:\/\/(.+)\.([a-z]+)\.test(\/.*)?$/.exec(address)
  return found === null ? address : `${found[2]}://${found[1]}${found[3] ?? '/'}`
}
