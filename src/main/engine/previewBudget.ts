import type { Output } from '../../shared/contract.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { BudgetPlan } from '../../shared/strategy.ts'
import { regions } from '../../shared/words.ts'
import { checkBudget, resolveBudget } from '../context/budget.ts'
import { compareContexts } from '../context/compareContexts.ts'
import { getConversation } from '../storage/conversations.ts'
import { recentTraces } from '../storage/traces.ts'
import type { TalkEngineParts } from './talkParts.ts'
import { strategyFor } from './strategyFor.ts'
import { windowOf } from './windowOf.ts'

/**
 * What a budget would have done to the last turn: the same candidates under the plan of now and under the new one, both
 * counted alike. Loads no model and saves nothing.
 */
export async function previewBudget(parts: TalkEngineParts, conversationId: string | null, plan: BudgetPlan): Promise<Result<Output<'budget.preview'>>> {
  const settings = parts.settings.get()
  const conversation = conversationId === null ? null : getConversation(parts.store.read, conversationId)
  const [trace] = recentTraces(parts.store.read, { conversationId, limit: 1 })
  const model = parts.models.choose('local', settings.localModelId)
  const window = trace?.context?.window ?? windowOf(model)
  const problems = checkBudget(plan, window)
  const resolved = resolveBudget(plan, window)
  const shown = {
    problems, window, reserve: resolved.reserve, turnId: trace?.turnId ?? null,
    budgets: regions.map((region) => ({ region, tokens: resolved.regions[region].tokens, floor: resolved.regions[region].floor, priority: resolved.regions[region].priority })),
  }
  if (trace === undefined || problems.length > 0) return ok({ ...shown, before: trace?.context?.regions ?? [], after: [], diff: null })
  const { remakeOffline } = await import('../turn/compareOverTurns.ts')
  const ask = { traces: [trace], settings, db: parts.store.read, vectors: async () => new Map<string, Float32Array>(), infoOf: parts.models.peek, profileOf: parts.profiles.byModelId }
  const strategy = strategyFor(settings, conversation)
  const before = await remakeOffline(ask, trace, strategy, null)
  const after = await remakeOffline(ask, trace, { ...strategy, budget: plan }, null)
  if (!before.ok || !after.ok) return ok({ ...shown, problems: after.ok ? [] : [after.error.message], before: trace.context?.regions ?? [], after: [], diff: null })
  return ok({ ...shown, before: before.value.regions, after: after.value.regions, diff: compareContexts(before.value, after.value) })
}
