/** Fewer than the engine takes at once, so that no turn of a measurement is refused for that. */
const atOnce = 6

/** Works through a list, some at once, each beginning when another has ended. @returns what each gave, in the order of the list */
export async function sideBySide<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const waiting = [...items.entries()]
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results[next[0]] = await work(next[1])
  }))
  return results
}
