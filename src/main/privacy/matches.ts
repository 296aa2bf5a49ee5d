/**
 * All matches of a global pattern, one after the other. `matchAll` would copy the pattern on every call and compile the
 * copy anew, which costs more than the search itself in short texts.
 */
export function* matchesOf(pattern: RegExp, text: string): Generator<RegExpExecArray> {
  let from = 0
  for (;;) {
    // The caller may run the same pattern elsewhere between two matches.
    pattern.lastIndex = from
    const match = pattern.exec(text)
    if (match === null) return
    from = match[0] === '' ? pattern.lastIndex + 1 : pattern.lastIndex
    yield match
  }
}
