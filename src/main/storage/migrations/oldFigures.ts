import { inflateRawSync } from 'node:zlib'

/** The parts of a trace of version 2 that figures are made of. Frozen with its migration: the shapes of today may change. */
interface OldTrace {
  stages?: { name: string; ms: number }[]
  route?: { modelName?: string } | null
  context?: { window?: number; reserve?: number; used?: number; pieces?: { outcome: string }[] } | null
}

/**
 * The figures of a turn that was kept as one deflated JSON.
 * @returns JSON with what was known then; null where the trace cannot be read, which must not stop a migration
 */
export function figuresOfOldTrace(body: unknown): string | null {
  try {
    const trace = JSON.parse(inflateRawSync(body as Buffer).toString('utf8')) as OldTrace
    const pieces = trace.context?.pieces ?? []
    return JSON.stringify({
      modelName: trace.route?.modelName ?? '', strategy: '', fullHistoryTokens: null,
      window: trace.context?.window ?? 0, reserve: trace.context?.reserve ?? 0, used: trace.context?.used ?? 0,
      generateMs: (trace.stages ?? []).reduce((sum, stage) => stage.name === 'generate' ? sum + stage.ms : sum, 0),
      fidelity: null, quality: null, given: 0, usedPieces: 0, ignoredPieces: 0,
      pieces: pieces.filter((piece) => piece.outcome !== 'out').length, leftOut: pieces.filter((piece) => piece.outcome === 'out').length,
    })
  } catch { return null }
}
