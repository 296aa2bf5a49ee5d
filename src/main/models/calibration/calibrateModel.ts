import type { ModelProfile, ProfileCell } from '../../../shared/model.ts'
import { clearForCloud } from '../../privacy/clear.ts'
import type { ChatMessage, ChatModel } from '../ports.ts'

export interface CalibrateAsk {
  readonly model: ChatModel
  /** What an earlier, interrupted measuring found. */
  readonly known: { readonly cells: readonly ProfileCell[]; readonly seconds: number }
  readonly longestMs: number
  readonly signal: AbortSignal
  readonly elapsed: () => number
  readonly onProgress: (share: number) => void
}

export interface Calibration {
  readonly cells: ProfileCell[]
  readonly notes: number
  readonly place: NonNullable<ModelProfile['place']>
  readonly trustedTokens: number
  readonly readTokensPerSecond: number | null
  readonly writeTokensPerSecond: number | null
  readonly seconds: number
  readonly complete: boolean
}

const lockers = ['blue', 'red', 'green', 'grey', 'brown', 'white', 'black', 'yellow'] as const
const counts = [1, 2, 4, 8] as const

/** Asks a model for codes planted in notes, with more notes each time, and times it. Null when it was stopped before the first answer. */
export async function calibrateModel(ask: CalibrateAsk): Promise<Calibration | null> {
  const began = ask.elapsed()
  const cells: ProfileCell[] = [...ask.known.cells]
  let read: number | null = null
  let write: number | null = null
  let complete = true
  for (const [step, notes] of counts.entries()) {
    if (cells.some((cell) => cell.notes === notes)) continue
    if (ask.signal.aborted || ask.elapsed() - began > ask.longestMs) { complete = false; break }
    let right = 0
    for (let at = 0; at < 3; at++) {
      const colour = lockers[Math.min(at, notes - 1)]!
      const lines = lockers.slice(0, notes).map((one, n) => `Note: The code of the ${one} locker is ${4200 + n * 37}.`)
      const answer = await askModel(ask, [{ role: 'system', text: 'You are a helpful assistant.' }, { role: 'user', text: `${lines.join('\n')}\n\nWhat is the code of the ${colour} locker?` }])
      if (answer === null) { complete = false; break }
      if (answer.text.includes(String(4200 + lockers.indexOf(colour) * 37))) right++
      read = answer.read ?? read
      write = answer.write ?? write
    }
    if (!complete) break
    cells.push({ notes, position: 'first', place: 'before', tokens: notes * 16 + 40, asked: 3, right })
    ask.onProgress((step + 1) / counts.length)
  }
  if (cells.length === 0) return null
  const best = Math.max(...cells.map((cell) => cell.right))
  const used = cells.filter((cell) => best > 0 && cell.right >= best - 1).map((cell) => cell.notes)
  return { cells, notes: Math.max(1, ...used), place: 'before', trustedTokens: ask.model.windowTokens, readTokensPerSecond: read, writeTokensPerSecond: write, seconds: ask.known.seconds + (ask.elapsed() - began) / 1000, complete }
}

async function askModel(ask: CalibrateAsk, messages: ChatMessage[]): Promise<{ text: string; read: number | null; write: number | null } | null> {
  const request = { conversationId: 'calibration', messages, maxOutputTokens: 24, temperature: 0, seed: 1, stop: [], signal: ask.signal, expectedTokens: null }
  const cleared = clearForCloud('open', 'open')
  let text = ''
  if (!cleared.ok) return null
  const stream = ask.model.place === 'local' ? ask.model.generate(request) : ask.model.generate({ ...request, cleared: cleared.value })
  for await (const event of stream) {
    if (event.type === 'token') text += event.text
    else if (event.type === 'failed' || event.stopped === 'cancelled') return null
    else return { text, read: event.timing === null || event.timing.readMs === 0 ? null : event.timing.readTokens / event.timing.readMs * 1000, write: event.timing === null || event.timing.writeMs === 0 ? null : event.timing.writtenTokens / event.timing.writeMs * 1000 }
  }
  return null
}
