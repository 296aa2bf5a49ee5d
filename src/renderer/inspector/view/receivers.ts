import type { Provider } from '../../../shared/model.ts'

export type Receiver = { id: string; name: string; address: string; state: string }

const homes: Record<Provider['kind'], string> = { 'openai': 'api.openai.com', 'anthropic': 'api.anthropic.com', 'google': 'generativelanguage.googleapis.com', 'mistral': 'api.mistral.ai', 'openrouter': 'openrouter.ai', 'openai-compatible': 'no address yet' }

/** The services outside this computer that are set up, with whether something can go there. Loopback servers are not outside. */
export function listReceivers(providers: readonly Provider[]): Receiver[] {
  return providers.filter((one) => !one.loopback).map((one) => ({
    id: one.id, name: one.name, address: one.baseUrl === null ? homes[one.kind] : nameHost(one.baseUrl),
    state: !one.enabled ? 'off' : one.keyTail === null ? 'on, but without a key' : `on, key ending in ${one.keyTail}`,
  }))
}

/** The host of an address, which says who receives; an address that cannot be read is shown as it is. */
function nameHost(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address
}
