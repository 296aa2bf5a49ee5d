import type { ModelInfo, Provider } from '../../../shared/model.ts'
import { formatBytes, formatMoney, formatShort } from '../../state/formats.ts'

/** True for a model whose answers never leave this computer: its own, or one of a server on it. */
export function staysHere(model: Pick<ModelInfo, 'place' | 'providerId'>, providers: readonly Provider[]): boolean {
  return model.place === 'local' || providers.some((one) => one.id === model.providerId && one.loopback)
}

/** What a million tokens cost: "$2.00 in, $8.00 out per million tokens". What nobody knows says so. */
export function tellPrice(price: ModelInfo['price']): string {
  if (price === null || price.input === null || price.output === null) return 'price not known'
  if (price.input === 0 && price.output === 0) return 'costs nothing'
  return `${formatMoney(price.input)} in, ${formatMoney(price.output)} out per million tokens`
}

/** What a model may take and give beside text, in the order in which it is told; each is its own word. */
export const abilityNames = ['images', 'tools', 'reasoning'] as const satisfies readonly (keyof ModelInfo['abilities'])[]

/** What a model takes and gives beside text, as words; empty where nothing is known of it. */
export function listAbilities(abilities: ModelInfo['abilities'] | null): string[] {
  return abilities === null ? [] : abilityNames.filter((one) => abilities[one])
}

/** Size, memory and whether that fits, of a model on this computer; empty where nothing is known. */
export function tellSize({ sizeBytes, needsBytes, fits }: Pick<ModelInfo, 'sizeBytes' | 'needsBytes' | 'fits'>): string {
  const size = sizeBytes === null ? [] : [formatBytes(sizeBytes)]
  const needs = needsBytes === null ? [] : [`needs ${formatBytes(needsBytes)} of memory${fits === null ? '' : fits ? ', which fits' : ', more than is free'}`]
  return [...size, ...needs].join(' · ')
}

/** Everything that helps to choose a model, in one line: size and memory, or window and price, and its abilities. */
export function tellModel(model: ModelInfo, providers: readonly Provider[]): string {
  const here = staysHere(model, providers)
  const window = model.windowTokens === null ? '' : `${formatShort(model.windowTokens)} window`
  return [tellSize(model), window, here && model.place === 'local' ? '' : tellPrice(model.price), listAbilities(model.abilities).join(', ')].filter((one) => one !== '').join(' · ')
}
