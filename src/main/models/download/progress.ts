import type { DownloadProgress } from '../../../shared/model.ts'
import type { Failure, Result } from '../../../shared/result.ts'
import type { Clock } from '../../platform/clock.ts'

/** Reports at most this often: a window cannot show more. */
const everyMs = 200

/**
 * Turns received bytes into progress reports with their speed. The number never falls: where a source begins anew, or weighs
 * less once it is unpacked, it stands until it is reached again.
 */
export function createProgress(entry: { readonly id: string; readonly sizeBytes: number }, clock: Clock, tell: (progress: DownloadProgress) => void) {
  let state: DownloadProgress = { modelId: entry.id, state: 'running', receivedBytes: 0, totalBytes: entry.sizeBytes, bytesPerSecond: 0, from: 'the model hub', problem: null }
  let toldAt = Number.NEGATIVE_INFINITY
  const report = (change: Partial<DownloadProgress>) => {
    state = { ...state, ...change }
    toldAt = clock.elapsed()
    tell(state)
  }
  return {
    /** Begins to report bytes from one source. */
    from(source: string) {
      let first: { readonly bytes: number; readonly at: number } | null = null
      report({ state: 'running', from: source, bytesPerSecond: 0 })
      return {
        bytes(received: number): void {
          first ??= { bytes: received, at: clock.elapsed() }
          if (clock.elapsed() - toldAt < everyMs && received < entry.sizeBytes) return
          const seconds = (clock.elapsed() - first.at) / 1000
          report({ receivedBytes: Math.max(state.receivedBytes, received), bytesPerSecond: seconds > 0 ? Math.round((received - first.bytes) / seconds) : 0 })
        },
        verifying(): void { report({ state: 'verifying', receivedBytes: entry.sizeBytes }) },
      }
    },
    end(result: Result<unknown, Failure>): void {
      if (result.ok) report({ state: 'done', receivedBytes: entry.sizeBytes })
      else report({ state: result.error.kind === 'cancelled' ? 'paused' : 'failed', problem: result.error.kind === 'cancelled' ? null : result.error })
    },
  }
}
