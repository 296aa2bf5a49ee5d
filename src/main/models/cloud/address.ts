import type { Provider } from '../../../shared/model.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'

export interface Address {
  /** Where the API lies, without a slash at its end. */
  readonly baseUrl: string
  /** The host that bytes go to, with its port where it is not the usual one. */
  readonly host: string
  /** True when that host is this very computer. */
  readonly loopback: boolean
}

/** Where each kind of provider is reached when nothing else was written; a server that is merely compatible may be anywhere. */
export const usualAddresses: Readonly<Record<Provider['kind'], string | null>> = {
  openai: 'https://api.openai.com/v1', anthropic: 'https://api.anthropic.com/v1', google: 'https://generativelanguage.googleapis.com/v1beta',
  mistral: 'https://api.mistral.ai/v1', openrouter: 'https://openrouter.ai/api/v1', 'openai-compatible': null,
}

/** True where a kind of provider is reached at its own usual host, whatever the path there. */
export function isAtUsualAddress({ kind, baseUrl }: { readonly kind: Provider['kind']; readonly baseUrl: string }): boolean {
  const usual = usualAddresses[kind]
  return usual !== null && new URL(baseUrl).origin === new URL(usual).origin
}

/** True for 127.0.0.0/8, ::1 and "localhost": what is sent there does not leave this computer. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

/**
 * Reads where a provider is reached, from its own address or its kind's usual one.
 * Fails for what is no address, and for plain http to another computer, where anybody on the way could read along.
 */
export function addressOf(provider: Pick<Provider, 'name' | 'kind' | 'baseUrl'>): Result<Address> {
  const written = provider.baseUrl ?? usualAddresses[provider.kind]
  if (written === null || !URL.canParse(written)) return fail('bad-input', `${provider.name} has no valid address.`, 'Correct its address in Settings.')
  const url = new URL(written)
  const loopback = isLoopbackHost(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    return fail('bad-input', `The address of ${provider.name} is not an https address.`, 'Use https, or a server on this computer.')
  }
  if (url.username !== '' || url.password !== '') return fail('bad-input', `The address of ${provider.name} holds a password.`, 'Remove it from the address and enter the key in its own field.')
  return ok({ baseUrl: `${url.origin}${url.pathname}`.replace(/\/+$/, ''), host: url.host, loopback })
}
