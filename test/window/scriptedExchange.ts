import type { ImportCandidate, ImportJob } from '../../src/shared/exchange.ts'
import type { Failure } from '../../src/shared/result.ts'
import type { WindowData } from './scriptedClient.ts'

/** What the scripted engine knows of archives. Plain data: it crosses into the page. */
export type ExchangeData = {
  jobs: ImportJob[]
  candidates: ImportCandidate[]
  /** Messages that are read at each question for candidates, of as many as there are candidates; 0: all at once. */
  readsAtOnce: number
}

/** An archive that was read, with some of its fields changed. */
export function makeJob(change: Partial<ImportJob> = {}): ImportJob {
  return {
    id: 'import-1', path: '/home/maren/Downloads/export.zip', origin: 'chatgpt', state: 'done', startedAt: 1_795_000_000_000, endedAt: 1_795_000_060_000, bytesRead: 48_000_000, bytesTotal: 48_000_000,
    conversations: 212, messages: 9_871, branches: 240, known: 0, heldBack: 0, skipped: [{ where: 'conversations.json, entry 14', why: 'It holds no messages.' }], skippedCount: 1, problem: null, learned: 0, ...change,
  }
}

export function makeImportCandidates(count: number): ImportCandidate[] {
  return Array.from({ length: count }, (_, at) => ({
    candidateId: `cand-${at}`, text: `Fact number ${at}`, quote: at === 0 ? 'Well, fact number 0, as far as I remember' : `Fact number ${at}`, kind: 'semantic', subject: 'user', key: null, confidence: 0.8,
    conversationId: 'conv-lisbon', messageId: 'conv-lisbon-m0', at: 1_700_000_000_000 + at * 3_600_000, known: at === 2,
  }))
}

/** Adds archives, candidates and exports to the scripted engine of a page. It may use nothing from outside its own braces. */
export function installScriptedExchange(data: WindowData): void {
  const { exchange } = data
  const bridge = window.casement!
  const { scripted } = window
  const no = (kind: Failure['kind'], message: string): never => { throw Object.assign(new Error(message), { failure: { kind, message } }) }
  const job = (id: unknown) => exchange.jobs.find((one) => one.id === id) ?? no('not-found', 'That import is not there.')
  let read = 0
  const turn = (id: unknown, change: Partial<ImportJob>) => { const one = Object.assign(job(id), change); scripted.emit('imports.changed', one); return one }
  const handlers: { [name: string]: (input: Record<string, unknown>) => unknown } = {
    'imports.pickFile': () => ({ path: null, supported: false }),
    'imports.list': () => ({ jobs: exchange.jobs }),
    'imports.start': ({ path }) => {
      if (!String(path).endsWith('.zip')) return no('not-found', 'There is no such file.')
      const begun: ImportJob = { ...exchange.jobs[0]!, id: `import-${exchange.jobs.length + 1}`, path: String(path), state: 'running', endedAt: null, bytesRead: 0, bytesTotal: 48_000_000, conversations: 0, messages: 0, branches: 0, known: 0, skipped: [], skippedCount: 0, learned: 0, origin: null, problem: null }
      exchange.jobs.unshift(begun)
      if (!String(path).endsWith('tiny.zip')) return begun
      // Read before the answer is on its way.
      const answer = structuredClone(begun)
      turn(begun.id, { state: 'done', bytesRead: 2_100, bytesTotal: 2_100, conversations: 2, messages: 4 })
      return answer
    },
    'imports.stop': ({ importId }) => turn(importId, { state: 'stopped' }),
    'imports.resume': ({ importId }) => turn(importId, { state: 'running' }),
    'imports.candidates': ({ importId, cursor, limit }) => {
      job(importId)
      const of = exchange.candidates.length
      read = exchange.readsAtOnce === 0 ? of : Math.min(of, read + exchange.readsAtOnce)
      const from = Number(cursor ?? 0)
      const items = exchange.candidates.slice(0, read).slice(from, from + Number(limit ?? 50))
      return { items, next: from + items.length < of ? String(from + items.length) : null, total: read, read, of }
    },
    'imports.learn': ({ importId, candidateIds, except }) => {
      const chosen = exchange.candidates.filter((one) => (candidateIds === null || (candidateIds as string[]).includes(one.candidateId)) && !(except as string[]).includes(one.candidateId))
      const known = chosen.filter((one) => one.known).length
      for (const one of chosen) one.known = true
      turn(importId, { learned: job(importId).learned + chosen.length - known })
      return { learned: chosen.length - known, waiting: 0, known, heldBack: 0 }
    },
    'memories.export': ({ path }) => ({ path, text: null, count: data.memories.length }),
    'memories.import': () => ({ added: 3, changed: 1, known: 12, heldBack: 2, refused: [{ where: 'line 40', why: 'Its kind is not one of the three.' }] }),
    'export.everything': ({ path }) => ({ path, conversations: 10, messages: 412, memories: 60, bytes: 1_234_567 }),
  }
  const call = async (name: string, input: Record<string, unknown>) => {
    const handle = handlers[name]
    if (handle === undefined || name in data.replies || data.failures[name] !== undefined) return bridge.call(name as 'app.status', input as never)
    scripted.calls.push({ name, input: structuredClone(input) })
    await Promise.resolve()
    try {
      return { ok: true, value: structuredClone(handle(input)) }
    } catch (thrown) {
      return { ok: false, error: (thrown as { failure?: Failure }).failure ?? { kind: 'bad-input', message: String(thrown) } }
    }
  }
  Object.assign(window, { casement: { ...bridge, call } })
}
