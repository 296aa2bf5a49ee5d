import { withoutDenied } from './contrasts.ts'
import { tellsOfEnd } from './endings.ts'
import { spellOut } from './sameFact.ts'
import { contentStems } from './words.ts'

/** Words with which a fact of a key is said, and which are not its value. */
const sayings = new Set('name named call called live lives living home work works working job moved move moving based birthday born favorite favourite old year years actually correct sorry own house flat hi hello hey turned heiße heisse wohne lebe arbeite appelle habite travaille llamo vivo trabajo prefer now currently'.split(' ').flatMap(contentStems))

/** Where the value of a key stands when a sentence says more than that: "My brother Tom lives in Cork and has two kids". */
const places: readonly (readonly [RegExp, RegExp])[] = [
  [/\.name$/, /(?:\b(?:is|was|are|['’]s|s) (?:called|named)|\bname(?:d|['’]s| is| was)?|\bcalled?(?: me)?|\bgoes by|\bgo by|heißt|heisst|appelle|llama|chiama|chama)\s+(?<value>\p{Lu}[\p{L}\p{M}'’-]*(?: \p{Lu}[\p{L}\p{M}'’-]*){0,2})/u],
  [/\.home$/, /\b(?:lives?|living|based|reside[sd]?|moved|relocated|move)\b[^.,;]*?\b(?:in|to|near|at|into)\s+(?<value>(?:the )?\p{Lu}[\p{L}\p{M}'’-]*(?: (?:\p{Lu}|de |la |am |upon )[\p{L}\p{M}'’-]*){0,3})/u],
  [/\.employer$/, /\b(?:works?|working|worked|employed|job|joined|started)\b[^.,;]*?\b(?:at|for|with|joined)\s+(?<value>(?:the )?\p{Lu}[\p{L}\p{M}\d'’&-]*(?: (?:\p{Lu}|of |and |& )[\p{L}\p{M}\d'’&-]*){0,3})/u],
]

/** Where the name stands that is the value of a key; null where the key has none or the text names none. */
export function endsOfName(text: string, key: string): { readonly start: number; readonly end: number } | null {
  const found = places.find(([wanted]) => wanted.test(key))?.[1].exec(text)
  if (found === null || found === undefined) return null
  const end = found.index + found[0].length
  return { start: end - found.groups!.value!.length, end }
}

/** What a sentence says beside its key and its value: "and she lives in Porto". */
export function beyondValue(text: string, key: string): Set<string> {
  const own = new Set([...key.split('.').flatMap((part) => contentStems(part)), ...(factValue(text, key) ?? '').split(' ')])
  return new Set(contentStems(spellOut(text)).filter((stem) => !sayings.has(stem) && !own.has(stem)))
}

/**
 * What a fact says under its key, for telling "the same again" from "something newer": the name or place where the key is
 * about one, else the content words without those of the key. Null when nothing is left to compare.
 */
export function factValue(text: string, key: string): string | null {
  const parts = new Set(key.split('.').flatMap((part) => contentStems(part)))
  const isEnded = tellsOfEnd(text)
  const read = isEnded ? null : places.find(([wanted]) => wanted.test(key))?.[1].exec(withoutDenied(text))?.groups?.value ?? null
  const rest = [...new Set(contentStems(spellOut(read ?? text)).filter((stem) => read !== null || (!sayings.has(stem) && !parts.has(stem))))].sort()
  return rest.length === 0 ? null : `${isEnded ? 'no longer ' : ''}${rest.join(' ')}`
}
