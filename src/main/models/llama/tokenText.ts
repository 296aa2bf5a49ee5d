/** Turns generated tokens into text without ever cutting a character in two. */
export interface TokenText<T> {
  /** The text that this token completes: empty while a character is still open. */
  push(token: T): string
  /** What is left at the end, broken characters included. */
  rest(): string
}

/** A character is at most four bytes long, so no honest one stays open over more tokens than this. */
const mostOpenTokens = 8
/** Tokens before the open ones that the tokenizer sees, because some write spaces by what came before. */
const contextTokens = 8

/** @param detokenize text of some tokens, given the ones before them; broken characters come as U+FFFD */
export function createTokenText<T>(detokenize: (tokens: readonly T[], before: readonly T[]) => string): TokenText<T> {
  let before: T[] = []
  let open: T[] = []
  const close = (): void => {
    before = [...before, ...open].slice(-contextTokens)
    open = []
  }
  return {
    push(token) {
      open.push(token)
      const text = detokenize(open, before)
      if (text.endsWith('\uFFFD') && open.length < mostOpenTokens) return ''
      close()
      return text
    },
    rest() {
      if (open.length === 0) return ''
      const text = detokenize(open, before)
      close()
      return text
    },
  }
}
