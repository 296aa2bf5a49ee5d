import { noAbilities, type ModelAbilities, type ModelInfo, type PricedModel, type Provider } from '../../../shared/model.ts'
import type { CloudChatModel } from '../ports.ts'

type Price = CloudChatModel['price']

/** Parts of the input price that cached and cache-writing tokens cost, where a vendor publishes them for all its models. */
const vendorParts: Partial<Record<Provider['kind'], { readonly read: number; readonly write: number }>> = { anthropic: { read: 0.1, write: 1.25 }, openai: { read: 0.5, write: 1 } }

/**
 * What a model costs, in US dollars per million tokens: as the person set it, else as the table says, else unknown. A
 * price that was set keeps the discount of the table, or else the usual one of its vendor, for cached tokens.
 */
export function priceOf(kind: Provider['kind'], model: Provider['models'][number], line: PricedModel | null): Price {
  const input = model.inputPrice ?? line?.input ?? null
  const output = model.outputPrice ?? line?.output ?? null
  if (input === null) return { input, output }
  if (model.inputPrice === null && line !== null) return { input, output, ...known('cachedInput', line.cachedInput), ...known('cacheWriteInput', line.cacheWriteInput) }
  const part = vendorParts[kind]
  const read = partOf(line?.cachedInput, line?.input) ?? part?.read
  const write = partOf(line?.cacheWriteInput, line?.input) ?? part?.write
  return { input, output, ...known('cachedInput', read === undefined ? null : input * read), ...known('cacheWriteInput', write === undefined ? null : input * write) }
}

/** What a list of models shows of a price; null where nothing of it is known. */
export function shownPrice({ input, output }: Price): ModelInfo['price'] {
  return input === null && output === null ? null : { input, output }
}

/** What a model takes and gives beside text: as the person set it, else as the table says, else nothing. */
export function abilitiesOf(model: Provider['models'][number], line: PricedModel | null): ModelAbilities {
  return model.abilities ?? line?.abilities ?? noAbilities
}

function partOf(part: number | null | undefined, whole: number | null | undefined): number | undefined {
  return typeof part === 'number' && typeof whole === 'number' && whole > 0 ? part / whole : undefined
}

function known<Name extends string>(name: Name, value: number | null): Partial<Record<Name, number>> {
  return value === null ? {} : { [name]: value } as Record<Name, number>
}
