import { contentStems } from './words.ts'

/** Words with which a fact of a key is said, and which are not its value. */
const sayings = new Set(['name', 'call', 'live', 'hom', 'work', 'job', 'move', 'mov', 'bas', 'birthday', 'born', 'favorit', 'favourit', 'old', 'year', 'actual', 'correct', 'sorry', 'own', 'old', 'hi', 'hello', 'hey', 'heiss', 'wohn', 'leb', 'arbeit', 'appell', 'habit', 'travaill', 'llamo', 'vivo', 'trabajo', 'prefer'])

/**
 * What a fact says under its key, for telling "the same again" from "something newer": the content words without those of
 * the key. Null when nothing is left to compare.
 */
export function factValue(text: string, key: string): string | null {
  const parts = new Set(key.split('.').flatMap((part) => contentStems(part)))
  const rest = [...new Set(contentStems(text).filter((stem) => !sayings.has(stem) && !parts.has(stem)))].sort()
  return rest.length === 0 ? null : rest.join(' ')
}
