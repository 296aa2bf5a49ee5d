import { ok } from '../../../shared/result.ts'
import type { Handlers } from '../door.ts'
import { writable, type EngineParts } from '../engineParts.ts'

type Mine = Pick<Handlers, 'cache.get' | 'cache.clear'>

/** Commands about what is kept so that it is not made twice. */
export function cacheHandlers(parts: EngineParts): Mine {
  return {
    'cache.get': () => ok({ answers: parts.answers.stats(), others: [...parts.models.caches(), parts.search.figures()] }),
    'cache.clear': () => {
      const write = writable(parts)
      return write.ok ? ok({ removed: parts.answers.clear() }) : write
    },
  }
}
