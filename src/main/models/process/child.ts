/** A child process that speaks in messages: the shape that the engine's hosts deliver, without knowing the engine. */
export interface Child {
  readonly pid: number | undefined
  send(message: unknown): void
  onMessage(hear: (message: unknown) => void): void
  onExit(hear: (code: number | null) => void): void
  kill(): void
}

export type StartChild = (entry: string, options: { readonly env: Record<string, string>; readonly name: string }) => Child
