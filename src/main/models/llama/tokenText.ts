/** Turns generated tokens into text without ever cutting a character in two. */
export interface TokenText<T> {
  /** The text that this token completes: empty while a character is still open. */
  push(token: T): string
  /** What is left at the end, broken characters included. */
  rest(): string
}

/** A character is at most four bytes long, so one that more tokens did not complete is broken and passes on as it is. */
const mostTokensPerCharacter = 4
/** Tokens before the open ones that the tokenizer sees, because some write spaces by what came before. */
const contextTokens = 8

/** @param detokenize text of some tokens, given the ones before them; broken characters come as U+FFFD */
export function createTokenText<T>(detokenize: (tokens: readonly T[], before: readonly T[]) => string): TokenText<T> {
  let before: T[] = []
  /** Tokens from the last place where a token and a character ended together. */
  let open: T[] = []
  let shownLength = 0
  let silentTokens = 0

  function show(text: string, closed: boolean): string {
    const fresh = text.slice(shownLength)
    shownLength = text.length
    silentTokens = fresh === '' ? silentTokens + 1 : 0
    if (closed) {
      before = [...before, ...open].slice(-contextTokens)
      open = []
      shownLength = 0
      silentTokens = 0
    }
    return fresh
  }

  return {
    push(token) {
      open.push(token)
      const text = detokenize(open, before)
      const whole = text.replace(/\uFFFD+$/, '')
      if (whole.length === text.length || (whole.length <= shownLength && silentTokens + 1 >= mostTokensPerCharacter)) return show(text, true)
      return show(whole.length < shownLength ? text.slice(0, shownLength) : whole, false)
    },
    rest: () => open.length === 0 ? '' : show(detokenize(open, before), true),
  }
}
