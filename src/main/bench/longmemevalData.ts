import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { UsageError } from './benchArguments.ts'
import type { StoredTurn } from './talkStore.ts'

/** A question with the months of chat among which its answer lies. */
export interface Haystack {
  readonly id: string
  readonly type: string
  readonly text: string
  readonly at: number
  /** The user's turns, the sessions in their order of time. */
  readonly turns: readonly StoredTurn[]
  /** Places in `turns` that hold evidence. */
  readonly gold: readonly number[]
  /** Sessions that hold evidence in a user's turn. */
  readonly goldSessions: readonly string[]
  /** Sessions that the answer was made from, whoever spoke there. */
  readonly answerSessions: readonly string[]
  /** True where the chat does not hold the answer. */
  readonly isUnanswerable: boolean
}

interface RawQuestion { question_id: string; question_type: string; question: string; question_date: string; haystack_session_ids: string[]; haystack_dates: string[]; answer_session_ids: string[] }
interface RawSession { id: string; user_turns: { i: number; t: string; has_answer?: boolean }[] }

/** Reads a half of LongMemEval S from its folder: `S_questions.*` and `S_sessions_userturns.*`, as JSON lines, plain or gzip. */
export function* readHaystacks(folder: string | null): Generator<Haystack> {
  const [questions, sessions] = [find(folder, 'S_questions'), find(folder, 'S_sessions_userturns')]
  if (questions === null || sessions === null) throw new UsageError('bench recall --set longmemeval needs --data FOLDER with S_questions.*.jsonl.gz and S_sessions_userturns.*.jsonl.gz.')
  const byId = new Map(readLines<RawSession>(sessions).map((session) => [session.id, session]))
  for (const question of readLines<RawQuestion>(questions)) yield toHaystack(question, byId)
}

function toHaystack(raw: RawQuestion, sessions: ReadonlyMap<string, RawSession>): Haystack {
  const turns: StoredTurn[] = []
  const gold: number[] = []
  const goldSessions = new Set<string>()
  const seen = new Set<string>()
  const order = raw.haystack_session_ids.map((id, at) => ({ id, at: readDate(raw.haystack_dates[at]!) })).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  for (const { id, at } of order) {
    const session = sessions.get(id)
    if (session === undefined || seen.has(id)) continue
    seen.add(id)
    for (const turn of session.user_turns) {
      if (turn.has_answer === true && raw.answer_session_ids.includes(id)) {
        gold.push(turns.length)
        goldSessions.add(id)
      }
      turns.push({ session: id, role: 'user', speaker: null, text: turn.t, at: at + turn.i * 30_000 })
    }
  }
  return {
    id: raw.question_id, type: raw.question_type, text: raw.question, at: readDate(raw.question_date), turns, gold, goldSessions: [...goldSessions],
    answerSessions: raw.answer_session_ids.filter((id) => seen.has(id)), isUnanswerable: raw.question_id.endsWith('_abs'),
  }
}

/** The first half is named `dev`, the second `heldout`; where both lie in a folder, the first is read. */
function find(folder: string | null, name: string): string | null {
  if (folder === null || !existsSync(folder)) return null
  const file = readdirSync(folder).sort().find((one) => one.startsWith(`${name}.`) && /\.jsonl(?:\.gz)?$/.test(one))
  return file === undefined ? null : join(folder, file)
}

function readLines<T>(file: string): T[] {
  const bytes = readFileSync(file)
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as T)
}

/** "2023/03/27 (Mon) 00:49" as UTC milliseconds. */
function readDate(text: string): number {
  const [, year, month, day, hour, minute] = /(\d+)\/(\d+)\/(\d+)\D+(\d+):(\d+)/.exec(text) ?? []
  return year === undefined ? 0 : Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute))
}
