import type { Memory, MemorySource, MemoryVersion } from '../../../shared/memory.ts'

/** How single values stand in the Markdown form. What a writer writes, its reader reads back to the same value. */

/** Plain words stay plain; what a line could not hold, or what begins like a quoted text, is quoted as in JSON. */
export function writeText(text: string): string {
  const isPlain = text !== '' && text.isWellFormed() && text.trim() === text && !text.startsWith('"') && !/[\p{Cc}\u2028\u2029]/u.test(text)
  return isPlain ? text : JSON.stringify(text)
}

/** Throws a SyntaxError where a quoted text is broken. */
export function readText(written: string): string {
  return written.startsWith('"') ? String(JSON.parse(written)) : written
}

const lastTime = 8.64e15

/** An ISO date, or a plain number of milliseconds where no calendar reaches. */
export function writeTime(at: number): string {
  return Math.abs(at) <= lastTime ? new Date(at).toISOString() : String(at)
}

/** Milliseconds since 1970; throws where it is no time. A day alone counts from its first moment in UTC. */
export function readTime(written: string): number {
  const at = /^-?\d+$/.test(written) ? Number(written) : /^[+-]?\d{4,6}-\d{2}/.test(written) ? Date.parse(written) : Number.NaN
  if (!Number.isSafeInteger(at)) throw new Error(`“${written.slice(0, 40)}” is no date.`)
  return at
}

/** "user, 2026-05-03T10:00:00.000Z, message m_1, conversation c_1, characters 0 to 22: "…"" */
export function writeSource(source: MemorySource): string {
  const places = [
    source.role, writeTime(source.at), ...source.messageId === null ? [] : [`message ${source.messageId}`], ...source.conversationId === null ? [] : [`conversation ${source.conversationId}`],
    `characters ${source.start} to ${source.end}`, ...source.file === null ? [] : [`file ${JSON.stringify(source.file)}`],
  ]
  return `${places.join(', ')}: ${JSON.stringify(source.quote)}`
}

const sourceForm = /^(user|assistant), ([^,]+)(?:, message ([^,\s]+))?(?:, conversation ([^,\s]+))?, characters (-?\d+) to (-?\d+)(?:, file ("(?:[^"\\]|\\.)*"))?: (".*")$/s

/** Throws where the line was changed so that it cannot be read. */
export function readSource(written: string): MemorySource {
  const found = sourceForm.exec(written)
  if (found === null) throw new Error('A source of it is not written as the form says.')
  const [, role, at, messageId = null, conversationId = null, start, end, file, quote] = found
  return {
    messageId, conversationId, start: Number(start), end: Number(end), quote: JSON.parse(quote!), at: readTime(at!),
    role: role as MemorySource['role'], file: file === undefined ? null : JSON.parse(file),
  }
}

/** "2026-05-03T10:00:00.000Z, learned by rule, {…}" */
export function writeVersion({ at, author, action, number: _number, ...rest }: MemoryVersion): string {
  return `${writeTime(at)}, ${action} by ${author}, ${JSON.stringify(rest)}`
}

/** Throws as `readSource` does. */
export function readVersion(written: string, number: number): unknown {
  const found = /^([^,]+), (\w+) by (\w+), (\{.*\})$/s.exec(written)
  if (found === null) throw new Error(`Its version ${number} is not written as the form says.`)
  const [, at, action, author, rest] = found
  return { ...JSON.parse(rest!) as object, number, at: readTime(at!), action, author }
}

/** "Nadia (person)" */
export function writeName({ name, kind }: Memory['entities'][number]): string {
  return `${writeText(name)} (${kind})`
}

/** Throws as `readSource` does. */
export function readName(written: string): unknown {
  const found = /^(.*) \((\w+)\)$/s.exec(written)
  if (found === null) throw new Error('A name of it does not say what it is, as in “Nadia (person)”.')
  return { name: readText(found[1]!), kind: found[2] }
}
