import type { LimitScope, SpendLimit } from '../../../shared/spending.ts'

/** A limit as it is typed. */
export type LimitForm = { kind: LimitScope['kind']; /** Id of the server, model or conversation; empty until one is chosen. */ target: string; period: SpendLimit['period']; usd: string; tokens: string }

export type ReadLimit = { ok: true; limit: SpendLimit } | { ok: false; at: 'usd' | 'tokens' | 'both' | 'target'; why: string }

const mostUsd = 1_000_000
const mostTokens = 1_000_000_000_000

/** The id that a scope names; empty for everything. */
export function targetOf(scope: LimitScope): string {
  if (scope.kind === 'provider') return scope.providerId
  if (scope.kind === 'model') return scope.modelId
  return scope.kind === 'conversation' ? scope.conversationId : ''
}

function makeScope({ kind, target }: Pick<LimitForm, 'kind' | 'target'>): LimitScope {
  if (kind === 'provider') return { kind, providerId: target }
  if (kind === 'model') return { kind, modelId: target }
  return kind === 'conversation' ? { kind, conversationId: target } : { kind: 'all' }
}

/** Reads what was typed; an empty amount is not limited, and one of the two must be. */
export function readLimit(form: LimitForm, id: string): ReadLimit {
  if (form.kind !== 'all' && form.target === '') return { ok: false, at: 'target', why: 'Choose what the limit is for.' }
  const money = form.usd.trim().replace(/^\$\s*/, '').replaceAll(/[\s\u202f\u00a0]/g, '').replace(',', '.')
  if (money !== '' && (!/^\d+(?:\.\d{1,6})?$/.test(money) || Number(money) > mostUsd)) return { ok: false, at: 'usd', why: 'Write an amount like 5 or 2.50, at most 1 000 000.' }
  const tokens = form.tokens.replaceAll(/[\s\u202f\u00a0]/g, '')
  if (tokens !== '' && (!/^\d+$/.test(tokens) || Number(tokens) > mostTokens)) return { ok: false, at: 'tokens', why: 'Write a whole number of tokens.' }
  if (money === '' && tokens === '') return { ok: false, at: 'both', why: 'Write an amount of money or of tokens.' }
  return { ok: true, limit: { id, scope: makeScope(form), period: form.period, usd: money === '' ? null : Number(money), tokens: tokens === '' ? null : Number(tokens) } }
}
