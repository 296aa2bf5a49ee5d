import { fail, ok } from '../../../shared/result.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Resilience } from '../../resilience/createResilience.ts'
import type { Handlers } from '../door.ts'

type Mine = Pick<Handlers, 'health.list' | 'health.retry'>

/** Commands about how providers and sources of context stand. */
export function healthHandlers({ clock, resilience }: { readonly clock: Clock; readonly resilience: Resilience }): Mine {
  return {
    'health.list': () => ok({ items: resilience.list(), now: clock.now() }),
    'health.retry': ({ kind, id }) => resilience.retry(kind, id) ? ok({}) : fail('not-found', 'Nothing of this name has been asked since the start.', 'Send a message: it is tried anyway.'),
  }
}
