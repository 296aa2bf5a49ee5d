import type { Result } from '../../shared/result.ts'
import type { Engine } from '../engine/engine.ts'

/** Calls a command that must succeed: in a benchmark a failure is a bug. */
export async function ask<T>(engine: Engine, name: string, input: unknown): Promise<T> {
  return unwrap(await engine.handle(name, input)) as T
}

export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

/** Sends a message and waits until its turn is kept. @returns the turn's id */
export async function sayAndWait(engine: Engine, conversationId: string, text: string): Promise<string> {
  const over = new Promise<string>((resolve) => {
    const stop = engine.listen((name, event) => {
      if (name !== 'turn.ended') return
      stop()
      resolve((event as { turnId: string }).turnId)
    })
  })
  await ask(engine, 'turn.send', { conversationId, text })
  return over
}

/** Waits until the background indexing has begun and ended. */
export async function waitForIndex(engine: Engine): Promise<void> {
  for (;;) {
    await new Promise((resolve) => { setTimeout(resolve, 600) })
    const { index } = await ask<{ index: { state: string } }>(engine, 'app.status', {})
    if (index.state !== 'building') return
  }
}
