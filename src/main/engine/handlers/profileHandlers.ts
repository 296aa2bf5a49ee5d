import { ok } from '../../../shared/result.ts'
import { listTurnFigures } from '../../storage/traces.ts'
import { sumMetrics } from '../../trace/sumMetrics.ts'
import { writable, type EngineParts } from '../engineParts.ts'
import type { Handlers } from '../door.ts'

type Mine = Pick<Handlers, 'profiles.list' | 'profiles.measure' | 'profiles.stop' | 'profiles.edit' | 'insights.get'>

const dayMs = 86_400_000

export function profileHandlers(parts: EngineParts): Mine {
  const { store, clock, profiles, calibrator } = parts
  return {
    'profiles.list': () => ok({ profiles: profiles.list(), running: calibrator.running() }),
    'profiles.measure': async ({ modelId }) => {
      const write = writable(parts)
      return write.ok ? calibrator.measure(modelId) : write
    },
    'profiles.stop': () => { calibrator.stop(); return ok({}) },
    'profiles.edit': ({ key, ...change }) => {
      const write = writable(parts)
      return write.ok ? profiles.edit(key, change) : write
    },
    'insights.get': ({ days, conversationId }) => {
      const since = clock.now() - days * dayMs
      return ok(sumMetrics(listTurnFigures(store.read, { since, conversationId }), since))
    },
  }
}
