import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { Output } from '../../shared/contract.ts'
import type { DryRun, PolicyRule } from '../../shared/policy.ts'
import type { Failure } from '../../shared/result.ts'
import { useAppState, useModels, useSettings } from '../state/AppStateContext.ts'
import { selectModels } from '../state/modelStore.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { useReply } from '../state/useReply.ts'
import { isSamePolicy } from './view/rules.ts'
import type { RuleNames } from './view/sentence.ts'

const noRules: PolicyRule[] = []
const input = {}
const days = 30

export type UsedPolicy = {
  rules: PolicyRule[]
  /** True while they differ from what is saved. */
  changed: boolean
  change: (rules: PolicyRule[]) => void
  cancel: () => void
  save: () => Promise<Failure | null>
  problems: readonly string[]
  warnings: readonly string[]
  /** What these rules would have done to the last month; of other rules while it is worked out anew. Null before the first. */
  dryRun: DryRun | null
  failure: Failure | null
  /** True while what is known is of other rules than these. */
  waiting: boolean
  names: RuleNames
  intents: Output<'intents.list'> | null
}

/** The rules as they stand in the table, saved or not, with what the engine says of them. */
export function usePolicy(): UsedPolicy {
  const { client, settings: store, policyDraft } = useAppState()
  const saved = useSettings(selectSettings)?.policy ?? noRules
  const models = useModels(selectModels)
  const draft = useStore(policyDraft, (state) => state.rules)
  const written = JSON.stringify(draft ?? saved)
  // Another setting that is saved brings the same rules as a new list: nothing need be asked again.
  const rules = useMemo(() => JSON.parse(written) as PolicyRule[], [written])
  const checkInput = useMemo(() => ({ rules }), [rules])
  const dryInput = useMemo(() => ({ rules, days }), [rules])
  const check = useReply('policy.check', checkInput)
  const dry = useReply('policy.dryRun', dryInput)
  const { value: intents } = useReply('intents.list', input)
  const names = useMemo<RuleNames>(() => ({
    model: (id) => models.find((one) => one.id === id)?.name ?? `${id} (not here now)`,
    intent: (id) => intents?.builtIn.find((one) => one.id === id)?.name ?? intents?.own.find((one) => one.id === id)?.name ?? id,
  }), [models, intents])
  const { setRules } = policyDraft.getState()
  return {
    rules, changed: draft !== null, names, intents,
    problems: check.value?.problems ?? [], warnings: check.value?.warnings ?? [], dryRun: dry.value,
    failure: check.failure ?? dry.failure, waiting: check.of !== checkInput,
    change: (next) => setRules(isSamePolicy(next, saved) ? null : next),
    cancel: () => setRules(null),
    save: async () => {
      const done = await client.call('policy.save', { rules })
      if (!done.ok) return done.error
      store.setState({ settings: done.value })
      setRules(null)
      return null
    },
  }
}
