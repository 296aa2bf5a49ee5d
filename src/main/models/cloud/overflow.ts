/** How vendors and servers say that a prompt is too long; they share no code and no wording. */
const tooLong = [
  /context[_ -]?(length|window|size|limit)/, /maximum (context|prompt length|allowed (input|prompt))/, /exceed_context/, /context (the )?overflow/,
  /prompt (is |was )?too (long|large)/, /(input|prompt|request) (is )?(too long|too large for model)/, /too large for model with/, /too many (input )?tokens/,
  /exceeds? the (maximum|available|limit|configured limit)/, /(input|prompt)? ?tokens? (count )?.{0,20}exceeds?/, /exceeded model token limit/,
  /reduce the length of (the|your) (messages?|prompt)/, /tokens? .{0,40}must be <=/,
]

const number = String.raw`(\d{1,3}(?:[,_]\d{3})+|\d+)`
/** What stands before the limit. The first that fits counts, so the surest stand first. */
const limits = [
  String.raw`> ${number}(?: maximum|,| tokens?\b|$)`,
  String.raw`(?:maximum|max)(?: model)? (?:context|prompt)(?: length| window| size)?(?: of this model)? (?:is|of)(?: only)? ${number}`,
  String.raw`context (?:length|window|size|limit)(?: is| of)? (?:only )?\(?${number}`,
  String.raw`too large for model with ${number}`,
  String.raw`(?:maximum number of tokens allowed|configured limit of|model token limit|tokens? supported is|must be <=)[:\s(]*${number}`,
  String.raw`(?:available|maximum) context (?:size|length|window) \(?${number}`,
].map((source) => new RegExp(source))

/** Below this no model works, above it none exists: such a number means something else. */
const sensible = { least: 128, most: 100_000_000 }

/** @param said codes and message of an error, in lower case */
export function saysTooLong(said: string): boolean {
  return tooLong.some((one) => one.test(said))
}

/**
 * The tokens that prompt and answer together may have, where the words of an error name them; null where they do not,
 * or name a number that cannot be it.
 * @param said codes and message of an error, in lower case
 */
export function limitSaid(said: string): number | null {
  for (const limit of limits) {
    const found = limit.exec(said)?.[1]
    if (found === undefined) continue
    const tokens = Number(found.replaceAll(/[,_]/g, ''))
    if (isWindow(tokens)) return tokens
  }
  return null
}

/** Whether a window can have so many tokens: a server may say anything. */
export function isWindow(tokens: unknown): tokens is number {
  return Number.isInteger(tokens) && tokens as number >= sensible.least && tokens as number <= sensible.most
}
