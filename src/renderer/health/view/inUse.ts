import type { Health } from '../../../shared/health.ts'
import type { ModelInfo } from '../../../shared/model.ts'
import type { Settings } from '../../../shared/settings.ts'

export type InUse = { route: string; settings: Settings; models: readonly ModelInfo[] }

/**
 * The providers whose models may answer the next message: that of the chosen model, else those that a rule or a kind
 * of task leads to. None while nothing may leave.
 */
export function listProvidersInUse({ route, settings, models }: InUse): string[] {
  const providerOf = (modelId: string | null) => models.find((one) => one.id === modelId)?.providerId ?? null
  const clouds = models.filter((one) => one.place === 'cloud' && one.duty === 'chat')
  const usual = settings.cloudModelId ?? clouds[0]?.id ?? null
  const held = settings.offline || settings.localOnly
  if (route === 'local') return listed([providerOf(settings.localModelId)])
  if (route === 'cloud') return held ? [] : listed([providerOf(usual)])
  const chosen = models.find((one) => one.id === route)
  if (chosen !== undefined) return held && chosen.place === 'cloud' ? [] : listed([chosen.providerId])
  const local = providerOf(settings.localModelId)
  if (held) return listed([local])
  const byRule = settings.policy.filter((rule) => rule.enabled).map((rule) => rule.then.kind === 'refuse' || rule.then.kind === 'local' && rule.then.modelId === null ? null : providerOf(rule.then.modelId ?? usual))
  const byTask = settings.taskRules.some((rule) => rule.place === 'cloud') ? [providerOf(usual)] : []
  return listed([local, ...byRule, ...byTask])
}

/** What rests of that which is in use; the first of them is enough to say. */
export function findResting(items: readonly Health[], inUse: readonly string[], now: number): Health | null {
  return items.find((one) => one.kind === 'provider' && one.state === 'open' && inUse.includes(one.id) && (one.retryAt === null || one.retryAt > now)) ?? null
}

function listed(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((one) => one !== null))]
}
