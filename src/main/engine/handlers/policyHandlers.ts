import type { PolicyRule } from '../../../shared/policy.ts'
import { fail, ok } from '../../../shared/result.ts'
import { checkPolicy, type PolicyFindings } from '../../router/policy/checkPolicy.ts'
import { dryRun } from '../../router/policy/dryRun.ts'
import { listPastRoutes, readTurnQuestions } from '../../storage/pastRoutes.ts'
import type { Handlers } from '../door.ts'
import { writable, type EngineParts } from '../engineParts.ts'

type Mine = Pick<Handlers, 'policy.check' | 'policy.save' | 'policy.dryRun' | 'turn.decide' | 'turn.questions'>

const dayMs = 86_400_000

/** Commands about the rules for where a turn is answered, and the answers to what they ask. */
export function policyHandlers(parts: EngineParts): Mine {
  return {
    'policy.check': async ({ rules }) => {
      const { problems, warnings } = await findingsOf(parts, rules)
      return ok({ problems: [...problems], warnings: [...warnings] })
    },
    'policy.save': async ({ rules }) => {
      const write = writable(parts)
      if (!write.ok) return write
      const { problems } = await findingsOf(parts, rules)
      if (problems.length > 0) return fail('bad-input', problems[0]!, 'Change that rule, then save again.')
      const now = parts.settings.set({ policy: rules })
      parts.events.emit('settings.changed', now)
      return ok(now)
    },
    'policy.dryRun': ({ rules, days }) => {
      const past = listPastRoutes(parts.store.read, parts.clock.now() - days * dayMs)
      const turns = past.map(({ destination, modelId, ...turn }) => ({ ...turn, went: isPlace(destination) ? destination : 'none', wentModelId: modelId }))
      const run = dryRun(rules, turns, (turnIds) => readTurnQuestions(parts.store.read, turnIds))
      return ok({ ...run, days })
    },
    'turn.decide': ({ turnId, choice }) => parts.questions.decide(turnId, choice),
    'turn.questions': () => ok({ questions: parts.questions.list() }),
  }
}

/** What is wrong with a list of rules, as far as this profile's models and intents tell. */
export async function findingsOf(parts: Pick<EngineParts, 'models' | 'intents'>, rules: readonly PolicyRule[]): Promise<PolicyFindings> {
  const { builtIn, own } = parts.intents.list()
  return checkPolicy(rules, await parts.models.list(), [...builtIn, ...own], parts.models.loopbackProviders())
}

function isPlace(destination: string): destination is 'local' | 'cloud' | 'memory' | 'none' {
  return ['local', 'cloud', 'memory', 'none'].includes(destination)
}
