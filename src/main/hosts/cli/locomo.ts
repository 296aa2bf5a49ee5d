import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Talk } from './importTalk.ts'

interface Line { readonly speaker: string; readonly text: string }

/**
 * Reads one sample of a LoCoMo file (a public set of long talks between two people): each session becomes a conversation,
 * the first speaker as the user and the second as the assistant, a minute apart from the session's own time on.
 * @param sessions the numbers of the sessions wanted, or null for all
 */
export function readLocomo(value: unknown, sampleId: string, sessions: readonly number[] | null): Result<Talk[]> {
  const sample = Array.isArray(value) ? value.find((one: { sample_id?: unknown } | null) => one?.sample_id === sampleId) as { conversation?: Record<string, unknown> } | undefined : undefined
  const talk = sample?.conversation
  if (talk === undefined) {
    const known = sampleIdsOf(value).join(', ')
    return fail('not-found', `The file has no sample ${sampleId}.`, known === '' ? 'Choose a LoCoMo file: a list of samples.' : `It has ${known}.`)
  }
  const numbers = sessions ?? Object.keys(talk).map((key) => Number(/^session_(\d+)$/.exec(key)?.[1])).filter((number) => !Number.isNaN(number)).sort((a, b) => a - b)
  const talks: Talk[] = []
  for (const number of numbers) {
    const lines = talk[`session_${number}`]
    const start = readLocomoTime(talk[`session_${number}_date_time`])
    if (!Array.isArray(lines) || start === null) return fail('not-found', `Sample ${sampleId} has no session ${number} with a time.`, 'Choose other sessions.')
    talks.push({
      title: `${String(talk['speaker_a'])} and ${String(talk['speaker_b'])}, session ${number}`,
      messages: (lines as Line[]).filter((line) => line.text !== '').map((line, index) => ({
        role: line.speaker === talk['speaker_a'] ? 'user' as const : 'assistant' as const, text: line.text, at: start + index * 60_000, speaker: line.speaker,
      })),
    })
  }
  return ok(talks)
}

/** The names of a LoCoMo file's samples; none where it is no such file. */
export function sampleIdsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map((one: { sample_id?: unknown } | null) => one?.sample_id).filter((id) => typeof id === 'string') : []
}

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']

/** "1:56 pm on 8 May, 2023" in this computer's time zone, as milliseconds; null for anything else. */
export function readLocomoTime(text: unknown): number | null {
  const found = typeof text === 'string' ? /^(\d{1,2}):(\d{2}) (am|pm) on (\d{1,2}) (\w+), (\d{4})$/i.exec(text.trim()) : null
  const month = months.indexOf(found?.[5]?.toLowerCase() ?? '')
  if (found === null || month === -1) return null
  const hour = Number(found[1]) % 12 + (found[3]!.toLowerCase() === 'pm' ? 12 : 0)
  return new Date(Number(found[6]), month, Number(found[4]), hour, Number(found[2])).getTime()
}
