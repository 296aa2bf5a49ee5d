import { ok } from '../../../shared/result.ts'
import { blockNetwork } from './blockNetwork.ts'
import type { FromChild } from './protocol.ts'
import { serve, type Port } from './serve.ts'

/**
 * Entry of a model process. Its duty is decided by the calls that it gets: the heavy libraries load on first use,
 * so a process that embeds never loads llama.cpp, and one that generates never loads ONNX.
 */

interface ParentPort { postMessage(message: unknown): void; on(name: 'message', hear: (event: { data: unknown }) => void): void }

/** Electron gives a utility process a parent port; Node gives a forked child `process.send`. */
function openPort(): Port {
  const parent = (process as { parentPort?: ParentPort }).parentPort
  if (parent !== undefined) {
    return { send: (message: FromChild) => parent.postMessage(message), onMessage: (hear) => parent.on('message', (event) => hear(event.data)) }
  }
  process.on('disconnect', () => process.exit(0))
  return {
    // A parent that is gone cannot be told anything; `disconnect` ends this process.
    send: (message) => { if (process.connected) process.send?.(message, undefined, undefined, () => {}) },
    onMessage: (hear) => { process.on('message', hear) },
  }
}

blockNetwork()
serve(openPort(), {
  'ping': async () => ok({ pid: process.pid }),
  'embed.run': async (args) => (await import('../embedder/onnxSession.ts')).embedTexts(args),
  'rank.run': async (args) => (await import('../ranker/rankSession.ts')).rankTexts(args),
  'llama.load': async (args) => (await import('../llama/llamaHost.ts')).loadModel(args),
  'llama.unload': async () => (await import('../llama/llamaHost.ts')).unloadModel(),
  'llama.count': async (args) => (await import('../llama/llamaHost.ts')).countTexts(args),
  'llama.countChat': async (args) => (await import('../llama/llamaHost.ts')).countChat(args),
  'llama.generate': async (args, context) => (await import('../llama/llamaHost.ts')).generate(args, context),
  'llama.prepare': async (args, context) => (await import('../llama/llamaHost.ts')).prepare(args, context),
  'llama.keep': async () => (await import('../llama/llamaHost.ts')).keepPrefixes(),
  'llama.drop': async (args) => (await import('../llama/llamaHost.ts')).dropPrefixes(args),
})
