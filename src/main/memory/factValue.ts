import { contentStems } from './words.ts'

/** Words with which a fact of a key is said, and which are not its value. */
const sayings = new Set('name named call called live lives living home work works working job moved move moving based birthday born favorite favourite old year years actually correct sorry own house flat hi hello hey turned heiße heisse wohne lebe arbeite appelle habite travaille llamo vivo trabajo prefer now currently'.split(' ').flatMap(contentStems))

/**
 * What a fact says under its key, for telling "the same again" from "something newer": the content words without those of
 * the key. Null when nothing is left to compare.
 */
export function factValue(text: string, key: string): string | null {
  const parts = new Set(key.split('.').flatMap((part) => contentStems(part)))
  const rest = [...new Set(contentStems(text).filter((stem) => !sayings.has(stem) && !parts.has(stem)))].sort()
  return rest.length === 0 ? null : rest.join(' ')
}
