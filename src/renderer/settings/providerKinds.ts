import type { Output } from '../../shared/contract.ts'
import type { PricedModel, Provider } from '../../shared/model.ts'
import { listAbilities } from '../composer/view/models.ts'
import { formatShort } from '../state/formats.ts'

export type ProviderStart = { kind: Provider['kind']; name: string; baseUrl: string }
export type ProviderModel = Provider['models'][number]
export type Prices = Output<'providers.prices'>

export const providerKinds: { value: Provider['kind']; label: string }[] = [
  { value: 'openai', label: 'OpenAI' }, { value: 'anthropic', label: 'Anthropic' }, { value: 'google', label: 'Google' }, { value: 'mistral', label: 'Mistral' },
  { value: 'openrouter', label: 'OpenRouter' }, { value: 'openai-compatible', label: 'OpenAI-compatible server' },
]
export const cloudStart: ProviderStart = { kind: 'openai', name: 'OpenAI', baseUrl: '' }
export const localServerStart: ProviderStart = { kind: 'openai-compatible', name: 'Local server', baseUrl: 'http://127.0.0.1:11434/v1' }
/** Taken for a model that no table knows, in tokens. */
const usualWindow = 8192

/** The name that a new provider of a kind begins with. */
export function nameOfKind(kind: Provider['kind']): string {
  return kind === 'openai-compatible' ? localServerStart.name : providerKinds.find((one) => one.value === kind)?.label ?? kind
}

/** True for an address of this computer, from which nothing leaves. */
export function isLoopback(address: string): boolean {
  return /^https?:\/\/(127\.\d+\.\d+\.\d+|localhost|\[::1\])(?=[:/]|$)/i.test(address.trim())
}

/** Where a provider's prompts go: the host of its address or of the usual one; null where none is known. */
export function hostOf(kind: Provider['kind'], baseUrl: string, prices: Prices | null): string | null {
  const address = baseUrl.trim() === '' ? prices?.addresses[kind] ?? '' : baseUrl
  return URL.canParse(address) ? new URL(address).host : null
}

/** The line of the bundled table about a model, if there is one. */
export function findPriced(prices: Prices | null, kind: Provider['kind'], modelId: string): PricedModel | null {
  return prices?.models.find((one) => one.kind === kind && one.id === modelId) ?? null
}

/** A model as it begins: window from the table where it knows one, price and abilities left to the table. */
export function startModel(id: string, priced: PricedModel | null, windowTokens = priced?.windowTokens ?? usualWindow): ProviderModel {
  return { id, windowTokens, inputPrice: null, outputPrice: null, abilities: null }
}

/** Reads names of models with commas between: "llama3.2:3b, big:128000". Digits alone after the last colon are a window. */
export function readModels(line: string, priced: (id: string) => PricedModel | null = () => null): ProviderModel[] {
  return line.split(',').map((part) => part.trim()).filter((part) => part !== '').map((part) => {
    const [, id = part, window] = /^(.+?):(\d{3,8})$/.exec(part) ?? []
    return window === undefined ? startModel(id, priced(id)) : startModel(id, priced(id), Number(window))
  })
}

/** Models with others behind them; one that is there already is not doubled. */
export function addModels(known: readonly ProviderModel[], more: readonly ProviderModel[]): ProviderModel[] {
  const added = [...known]
  for (const one of more) if (!added.some((other) => other.id === one.id)) added.push(one)
  return added
}

/** A price in US dollars, with all of its decimals: prices are compared, so none may be rounded. */
function formatPrice(dollars: number): string {
  const exact = dollars.toFixed(6).replace(/0{1,4}$/, '')
  return `$${exact}`
}

/** What a model costs, as the user set it or as the table has it: "$2.00 in, $8.00 out". Null where nobody knows. */
export function sayPrice(model: Pick<ProviderModel, 'inputPrice' | 'outputPrice'>, priced: PricedModel | null): string | null {
  const [input, output] = [model.inputPrice ?? priced?.input ?? null, model.outputPrice ?? priced?.output ?? null]
  return input === null || output === null ? null : `${formatPrice(input)} in, ${formatPrice(output)} out`
}

/** One line about a model of the table: window and price. */
export function describePriced(priced: PricedModel): string {
  return [`window ${formatShort(priced.windowTokens)}`, sayPrice({ inputPrice: null, outputPrice: null }, priced) ?? 'price not known', ...listAbilities(priced.abilities)].join(' · ')
}

const priceDigits = /^\s*\d{1,6}(?:[.,]\d{1,6})?\s*$/

/** Reads a price in US dollars, with a point or a comma; null where it is none. */
export function readPrice(text: string): number | null {
  return priceDigits.test(text) ? Number(text.trim().replace(',', '.')) : null
}
