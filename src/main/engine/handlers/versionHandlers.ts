import { ok } from '../../../shared/result.ts'
import { listContexts } from '../../storage/traces.ts'
import { listRuns } from '../../storage/runs.ts'
import type { TalkEngineParts } from '../talkParts.ts'
import type { Handlers } from '../door.ts'

type Mine = Pick<Handlers, 'contexts.list' | 'contexts.compare' | 'contexts.again' | 'contexts.ask' | 'contexts.run' | 'contexts.runs' | 'contexts.stop'
  | 'strategies.list' | 'strategies.save' | 'strategies.remove' | 'strategies.compare' | 'strategies.use' | 'strategies.rollBack'>

export function versionHandlers(parts: TalkEngineParts): Mine {
  const { store, versions, strategies } = parts
  return {
    'contexts.list': (ask) => ok(listContexts(store.read, ask)),
    'contexts.compare': ({ turnId, otherTurnId }) => versions.compare(turnId, otherTurnId),
    'contexts.again': ({ turnId, change }) => versions.again(turnId, change),
    'contexts.ask': ({ turnId, change }) => {
      parts.calibrator.giveWay()
      return versions.ask(turnId, change)
    },
    'contexts.run': ({ runId }) => versions.run(runId),
    'contexts.runs': ({ turnId }) => ok({ runs: listRuns(store.read, turnId) }),
    'contexts.stop': ({ runId }) => { versions.stop(runId); return ok({}) },
    'strategies.list': () => ok(strategies.list()),
    'strategies.save': (ask) => strategies.save(ask),
    'strategies.remove': ({ strategyId }) => strategies.remove(strategyId),
    'strategies.compare': (ask) => strategies.compare(ask),
    'strategies.use': ({ strategyId }) => strategies.use(strategyId),
    'strategies.rollBack': () => strategies.rollBack(),
  }
}
