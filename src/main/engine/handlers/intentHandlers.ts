import { fail, ok } from '../../../shared/result.ts'
import { mostOwnIntents } from '../../../shared/understanding.ts'
import type { Handlers } from '../door.ts'
import { writable, type EngineParts } from '../engineParts.ts'

/** Date readers and language tables take a while to load: a start does not wait for them. */
const loadUnderstand = () => import('../../understand/understand.ts')

type Mine = Pick<Handlers, 'intents.list' | 'intents.save' | 'intents.remove' | 'intents.try'>

/** Commands about what messages can be about; nothing that is tried is sent. */
export function intentHandlers(parts: EngineParts): Mine {
  const { intents } = parts
  return {
    'intents.list': () => ok(intents.list()),
    'intents.save': async (given) => {
      const write = writable(parts)
      if (!write.ok) return write
      const { ownIntents } = parts.settings.get()
      // One more than settings hold would make all of them unreadable.
      if (ownIntents.length >= mostOwnIntents && !ownIntents.some(({ id }) => id === given.id)) return fail('not-allowed', `There are ${mostOwnIntents} intents of your own already.`, 'Remove one that is not needed any more, then save again.')
      return intents.save(given)
    },
    'intents.remove': ({ intentId }) => {
      const write = writable(parts)
      if (!write.ok) return write
      return intents.remove(intentId) ? ok({}) : fail('not-found', 'This intent is not there any more.', 'Look at the list of intents again.')
    },
    'intents.try': async ({ text }) => {
      const [vector] = await parts.models.embedder.embed([text], 'question')
      if (vector === undefined) throw new Error('the embedding model gave no vector')
      const { understand } = await loadUnderstand()
      return ok(understand({ text, vector, previousUserText: null, previousAnswer: null, now: parts.clock.now() }, parts.prototypes, intents.heads()))
    },
  }
}
