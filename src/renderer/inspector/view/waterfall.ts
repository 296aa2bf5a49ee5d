import type { StageName, StageRecord, TurnTrace } from '../../../shared/trace.ts'
import { stageWords } from './names.ts'

/** A stretch of time as shares of the whole turn, 0 to 1. `waiting` is time in which the model read and wrote nothing yet. */
export type Stretch = { start: number; length: number; kind: 'work' | 'waiting' | 'unaccounted' }
export type StageRow = { key: StageName | 'unaccounted'; name: string; hint: string; ms: number; note: string; failed: string | null; stretches: Stretch[] }
export type Waterfall = { totalMs: number; firstToken: number | null; rows: StageRow[] }

/** The stages of a turn on one time line. Time that no stage claims is a row of its own, so that nothing hides. */
export function layStages(trace: Pick<TurnTrace, 'stages' | 'totalMs' | 'firstTokenMs'>): Waterfall {
  const end = Math.max(trace.totalMs, ...trace.stages.map((stage) => stage.startMs + stage.ms), 1)
  const firstToken = trace.firstTokenMs
  const rows = trace.stages.map((stage): StageRow => ({
    key: stage.name, name: stageWords[stage.name].name, hint: stageWords[stage.name].hint,
    ms: stage.ms, note: stage.note, failed: stage.failed,
    stretches: splitStage(stage, firstToken).map((part) => ({ start: part.from / end, length: (part.to - part.from) / end, kind: part.kind })),
  }))
  const gaps = findGaps(trace.stages, end)
  const missing = gaps.reduce((sum, gap) => sum + gap.to - gap.from, 0)
  if (missing >= 1) {
    rows.push({
      key: 'unaccounted', name: 'Between', hint: 'Time that no stage claims.', ms: missing, note: '', failed: null,
      stretches: gaps.map((gap) => ({ start: gap.from / end, length: (gap.to - gap.from) / end, kind: 'unaccounted' })),
    })
  }
  return { totalMs: trace.totalMs, firstToken: firstToken === null ? null : Math.min(1, firstToken / end), rows }
}

type Span = { from: number; to: number }

function splitStage(stage: StageRecord, firstToken: number | null): (Span & { kind: Stretch['kind'] })[] {
  const from = stage.startMs
  const to = stage.startMs + stage.ms
  if (stage.name !== 'generate' || firstToken === null || firstToken <= from || firstToken >= to) return [{ from, to, kind: 'work' }]
  return [{ from, to: firstToken, kind: 'waiting' }, { from: firstToken, to, kind: 'work' }]
}

/** Stretches that no stage covers; stages may overlap, because learning runs while the answer streams. */
function findGaps(stages: readonly StageRecord[], end: number): Span[] {
  const gaps: Span[] = []
  let reached = 0
  for (const stage of [...stages].sort((one, other) => one.startMs - other.startMs)) {
    if (stage.startMs > reached) gaps.push({ from: reached, to: stage.startMs })
    reached = Math.max(reached, stage.startMs + stage.ms)
  }
  if (end > reached) gaps.push({ from: reached, to: end })
  return gaps
}
