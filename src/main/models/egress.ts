import { fail, FailureError } from '../../shared/result.ts'
import { isLoopbackHost } from './cloud/address.ts'

/** Why bytes leave: it stands in the ledger beside the host. */
export type EgressPurpose = 'answer' | 'model-download' | 'test' | 'discover'

/** The one way out to the network. Whoever needs it gets it handed in, so that nothing leaves unseen. */
export interface Egress {
  /** As `fetch`; rejects with an `offline` FailureError when nothing may leave. */
  fetch(url: string, init: RequestInit, purpose: EgressPurpose): Promise<Response>
  /** Asks before something that brings its own network, such as a package installer. */
  isOffline(): boolean
}

export interface EgressOptions {
  readonly isOffline: () => boolean
  /** Hears of each request before it is made, also of those that are refused. */
  readonly onRequest?: (request: { readonly host: string; readonly purpose: EgressPurpose; readonly refused: boolean }) => void
  readonly fetch?: typeof fetch
}

/** Makes the way out. Addresses on this computer stay open when offline: nothing leaves by them. */
export function createEgress(options: EgressOptions): Egress {
  const send = options.fetch ?? fetch
  return {
    isOffline: options.isOffline,
    async fetch(url, init, purpose) {
      const { host, hostname } = new URL(url)
      const refused = options.isOffline() && !isLoopbackHost(hostname)
      options.onRequest?.({ host, purpose, refused })
      if (refused) throw new FailureError(offlineFailure())
      return send(url, init)
    },
  }
}

/** What a person reads when something needs the network and Casement is offline. */
export function offlineFailure() {
  return fail('offline', 'Casement is offline, so nothing is fetched.', 'Switch offline off in Settings, or start without --offline.').error
}
