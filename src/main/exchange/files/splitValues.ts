/** One value of a JSON file as its bytes, or why it cannot be had. */
export type SplitValue =
  | { readonly index: number; readonly bytes: Buffer }
  | { readonly index: number; readonly problem: 'not-json' | 'too-large' | 'cut-off' }
  /** It was not asked for. */
  | { readonly index: number; readonly bytes: null }

const quote = 0x22, backslash = 0x5c, openBrace = 0x7b, closeBrace = 0x7d, openBracket = 0x5b, closeBracket = 0x5d, comma = 0x2c
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/**
 * Cuts a JSON file of any length into the values of its outermost list, or into its values one after another (a single
 * one, or one a line). Only the value at hand is held. It follows strings and brackets and nothing else, so a value that
 * is broken inside is handed on like any other, and the next one is still found.
 * @param ask `wants` says whether a value's bytes are needed; `most` is the largest value in bytes
 */
export async function* splitValues(chunks: AsyncIterable<Buffer>, ask: { readonly most: number; wants(index: number): boolean }): AsyncGenerator<SplitValue> {
  let index = 0
  let isFirst = true
  let inList = false
  /** Within a value: what it is made of; `plain` is a number or a word. */
  let inside: 'no' | 'nest' | 'string' | 'plain' = 'no'
  let depth = 0
  let inString = false
  let escaped = false
  let kept: Buffer[] = []
  let length = 0

  const keep = (part: Buffer): void => {
    length += part.length
    if (length > ask.most) kept = []
    else if (ask.wants(index)) kept.push(part)
  }
  const finish = (): SplitValue => {
    const at = index++
    const value: SplitValue = length > ask.most ? { index: at, problem: 'too-large' } : ask.wants(at) ? { index: at, bytes: kept.length === 1 ? kept[0]! : Buffer.concat(kept) } : { index: at, bytes: null }
    kept = []
    length = 0
    inside = 'no'
    return value
  }

  for await (let chunk of chunks) {
    if (isFirst && chunk.length > 0) {
      isFirst = false
      if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) chunk = chunk.subarray(3)
    }
    let from = 0
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!
      if (inString) {
        if (escaped) escaped = false
        else if (byte === backslash) escaped = true
        else if (byte === quote) {
          inString = false
          if (inside === 'string') { keep(chunk.subarray(from, at + 1)); yield finish() }
        }
        continue
      }
      if (inside === 'nest') {
        if (byte === quote) inString = true
        else if (byte === openBrace || byte === openBracket) depth++
        else if ((byte === closeBrace || byte === closeBracket) && --depth === 0) { keep(chunk.subarray(from, at + 1)); yield finish() }
        continue
      }
      if (inside === 'plain') {
        if (!isSpace(byte) && byte !== comma && byte !== closeBracket) continue
        keep(chunk.subarray(from, at))
        yield finish()
      }
      if (isSpace(byte) || (inList && byte === comma)) continue
      if (inList && byte === closeBracket) { inList = false; continue }
      if (!inList && byte === openBracket) { inList = true; continue }
      from = at
      if (byte === openBrace || byte === openBracket) { inside = 'nest'; depth = 1 }
      else if (byte === quote) { inside = 'string'; inString = true }
      else if (inList) inside = 'plain'
      // Outside a list a conversation is an object; whatever else begins here is no JSON that could hold one.
      else { yield { index, problem: 'not-json' }; return }
    }
    if (inside !== 'no') keep(chunk.subarray(from))
  }
  if (inside !== 'no' || inList) yield { index, problem: 'cut-off' }
}
