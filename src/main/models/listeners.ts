/** Those who want to hear of something, told in the order in which they came. `listen` returns how to stop. */
export function createListeners<T>() {
  const all = new Set<(value: T) => void>()
  return {
    tell: (value: T) => { for (const hear of all) hear(value) },
    listen(hear: (value: T) => void) {
      all.add(hear)
      return () => { all.delete(hear) }
    },
  }
}
