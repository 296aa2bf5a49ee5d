import type { Input, Output } from '../../src/shared/contract.ts'
import type { Failure } from '../../src/shared/result.ts'
import type { OwnIntent } from '../../src/shared/understanding.ts'
import type { WindowData } from './scriptedClient.ts'

/**
 * Adds routes, providers, keys, health and intents to the scripted engine of a page. It runs in the page after that one,
 * so it may use nothing from outside its own braces.
 */
export function installScriptedRouting(data: WindowData): void {
  const { routing, providers } = data
  const bridge = window.casement!
  const { scripted } = window
  const no = (kind: Failure['kind'], message: string, next?: string): never => { throw Object.assign(new Error(message), { failure: { kind, message, next } }) }
  let made = 0

  const check = ({ rules }: Input<'policy.check'>): Output<'policy.check'> => {
    const names = rules.map((rule) => rule.name.trim().toLowerCase())
    const twice = rules.filter((rule, at) => names.indexOf(rule.name.trim().toLowerCase()) !== at)
    return { problems: [...twice.map((rule) => `Two rules are named “${rule.name}”. Rename one of them.`), ...routing.problems], warnings: routing.warnings }
  }
  const dryRun = ({ rules }: Input<'policy.dryRun'>): Output<'policy.dryRun'> => {
    let left = routing.turns
    const found = rules.map((rule) => {
      const counts = rule.enabled === false ? { caught: 0, changed: 0 } : routing.caught[rule.id] ?? { caught: 0, changed: 0 }
      left -= counts.caught
      const examples = Array.from({ length: Math.min(5, counts.caught) }, (_, at) => ({
        turnId: `turn-${57 - at}`, conversationId: 'conv-lisbon', at: data.now - at * 7_200_000, text: `Question number ${at + 1} that ${rule.name} would catch`,
        went: 'this computer', would: at < counts.changed ? 'the cloud (large)' : 'this computer (qwen3-4b)', changed: at < counts.changed,
      }))
      return { ruleId: rule.id, ...counts, examples }
    })
    return { turns: routing.turns, days: 30, rules: found, uncaught: left }
  }
  const setKeys = (change: Partial<Output<'providers.list'>>) => { Object.assign(providers, change); return {} }

  const handlers: { [name: string]: (input: Record<string, unknown>) => unknown } = {
    'policy.check': (input) => check(input as Input<'policy.check'>),
    'policy.save': (input) => {
      const { rules } = input as Input<'policy.save'>
      const { problems } = check({ rules })
      if (problems.length > 0) return no('bad-input', problems[0]!)
      data.settings.policy = rules as typeof data.settings.policy
      scripted.emit('settings.changed', data.settings)
      return data.settings
    },
    'policy.dryRun': (input) => dryRun(input as Input<'policy.dryRun'>),
    'turn.questions': () => ({ questions: routing.questions }),
    'turn.decide': ({ turnId }) => {
      const asked = routing.questions.find((one) => one.turnId === turnId) ?? no('not-found', 'This was decided already.')
      routing.questions = routing.questions.filter((one) => one !== asked)
      scripted.emit('turn.decided', { turnId, conversationId: asked.conversationId })
      return {}
    },
    'spending.get': () => routing.spending,
    'spending.setLimits': (input) => {
      const { limits } = input as Input<'spending.setLimits'>
      const known = routing.spending.limits
      routing.spending.limits = limits.map((limit) => ({ usedUsd: 0, reservedUsd: 0, usedTokens: 0, reservedTokens: 0, share: 0, resetsAt: null, projectedUsd: null, name: limit.id, ...known.find((one) => one.limit.id === limit.id), limit }))
      scripted.emit('spending.changed', {})
      return { limits: routing.spending.limits }
    },
    'spending.seen': (input) => { for (const one of routing.spending.alerts) if (one.id === input['alertId']) one.seen = true; return {} },
    'spending.export': () => ({ name: 'casement-costs-2026-11-21.csv', csv: 'time,model,cost in US dollars\r\n2026-11-21T18:30:00.000Z,large,0.01\r\n' }),
    'providers.prices': () => routing.prices,
    'providers.test': (input) => ({ ...routing.test, modelId: input['modelId'] }),
    'providers.discover': () => routing.discovered,
    'keys.setPassphrase': (input) => { routing.passphrase = String(input['passphrase']); return setKeys({ keysStored: 'passphrase', keysLocked: false }) },
    'keys.unlock': (input) => input['passphrase'] === routing.passphrase ? setKeys({ keysLocked: false }) : no('not-allowed', 'This passphrase does not open the keys.', 'Check capital letters and the keyboard’s language.'),
    'keys.lock': () => setKeys({ keysLocked: true }),
    'keys.forget': () => setKeys({ keysStored: 'this-run-only', keysLocked: false }),
    'cache.get': () => routing.cache,
    'cache.clear': () => {
      const removed = routing.cache.answers.entries
      routing.cache.answers.entries = 0
      return { removed }
    },
    'health.list': () => ({ items: routing.health, now: data.now }),
    'health.retry': (input) => {
      for (const one of routing.health) if (one.id === input['id'] && one.kind === input['kind']) Object.assign(one, { state: 'half-open', retryAt: null })
      scripted.emit('health.changed', {})
      return {}
    },
    'intents.list': () => routing.intents,
    'intents.save': (input) => {
      const one = { ...input, id: input['id'] ?? `own-made-${++made}` } as OwnIntent
      const at = routing.intents.own.findIndex((other) => other.id === one.id)
      if (at === -1) routing.intents.own.push(one)
      else routing.intents.own[at] = one
      return one
    },
    'intents.remove': (input) => { routing.intents.own = routing.intents.own.filter((one) => one.id !== input['intentId']); return {} },
    'intents.try': () => routing.reading,
  }
  const call = async (name: string, input: Record<string, unknown>) => {
    const handle = handlers[name]
    if (handle === undefined || name in data.replies || data.failures[name] !== undefined) return bridge.call(name as 'app.status', input as never)
    scripted.calls.push({ name, input: structuredClone(input) })
    await Promise.resolve()
    try {
      return { ok: true, value: structuredClone(handle(input)) }
    } catch (thrown) {
      return { ok: false, error: (thrown as { failure?: Failure }).failure ?? { kind: 'bad-input', message: String(thrown) } }
    }
  }
  Object.assign(window, { casement: { ...bridge, call } })
}
