import { open, stat, truncate } from 'node:fs/promises'
import { fail, FailureError, ok, type Failure, type Result } from '../../../shared/result.ts'
import type { Egress } from '../egress.ts'

export interface HubFetch {
  readonly egress: Egress
  readonly url: string
  /** Grows here; what lies here already is kept when the server can go on from it. */
  readonly partPath: string
  readonly sizeBytes: number
  readonly signal: AbortSignal
  /** Milliseconds without a byte after which an attempt is given up. */
  readonly stallMs: number
  readonly onBytes: (received: number) => void
}

const mostRedirects = 6
const attempts = 3

/**
 * Fetches one file over HTTP into `partPath`, going on where an earlier fetch stopped. A broken or stalled
 * connection is taken up again twice. The content is checked by its checksum afterwards, so no ETag is kept.
 */
export async function fetchFromHub(task: HubFetch): Promise<Result<null>> {
  let failure: Failure = unreachable()
  for (let attempt = 0; attempt < attempts && !task.signal.aborted; attempt++) {
    const before = await sizeOf(task.partPath)
    const result = await fetchOnce(task)
    if (result.ok || !result.error.again) return result.ok ? ok(null) : { ok: false, error: result.error.failure }
    failure = result.error.failure
    // Nothing new came twice over: trying on would only take time.
    if (attempt > 0 && await sizeOf(task.partPath) <= before) break
  }
  return task.signal.aborted ? paused() : { ok: false, error: failure }
}

type Attempt = Result<null, { readonly failure: Failure; readonly again: boolean }>

async function fetchOnce(task: HubFetch): Promise<Attempt> {
  const have = await startAt(task)
  if (have === task.sizeBytes) return ok(null)
  const stall = new AbortController()
  let timer = setTimeout(() => stall.abort(), task.stallMs)
  const alive = () => { clearTimeout(timer); timer = setTimeout(() => stall.abort(), task.stallMs) }
  try {
    const response = await follow(task, have, AbortSignal.any([task.signal, stall.signal]))
    alive()
    const from = placeOf(response, have)
    if (from === null) {
      await response.body?.cancel()
      return { ok: false, error: { failure: fail('download-failed', `The model hub answered with ${response.status}.`, 'Try again later.').error, again: response.status >= 500 || response.status === 416 } }
    }
    return await write(task, response, from, alive)
  } catch (error) {
    if (error instanceof FailureError) return { ok: false, error: { failure: error.failure, again: false } }
    if (task.signal.aborted) return { ok: false, error: { failure: paused().error, again: false } }
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return { ok: false, error: { failure: fail('storage-full', 'The disk is full.', 'Make room on the disk, then try again: what has come is kept.').error, again: false } }
    const failure = stall.signal.aborted ? fail('download-failed', 'The model hub stopped sending.', 'Try again: what has come is kept.').error : unreachable()
    return { ok: false, error: { failure, again: true } }
  } finally {
    clearTimeout(timer)
  }
}

/** Where to go on; a file that is longer than it may be begins anew. */
async function startAt(task: HubFetch): Promise<number> {
  const have = await sizeOf(task.partPath)
  if (have <= task.sizeBytes) return have
  await truncate(task.partPath, 0)
  return 0
}

async function follow(task: HubFetch, from: number, signal: AbortSignal): Promise<Response> {
  let url = task.url
  for (let hops = 0; hops <= mostRedirects; hops++) {
    const headers: Record<string, string> = { 'accept-encoding': 'identity' }
    if (from > 0) headers['range'] = `bytes=${from}-`
    // Each hop goes through the way out by itself, so that every host is seen.
    const response = await task.egress.fetch(url, { headers, signal, redirect: 'manual' }, 'model-download')
    const next = response.headers.get('location')
    if (response.status < 300 || response.status > 399 || next === null) return response
    await response.body?.cancel()
    const to = new URL(next, url)
    if (to.protocol !== 'https:' && new URL(url).protocol === 'https:') throw new Error('redirected to an unsafe address')
    url = to.href
  }
  throw new Error('redirected too often')
}

/** The place in the file at which this response begins; null for an answer that is not the file. */
function placeOf(response: Response, asked: number): number | null {
  if (response.status === 200) return 0
  if (response.status !== 206) return null
  const from = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1]
  return from !== undefined && Number(from) === asked ? asked : null
}

async function write(task: HubFetch, response: Response, from: number, alive: () => void): Promise<Attempt> {
  const file = await open(task.partPath, from === 0 ? 'w' : 'r+')
  let at = from
  try {
    for await (const chunk of response.body ?? []) {
      alive()
      if (at + chunk.length > task.sizeBytes) return { ok: false, error: { failure: fail('download-failed', 'The model hub sent another file than the one that was asked for.', 'Try again later.').error, again: false } }
      await file.write(chunk, 0, chunk.length, at)
      at += chunk.length
      task.onBytes(at)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return at === task.sizeBytes ? ok(null) : { ok: false, error: { failure: fail('download-failed', 'The connection to the model hub broke off.', 'Try again: what has come is kept.').error, again: true } }
}

/** Bytes of a file, 0 when there is none. */
export async function sizeOf(path: string): Promise<number> {
  try { return (await stat(path)).size } catch { return 0 }
}

function unreachable(): Failure {
  return fail('download-failed', 'The model hub cannot be reached.', 'Check the network, then try again: what has come is kept.').error
}

function paused(): { ok: false; error: Failure } {
  return fail('cancelled', 'The download is paused.', 'Start it again: what has come is kept.')
}
