import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { UsageError } from './benchArguments.ts'

/** What somebody prefers, and a question that shares few words with it and should be answered with it in mind. */
export interface PreferencePair { readonly preference: string; readonly question: string; readonly topic: string }

/** Lines of JSON of a file, plain or gzip. */
export function readLines<T>(file: string): T[] {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as T)
}

/** The first file of a folder whose name matches; the path itself where it is a file; null where there is none. */
export function locateFile(path: string | null, name: RegExp): string | null {
  if (path === null || !existsSync(path)) return null
  if (!statSync(path).isDirectory()) return path
  const found = readdirSync(path).sort().find((one) => name.test(one))
  return found === undefined ? null : join(path, found)
}

/** Reads PrefEval pairs; `path` is a file of them, or the folder that holds one. */
export function readPreferences(path: string | null): { file: string; pairs: PreferencePair[] } {
  const file = locateFile(path, /^explicit.*\.jsonl(?:\.gz)?$/)
  if (file === null) throw new UsageError('bench preference needs --data PATH: a file of preferences and questions, or the folder that holds one.')
  return { file, pairs: readLines<PreferencePair>(file) }
}

/** Evenly chosen first turns of users from LongMemEval, which lies beside the preferences; none where it does not. */
export function readNoise(preferenceFile: string, count: number): string[] {
  const file = locateFile(join(dirname(preferenceFile), '../longmemeval'), /userturns.*\.jsonl(?:\.gz)?$/)
  if (file === null || !file.includes('userturns')) return []
  const turns = readLines<{ user_turns: { t: string }[] }>(file).flatMap((session) => session.user_turns[0]?.t ?? [])
  return Array.from({ length: Math.min(count, turns.length) }, (_, at) => turns[Math.floor(at * turns.length / count)]!)
}

/** The same said later with the opposite meaning: "I avoid crowds." becomes "I no longer avoid crowds."; null where no such form is known. */
export function takeBack(preference: string): string | null {
  const [, be, rest] = /^I(['’]m| am) (?!not\b)(.+)$/s.exec(preference) ?? []
  if (be !== undefined) return `I am no longer ${rest}`
  const denied = /^I(?:['’]m| am|\s+do|\s+don['’]t| do)? ?not? ?/.test(preference) ? /^I (?:do not|don['’]t|never) (.+)$/s.exec(preference)?.[1] : undefined
  if (denied !== undefined) return `I now ${denied}`
  const verb = /^I ((?:\w+ly )?(?:avoid|dislike|prefer|hate|love|like|enjoy|refuse|despise|detest|have|follow|find|only|use|wear)\b.+)$/s.exec(preference)?.[1]
  return verb === undefined ? null : `I no longer ${verb}`
}
