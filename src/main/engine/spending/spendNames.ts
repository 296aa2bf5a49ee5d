import type { SpendLimit } from '../../../shared/spending.ts'
import { nameLimit, sayLimit } from '../../spend/sayMoney.ts'

/** What sentences about money call providers and models. */
export interface SpendNames {
  readonly providers: () => readonly { readonly id: string; readonly name: string }[]
}

/** The provider of a model by its id ("cloud:provider:model"); a provider that is gone keeps the id that its calls were booked under. */
export function providerOf(modelId: string, names: SpendNames): string {
  const known = names.providers().filter((one) => modelId.startsWith(`cloud:${one.id}:`)).toSorted((a, b) => b.id.length - a.id.length)[0]
  return known?.id ?? modelId.split(':')[1] ?? modelId
}

export interface SaysLimits {
  /** Within a sentence that is kept: it names no conversation, whose title is a person's own words. */
  say(limit: SpendLimit): string
  /** As the name of a line that is made anew each time. */
  name(limit: SpendLimit, title: string): string
}

/** How limits are called, with the names that providers have at that moment. */
export function saysLimits(names: SpendNames): SaysLimits {
  const scopeName = ({ scope }: SpendLimit, conversation: string): string | null => {
    if (scope.kind === 'all') return null
    if (scope.kind === 'provider') return names.providers().find((one) => one.id === scope.providerId)?.name ?? scope.providerId
    if (scope.kind === 'conversation') return conversation
    return scope.modelId.slice(`cloud:${providerOf(scope.modelId, names)}:`.length) || scope.modelId
  }
  return {
    say: (limit) => sayLimit(limit, scopeName(limit, 'one conversation')),
    name: (limit, title) => nameLimit(limit, scopeName(limit, title === '' ? 'one conversation' : `“${title}”`)),
  }
}
