/** Owns what must be closed. Whoever opens a thing hands its closing to a scope on the same line. */
export class Scope {
  /** Scopes that are open now, over the whole process: a test's afterEach expects 0. */
  static open = 0
  readonly #closers: Array<() => void | Promise<void>> = []
  #closing: Promise<void> | null = null

  constructor() { Scope.open++ }

  own<T extends { close(): void | Promise<void> }>(thing: T): T {
    this.#closers.push(() => thing.close())
    return thing
  }

  onClose(closer: () => void | Promise<void>): void { this.#closers.push(closer) }

  /** Closes in reverse order, all of it, and throws the first error at the end. Asked again, it waits for the same end. */
  close(): Promise<void> {
    return this.#closing ??= this.#closeAll()
  }

  async #closeAll(): Promise<void> {
    const errors: unknown[] = []
    for (const close of this.#closers.reverse()) {
      try { await close() } catch (error) { errors.push(error) }
    }
    Scope.open--
    if (errors.length > 0) throw errors[0]
  }
}
