/** What the host that is made to be killed answers to a message: long, and known beforehand. */
export function answerTo(text: string): string {
  return `Answer to ${[...text.matchAll(/sister is called \w+/g)].at(-1)?.[0]}: ${'and so on '.repeat(60)}`
}
