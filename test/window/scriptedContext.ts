import type { Input, Output } from '../../src/shared/contract.ts'
import type { Epoch } from '../../src/shared/epoch.ts'
import type { Failure } from '../../src/shared/result.ts'
import type { WindowData } from './scriptedClient.ts'

/**
 * Adds budgets, summaries, strategies, figures and profiles to the scripted engine of a page. It runs in the page after
 * that one, so it may use nothing from outside its own braces.
 */
export function installScriptedContext(data: WindowData): void {
  const { context } = data
  const bridge = window.casement!
  const { scripted } = window
  const wait = () => new Promise((go) => { setTimeout(go, context.slowMs) })
  const no = (kind: Failure['kind'], message: string): never => { throw Object.assign(new Error(message), { failure: { kind, message } }) }
  const allEpochs = () => Object.values(context.epochs).flat()
  const epoch = (id: unknown) => allEpochs().find((one) => one.id === id) ?? no('not-found', 'That summary is not there.')
  const strategy = (id: unknown) => context.strategies.find((one) => one.id === id) ?? no('not-found', 'That strategy is not there.')
  const changed = (conversationId: string) => scripted.emit('epochs.changed', { conversationId })
  const useStrategy = (name: string) => {
    context.current = name
    const chosen = context.strategies.find((one) => one.name === name)
    Object.assign(data.settings, { strategyName: name, ...chosen === undefined ? {} : { strategy: structuredClone(chosen.values) } })
    scripted.emit('settings.changed', data.settings)
    return data.settings
  }
  let made = 0

  const previewBudget = ({ plan }: Input<'budget.preview'>): Output<'budget.preview'> => {
    const preset = context.presets.find((one) => one.id === plan.preset)!
    const window = Math.min(plan.total ?? 8192, 8192)
    const reserve = plan.reserve ?? preset.reserve ?? 1024
    const rows = Object.entries(preset.regions).map(([region, usual]) => ({ region: region as keyof typeof preset.regions, ...usual, ...plan.regions[region as keyof typeof preset.regions] }))
    const fixed = rows.reduce((sum, row) => sum + (row.share ?? 0), 0)
    const floors = rows.reduce((sum, row) => sum + row.floor, 0)
    const budgets = rows.map((row) => ({ region: row.region, floor: row.floor, priority: row.priority, tokens: Math.max(row.floor, Math.round((row.share ?? Math.max(0, 1000 - fixed)) * (window - reserve) / 1000)) }))
    const before = data.budget?.regions ?? []
    const after = before.map((use) => { const { tokens } = budgets.find((one) => one.region === use.region)!; return { ...use, budget: tokens, kept: Math.min(use.wanted, tokens) } })
    const piece = (use: (typeof before)[number], at: number, reason: string) => ({ pieceId: `${use.region}-${at}`, region: use.region, text: `A piece of ${use.region} that stood in the last turn`, tokens: 40 + at, reason })
    const sum = (uses: typeof before) => uses.reduce((all, use) => all + use.kept, 0)
    return {
      problems: [...fixed > 1000 ? [`The fixed shares add up to ${fixed / 10} %. Take ${(fixed - 1000) / 10} % away somewhere.`] : [], ...floors > window - reserve ? ['The floors alone are more than the budget holds. Lower one of them.'] : []],
      window, reserve, budgets, turnId: before.length === 0 ? null : 'turn-57', before, after,
      diff: before.length === 0 ? null : {
        came: after.flatMap((use, at) => use.kept > before[at]!.kept ? [piece(use, at, 'There would be room for it.')] : []), left: after.flatMap((use, at) => use.kept < before[at]!.kept ? [piece(use, at, 'Its region would be too small for it.')] : []),
        changed: [], moved: [], same: 12, tokensBefore: sum(before), tokensAfter: sum(after), regions: [],
      },
    }
  }

  const handlers: { [name: string]: (input: Record<string, unknown>) => unknown } = {
    'budget.presets': () => ({ presets: context.presets }),
    'budget.preview': (input) => previewBudget(input as Input<'budget.preview'>),
    'turn.rate': (input) => {
      const one = Object.values(data.messages).find((message) => message.role === 'assistant' && message.turnId === input['turnId'])
      if (one !== undefined && one.summary !== null) one.summary.thumb = input['thumb'] as 'up' | 'down' | null
      return {}
    },
    'epochs.list': (input) => ({ epochs: context.epochs[String(input['conversationId'])] ?? [] }),
    'epochs.get': (input) => {
      const one = epoch(input['epochId'])
      return { epoch: one, previous: one.previousId === null ? null : epoch(one.previousId), messages: context.sources[one.id] ?? [] }
    },
    'epochs.edit': (input) => Object.assign(epoch(input['epochId']), { text: input['text'], editedAt: data.now }),
    'epochs.make': async (input) => {
      await wait()
      const { conversationId, kind } = input as Input<'epochs.make'>
      const thread = data.threads[conversationId] ?? []
      if (thread.length < 2) return no('bad-input', 'There is nothing to sum up yet.')
      const known = context.epochs[conversationId] ?? []
      const one: Epoch = {
        ...structuredClone(allEpochs()[0]!), id: `epoch-made-${++made}`, conversationId, number: known.length + 1, upToMessageId: thread[0]!, afterMessageId: thread.at(-1)!, previousId: known.at(-1)?.id ?? null,
        kind, reason: 'asked', why: 'You asked for it', lost: [], turns: 0, undoneAt: null, editedAt: null, createdAt: data.now,
      }
      context.epochs[conversationId] = [...known, one]
      changed(conversationId)
      return one
    },
    'epochs.undo': (input) => {
      const one = epoch(input['epochId'])
      one.undoneAt = data.now
      changed(one.conversationId)
      return { conversation: data.conversations.find((other) => other.id === one.conversationId), asBranch: one.turns > 0 }
    },
    'strategies.list': () => ({ strategies: context.strategies, current: context.current, canRollBack: context.before.length > 0 }),
    'strategies.save': (input) => {
      const { strategyId, name, values } = input as Input<'strategies.save'>
      if (typeof strategyId === 'string') return Object.assign(strategy(strategyId), { name, values })
      const one = { id: `strategy-made-${++made}`, name, builtIn: false, values, createdAt: data.now }
      context.strategies.push(one)
      return one
    },
    'strategies.remove': (input) => { context.strategies = context.strategies.filter((one) => one.id !== input['strategyId']); return {} },
    'strategies.compare': async () => { await wait(); return context.comparison },
    'strategies.use': (input) => { context.before.push(context.current); return useStrategy(strategy(input['strategyId']).name) },
    'strategies.rollBack': () => useStrategy(context.before.pop() ?? no('not-allowed', 'Nothing was chosen before this one.')),
    'insights.get': () => context.insights,
    'profiles.list': () => context.profiles,
    'profiles.measure': (input) => { context.profiles.running = { modelId: String(input['modelId']), share: 0.42 }; scripted.emit('profiles.changed', {}); return {} },
    'profiles.stop': () => { context.profiles.running = null; scripted.emit('profiles.changed', {}); return {} },
    'profiles.edit': ({ key, ...change }) => {
      const one = context.profiles.profiles.find((other) => other.key === key) ?? no('not-found', 'That profile is not there.')
      scripted.emit('profiles.changed', {})
      return Object.assign(one, change, { state: 'edited' })
    },
  }
  const call = async (name: string, input: Record<string, unknown>) => {
    const handle = handlers[name]
    if (handle === undefined || name in data.replies || data.failures[name] !== undefined) return bridge.call(name as 'app.status', input as never)
    scripted.calls.push({ name, input: structuredClone(input) })
    await Promise.resolve()
    try {
      return { ok: true, value: structuredClone(await handle(input)) }
    } catch (thrown) {
      return { ok: false, error: (thrown as { failure?: Failure }).failure ?? { kind: 'bad-input', message: String(thrown) } }
    }
  }
  Object.assign(window, { casement: { ...bridge, call } })
}
