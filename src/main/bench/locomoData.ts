import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { UsageError } from './benchArguments.ts'

/** One turn of a talk between two people. */
export interface TalkTurn { readonly id: string; readonly session: number; readonly speaker: string; readonly text: string; readonly at: number }

export interface Talk {
  readonly id: string
  readonly turns: readonly TalkTurn[]
  /** `gold` are indexes into `turns`; 1 multi-hop, 2 temporal, 3 inference, 4 single-hop, 5 adversarial. */
  readonly questions: readonly { readonly text: string; readonly category: number; readonly gold: readonly number[] }[]
}

interface RawTurn { readonly speaker: string; readonly dia_id: string; readonly text: string; readonly blip_caption?: string }
interface RawTalk { readonly sample_id: string; readonly conversation: Record<string, unknown>; readonly qa: readonly { question: string; category: number; evidence: readonly string[] }[] }

/**
 * Reads a LoCoMo file, plain or gzip; for a folder, its `locomo*.json.gz`. A turn's text holds the caption of its picture.
 * Questions without evidence in the talk are left out.
 * @param bench the benchmark that asks, for the sentence that says what it needs
 */
export function readTalks(path: string | null, bench: string): Talk[] {
  const file = path === null ? null : locate(path)
  if (file === null) throw new UsageError(`bench ${bench} needs --data PATH: a LoCoMo file, or the folder that holds one.`)
  const bytes = readFileSync(file)
  const raw = JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')) as RawTalk[]
  return raw.map(readTalk)
}

function locate(path: string): string | null {
  if (!existsSync(path)) return null
  if (!statSync(path).isDirectory()) return path
  const name = readdirSync(path).sort().find((one) => /^locomo.*\.json(?:\.gz)?$/.test(one))
  return name === undefined ? null : join(path, name)
}

function readTalk(raw: RawTalk): Talk {
  const turns: TalkTurn[] = []
  for (let session = 1; Array.isArray(raw.conversation[`session_${session}`]); session++) {
    const began = readDate(String(raw.conversation[`session_${session}_date_time`] ?? ''))
    for (const [place, turn] of (raw.conversation[`session_${session}`] as RawTurn[]).entries()) {
      turns.push({ id: turn.dia_id, session, speaker: turn.speaker, text: [turn.text, turn.blip_caption].filter(Boolean).join(' '), at: began + place * 1000 })
    }
  }
  const places = new Map(turns.map((turn, place) => [turn.id, place]))
  const questions = raw.qa.map(({ question, category, evidence }) => ({
    text: question, category,
    gold: [...new Set(evidence.flatMap((one) => one.match(/D\d+:\d+/g) ?? []))].flatMap((id) => places.get(id) ?? []),
  })).filter(({ gold }) => gold.length > 0)
  return { id: raw.sample_id, turns, questions }
}

/** "1:56 pm on 8 May, 2023" as UTC milliseconds. */
function readDate(text: string): number {
  const found = /(\d+):(\d+) (am|pm) on (\d+) (\w+), (\d+)/.exec(text)
  if (found === null) return 0
  const [, hour, minute, half, day, month, year] = found
  return Date.parse(`${day} ${month} ${year} UTC`) + ((Number(hour) % 12 + (half === 'pm' ? 12 : 0)) * 60 + Number(minute)) * 60_000
}
