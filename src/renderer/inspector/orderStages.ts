import { stageNames } from '../../shared/names.ts'
import type { StageName } from '../../shared/trace.ts'
import type { HeardStage } from '../state/liveAnswers.ts'

export type LiveStage = { name: StageName; state: 'waiting' | 'running' | 'done' | 'failed'; ms: number | null }

/**
 * The stages of a running turn as they were heard. A stage before the latest one that was heard is done, also when
 * the window opened too late to hear it; its time is then not known.
 */
export function orderStages(heard: readonly HeardStage[]): LiveStage[] {
  // Learning may run beside the answer, so it says nothing about the stages before it.
  const reached = Math.max(-1, ...heard.filter((one) => one.stage !== 'learn').map((one) => stageNames.indexOf(one.stage)))
  return stageNames.map((name, at) => {
    const last = heard.findLast((one) => one.stage === name)
    if (last !== undefined) return { name, state: last.state, ms: last.state === 'running' ? null : last.ms }
    return { name, state: at < reached && name !== 'learn' ? 'done' : 'waiting', ms: null }
  })
}
