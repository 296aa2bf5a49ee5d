import type { Engine } from '../../engine/engine.ts'

/** Bytes that may wait for a slow listener before it is let go; it can come back and ask for what it missed. */
const maxWaitingBytes = 32 * 1024 * 1024

/**
 * The engine's events as lines of JSON, `{"name":…,"event":…}`, with `{"name":"ping"}` first and at every beat,
 * so that both ends notice when the other is gone.
 * @param beatMs time between pings
 * @param onEnd called once, whoever ended it
 * @returns the stream, and a way to end it from this side
 */
export function streamEvents(engine: Engine, beatMs: number, onEnd: () => void): { stream: ReadableStream<Uint8Array>; end(): void } {
  const encoder = new TextEncoder()
  let source: ReadableStreamDefaultController<Uint8Array> | null = null
  const release = () => {
    if (source === null) return
    source = null
    clearInterval(beat)
    unsubscribe()
    onEnd()
  }
  const send = (line: object) => {
    if (source === null) return
    const to = source
    to.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
    if ((to.desiredSize ?? 0) > 0) return
    release()
    to.error(new Error('the listener is too slow'))
  }
  const stream = new ReadableStream<Uint8Array>({
    start(controller) { source = controller },
    cancel() { release() },
  }, new ByteLengthQueuingStrategy({ highWaterMark: maxWaitingBytes }))
  const unsubscribe = engine.listen((name, event) => send({ name, event }))
  const beat = setInterval(() => send({ name: 'ping' }), beatMs)
  send({ name: 'ping' })
  const end = () => {
    const from = source
    release()
    from?.close()
  }
  return { stream, end }
}
