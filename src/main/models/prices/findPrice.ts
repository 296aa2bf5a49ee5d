import type { PricedModel, Provider } from '../../../shared/model.ts'

/** Vendors put the day of a version behind a name ("-2025-08-07", "-20251001"), and "latest" where there is no day. */
const version = /-(?:\d{4}-\d{2}-\d{2}|\d{8}|latest)$/

/**
 * The line of the table for a model of a provider, by its name with or without the day of its version; null where the
 * table does not know it. A server that merely speaks the wire of OpenAI is never found: what it asks is its own affair.
 */
export function findPrice(table: readonly PricedModel[], kind: Provider['kind'], modelName: string): PricedModel | null {
  if (kind === 'openai-compatible') return null
  const mine = table.filter((one) => one.kind === kind)
  const bare = modelName.replace(version, '')
  return mine.find((one) => one.id === modelName) ?? mine.find((one) => one.id === bare) ?? null
}
