import { Tiktoken } from 'js-tiktoken/lite'
import type { Encoding } from './rankTable.ts'

/** Counts with js-tiktoken as it comes, keeping nothing: the yardstick for our own counting. Special tokens count as text. */
export async function loadPlainTiktoken(encoding: Encoding): Promise<(text: string) => number> {
  const { default: ranks } = encoding === 'o200k_base' ? await import('js-tiktoken/ranks/o200k_base') : await import('js-tiktoken/ranks/cl100k_base')
  const library = new Tiktoken(ranks)
  return (text) => library.encode(text, [], []).length
}
