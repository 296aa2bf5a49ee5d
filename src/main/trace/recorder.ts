import type { StageName, StageRecord } from '../../shared/trace.ts'

/** Times each stage and keeps one line on what it returned, so that a new stage is traced for free. */
export interface Recorder {
  /**
   * Runs one stage. A stage that throws is recorded as failed and the error goes on to the caller.
   * @param note one line on what came out, made from the returned value
   */
  step<T>(name: StageName, work: () => T | Promise<T>, note: (value: T) => string): Promise<T>
  /** Marks a stage as partly failed while the turn goes on ("the index did not answer"). */
  markFailed(name: StageName, why: string): void
  readonly stages: readonly StageRecord[]
  /** Milliseconds since the turn began. */
  elapsed(): number
}

/**
 * @param elapsed a clock that only grows, in milliseconds
 * @param hear is told when a stage begins and ends, for the window's live line
 */
export function createRecorder(elapsed: () => number, hear: (stage: StageName, state: 'running' | 'done' | 'failed', ms: number) => void): Recorder {
  const began = elapsed()
  const stages: StageRecord[] = []
  const since = () => elapsed() - began
  return {
    stages,
    elapsed: since,
    async step(name, work, note) {
      const startMs = since()
      hear(name, 'running', 0)
      const record: StageRecord = { name, startMs, ms: 0, note: '', failed: null }
      stages.push(record)
      try {
        const value = await work()
        record.ms = since() - startMs
        record.note = note(value)
        hear(name, 'done', record.ms)
        return value
      } catch (error) {
        record.ms = since() - startMs
        record.failed = error instanceof Error ? error.message : String(error)
        hear(name, 'failed', record.ms)
        throw error
      }
    },
    markFailed(name, why) {
      const record = stages.findLast((stage) => stage.name === name)
      if (record !== undefined) record.failed = why
    },
  }
}
