import type { Failure } from '../../shared/result.ts'

/**
 * What a failure says about the provider. `passing`: it may go by, so another try makes sense. `broken`: it counts against the
 * provider, but another try is as likely to break or costs again. `terminal`: nothing will work until the person does something.
 * `answered`: it works and merely refused this one request. `ours`: nothing was sent, or we hung up.
 */
export type FailureSort = 'passing' | 'broken' | 'terminal' | 'answered' | 'ours'

/** Statuses by which a server says that it, and not the request, was the trouble. */
const passingRefusals = new Set([408, 425, 429])

/** By its kind, and where that leaves it open by its HTTP status. */
export function sortFailure({ kind, status }: Failure): FailureSort {
  switch (kind) {
    // Without a status no key went out: there is none, or it cannot be sent.
    case 'provider-key': return status === undefined ? 'ours' : 'terminal'
    case 'provider-limit': return status === 402 ? 'terminal' : 'passing'
    case 'provider-silent': return 'passing'
    case 'provider-broken': return 'broken'
    case 'provider-failed':
      if (status === undefined || status >= 500 || passingRefusals.has(status)) return 'passing'
      return status === 401 || status === 402 || status === 403 ? 'terminal' : 'answered'
    case 'provider-overflow': return 'answered'
    default: return 'ours'
  }
}
