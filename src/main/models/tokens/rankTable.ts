/** The two vocabularies that js-tiktoken carries and that today's OpenAI models use. */
export type Encoding = 'o200k_base' | 'cl100k_base'

export interface RankTable {
  /** Splits a text into the pieces that merge within themselves only. Global and sticky state is the caller's. */
  readonly pattern: string
  /** Rank by token, a token being a string with one character per byte. */
  readonly ranks: ReadonlyMap<string, number>
  /** Bytes of the longest token: longer slices need no look-up. */
  readonly longest: number
}

const loading = new Map<Encoding, Promise<RankTable>>()

/**
 * Reads a vocabulary once per process. It is megabytes of text and a few hundred milliseconds, so it is read at the
 * first count and never at the start.
 */
export function loadRankTable(encoding: Encoding): Promise<RankTable> {
  const known = loading.get(encoding)
  if (known !== undefined) return known
  const table = readTable(encoding)
  loading.set(encoding, table)
  return table
}

async function readTable(encoding: Encoding): Promise<RankTable> {
  const { default: source } = encoding === 'o200k_base'
    ? await import('js-tiktoken/ranks/o200k_base')
    : await import('js-tiktoken/ranks/cl100k_base')
  const ranks = new Map<string, number>()
  let longest = 0
  for (const line of source.bpe_ranks.split('\n')) {
    // Each line is a mark, the rank of its first token, and tokens in base64 with rising ranks.
    const [, first, ...tokens] = line.split(' ')
    let rank = Number(first)
    for (const token of tokens) {
      const bytes = atob(token)
      if (bytes.length > longest) longest = bytes.length
      ranks.set(bytes, rank++)
    }
  }
  return { pattern: source.pat_str, ranks, longest }
}
