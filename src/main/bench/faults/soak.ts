import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { TurnTrace } from '../../../shared/trace.ts'
import { createEngine } from '../../engine/createEngine.ts'
import { scriptedModel, withScriptedModels } from '../../models/scripted/scriptedModel.ts'
import { ask, sayAndWait, unwrap } from '../askEngine.ts'
import { benchEntries, resourcesFolder } from '../places.ts'

export interface Soaked {
  /** Growth of the heap after a full collection, from the end of the warm-up to the end. */
  readonly heapMbPerTurn: number
  /** Growth of the whole process: in all, and over the second half, where what is only warming up has ended. */
  readonly rssMbPerTurn: number
  readonly lateRssMbPerTurn: number
  /** Kinds of resources of which more are open after the engine is closed than before it was opened. */
  readonly handlesLeft: string[]
  readonly badEnds: number
}

/** A conversation of real use ends somewhere; its turns are what a prompt grows by. */
const turnsPerConversation = 20

/** So many scripted turns through a whole engine, one after the other. */
export async function soak({ turns, warmUp }: { readonly turns: number; readonly warmUp: number }): Promise<Soaked> {
  const profile = mkdtempSync(join(tmpdir(), 'casement-soak-'))
  const before = resources()
  let measured: Omit<Soaked, 'handlesLeft'>
  try {
    measured = await soakIn(profile, turns, warmUp)
  } finally {
    rmSync(profile, { recursive: true, force: true })
  }
  // What closes by itself has the turn of the event loop that it needs for it.
  await new Promise((resolve) => { setTimeout(resolve, 200) })
  const after = resources()
  return { ...measured, handlesLeft: [...after.keys()].filter((kind) => after.get(kind)! > (before.get(kind) ?? 0)) }
}

async function soakIn(profile: string, turns: number, warmUp: number): Promise<Omit<Soaked, 'handlesLeft'>> {
  const model = scriptedModel({ answers: (request) => `That is noted, and it is a fine thought: ${request.messages.at(-1)?.text.slice(-20) ?? ''}` })
  const engine = unwrap(await createEngine({
    host: 'test', profile, resources: resourcesFolder, sharedModels: [], entries: benchEntries, calibrateAfterMs: null, learnAfterMs: null,
    models: (real) => withScriptedModels(real, [model]),
  }))
  try {
    let conversationId = ''
    let badEnds = 0
    let [heap, rss, halfRss] = [0, 0, 0]
    const half = Math.floor(turns / 2)
    for (let at = 0; at < warmUp + turns; at++) {
      if (at === warmUp) [heap, rss] = collected()
      if (at === warmUp + half) [, halfRss] = collected()
      if (at % turnsPerConversation === 0) ({ id: conversationId } = await ask<{ id: string }>(engine, 'conversations.create', {}))
      const turnId = await sayAndWait(engine, conversationId, `What do you think of walk number ${at} along the river?`)
      const { status } = await ask<TurnTrace>(engine, 'trace.get', { turnId })
      if (status !== 'done') badEnds++
      // The scripted model writes down what it was asked; here that would be what grows.
      ;(model.requests as unknown[]).length = 0
    }
    const [lastHeap, lastRss] = collected()
    const perTurn = (bytes: number, over: number) => bytes / over / 1e6
    return { heapMbPerTurn: perTurn(lastHeap - heap, turns), rssMbPerTurn: perTurn(lastRss - rss, turns), lateRssMbPerTurn: perTurn(lastRss - halfRss, turns - half), badEnds }
  } finally {
    await engine.close()
  }
}

/** Bytes of the heap and of the process after everything that can be collected is. */
function collected(): [heap: number, rss: number] {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (let at = 0; at < 3; at++) collect()
  const { heapUsed, external, rss } = process.memoryUsage()
  return [heapUsed + external, rss]
}

function resources(): Map<string, number> {
  const counts = new Map<string, number>()
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}
