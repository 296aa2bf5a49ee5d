import { defaultStrategy } from '../../shared/names.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Strategy, StrategyComparison, StrategyValues } from '../../shared/strategy.ts'
import { checkBudget } from '../context/budget.ts'
import { newId } from '../platform/ids.ts'
import { transaction } from '../storage/database.ts'
import { hasDefault, listStrategies, popDefault, pushDefault, removeStrategy, saveStrategy } from '../storage/strategies.ts'
import { recentTraces } from '../storage/traces.ts'
import { writable, type EngineParts } from './engineParts.ts'

type DeskParts = Pick<EngineParts, 'store' | 'index' | 'clock' | 'models' | 'settings' | 'events' | 'backUp' | 'profiles'>

/** Named ways to make contexts: kept, compared over past turns, made the default, and taken back. */
export interface StrategyDesk {
  list(): { strategies: Strategy[]; current: string; canRollBack: boolean }
  save(ask: { strategyId: string | null; name: string; values: StrategyValues }): Result<Strategy>
  remove(strategyId: string): Result<Record<string, never>>
  compare(ask: { a: string; b: string; turns: number; conversationId: string | null }): Promise<Result<StrategyComparison>>
  use(strategyId: string): Result<Settings>
  rollBack(): Result<Settings>
}

const standard: StrategyValues = structuredClone(defaultStrategy) as StrategyValues

/** Strategies that come with Casement. They cannot be changed; a changed copy is one's own. */
const builtIn: readonly Strategy[] = [
  named('standard', 'Standard', standard),
  named('frugal', 'Frugal', { ...standard, retrieval: { ...standard.retrieval, limit: 12, threshold: 0.2, redundancy: 0.88 }, compression: { ...standard.compression, compactAt: 0.5, workingMemory: true } }),
  named('thorough', 'Thorough', { ...standard, retrieval: { ...standard.retrieval, limit: 150, threshold: 0.05, redundancy: 0.97 }, compression: { ...standard.compression, compactAt: 0.9, windowTurns: null } }),
  named('seven-sections', 'Seven sections of 8,000', {
    ...standard, budget: { preset: 'seven-sections', total: null, reserve: null, regions: {} }, compression: { ...standard.compression, workingMemory: true },
  }),
  named('seven-priorities', 'Seven priorities of 128,000', {
    ...standard, budget: { preset: 'seven-priorities', total: null, reserve: null, regions: {} }, compression: { ...standard.compression, decayTurns: 20 },
  }),
]

/** For a person "Frugal" and "frugal " are one name. */
function isSameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}

function named(id: string, name: string, values: StrategyValues): Strategy {
  return { id, name, builtIn: true, values, createdAt: 0 }
}

export function createStrategyDesk(parts: DeskParts): StrategyDesk {
  const { store, settings, events } = parts
  const all = (): Strategy[] => [...builtIn, ...listStrategies(store.read)]
  const find = (id: string): Strategy | null => all().find((one) => one.id === id) ?? null

  return {
    list: () => ({ strategies: all(), current: settings.get().strategyName, canRollBack: hasDefault(store.read) }),
    save({ strategyId, name, values }) {
      const write = writable(parts)
      if (!write.ok) return write
      const before = strategyId === null ? null : find(strategyId)
      if (strategyId !== null && before === null) return gone
      if (before?.builtIn === true) return fail('not-allowed', 'This strategy comes with Casement and stays as it is.', 'Save it under another name.')
      if (name.trim() === '') return fail('bad-input', 'The strategy has no name.', 'Give it one, then save again.')
      const problems = checkBudget(values.budget, null)
      if (problems.length > 0) return fail('bad-input', problems[0]!, 'Change the shares, then save again.')
      if (all().some((one) => isSameName(one.name, name) && one.id !== strategyId)) return fail('bad-input', 'There is a strategy of this name already.', 'Choose another name.')
      const made: Strategy = { id: before?.id ?? newId('s', parts.clock.now()), name: name.trim(), builtIn: false, values, createdAt: before?.createdAt ?? parts.clock.now() }
      const isInUse = before !== null && isSameName(settings.get().strategyName, before.name)
      transaction(write.value, () => {
        saveStrategy(write.value, made)
        // What is in use is changed with it, or traces would name choices that are not theirs.
        if (isInUse) settings.set({ strategy: made.values, strategyName: made.name })
      })
      if (isInUse) events.emit('settings.changed', settings.get())
      return ok(made)
    },
    remove(strategyId) {
      const write = writable(parts)
      if (!write.ok) return write
      const found = find(strategyId)
      if (found === null) return gone
      if (found.builtIn) return fail('not-allowed', 'This strategy comes with Casement and stays.', 'Only your own can be removed.')
      removeStrategy(write.value, strategyId)
      return ok({})
    },
    async compare({ a, b, turns, conversationId }) {
      const first = find(a)
      const second = find(b)
      if (first === null || second === null) return gone
      const { compareOverTurns } = await import('../turn/compareOverTurns.ts')
      return ok(await compareOverTurns({
        traces: recentTraces(store.read, { conversationId, limit: turns }), a: first.values, b: second.values, settings: settings.get(), db: store.read,
        vectors: (ids) => parts.index.vectors([...ids]).catch(() => new Map()), infoOf: (modelId) => parts.models.peek(modelId), profileOf: (modelId) => parts.profiles.byModelId(modelId),
      }))
    },
    use(strategyId) {
      const write = writable(parts)
      if (!write.ok) return write
      const found = find(strategyId)
      if (found === null) return gone
      const { strategy, strategyName } = settings.get()
      const now = transaction(write.value, () => {
        pushDefault(write.value, { at: parts.clock.now(), name: strategyName, values: strategy })
        return settings.set({ strategy: found.values, strategyName: found.name })
      })
      events.emit('settings.changed', now)
      return ok(now)
    },
    rollBack() {
      const write = writable(parts)
      if (!write.ok) return write
      const now = transaction(write.value, () => {
        const before = popDefault(write.value)
        return before === null ? null : settings.set({ strategy: before.values, strategyName: before.name })
      })
      if (now === null) return fail('bad-input', 'There is no earlier default to go back to.', 'Make another strategy the default here.')
      events.emit('settings.changed', now)
      return ok(now)
    },
  }
}

const gone = fail('not-found', 'This strategy is not in the store.', 'It may have been removed; choose another one.')
