import dgram from 'node:dgram'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

function refuse(): never {
  throw new Error('The model process has no network.')
}

function refuseAsync(): Promise<never> {
  return Promise.reject(new Error('The model process has no network.'))
}

/**
 * Takes the network away from this process: sockets, datagrams, name look-ups, fetch and web sockets throw.
 * A second lock behind libraries that are told to stay local; native code is not covered by it.
 */
export function blockNetwork(): void {
  net.Socket.prototype.connect = refuse
  net.Server.prototype.listen = refuse
  dgram.Socket.prototype.bind = refuse
  dgram.Socket.prototype.send = refuse
  dgram.Socket.prototype.connect = refuse
  for (const table of [dns, dns.promises] as unknown as Array<Record<string, unknown>>) {
    for (const name of Object.keys(table)) {
      if (/^(lookup|resolve|reverse)/.test(name) && typeof table[name] === 'function') table[name] = table === (dns as unknown) ? refuse : refuseAsync
    }
  }
  syncBuiltinESMExports()
  globalThis.fetch = refuseAsync
  for (const name of ['WebSocket', 'EventSource']) Object.defineProperty(globalThis, name, { value: refuse, configurable: true })
}
