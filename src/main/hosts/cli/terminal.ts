import type { Client } from '../../../shared/contract.ts'
import type { Failure } from '../../../shared/result.ts'

/** Where a command writes: answers to `out`, everything about them to `note`, so that a pipe gets answers alone. */
export interface Terminal {
  out(text: string): void
  note(text: string): void
}

export const processTerminal: Terminal = {
  out: (text) => { process.stdout.write(text) },
  note: (text) => { process.stderr.write(text) },
}

/** What a command ends with; README and `--help` say the same. */
export const exitCodes = { done: 0, failed: 1, usage: 2, profileInUse: 3, cancelled: 130 } as const

/** Tells a failure as its sentence and its next step, and says how the program should end. */
export function tellFailure(terminal: Terminal, failure: Failure): number {
  terminal.note(`${printable(failure.message)}\n`)
  if (failure.next !== undefined) terminal.note(`${printable(failure.next)}\n`)
  if (failure.kind === 'profile-locked') return exitCodes.profileInUse
  return failure.kind === 'cancelled' ? exitCodes.cancelled : exitCodes.failed
}

/** Says why a profile is open for reading only, and what to do; nothing where it can be written. */
export async function tellReadOnly(client: Client, terminal: Terminal): Promise<void> {
  const status = await client.call('app.status', {})
  if (status.ok && status.value.readOnly !== null) tellFailure(terminal, status.value.readOnly)
}

/** Rows as columns, numbers to the right; for a terminal, so widths are counted in characters. */
export function table(rows: ReadonlyArray<readonly (string | number)[]>): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column] ?? '').length)))
  return rows.map((row) => row.map((cell, column) => {
    const width = column === row.length - 1 && typeof cell === 'string' ? 0 : widths[column]!
    return typeof cell === 'number' ? String(cell).padStart(width) : cell.padEnd(width)
  }).join('  ').trimEnd()).join('\n')
}

/** Text from a model or a file without the codes that would steer the terminal; line breaks and tabs stay. */
export function printable(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, '')
}

/** One line of at most `most` characters, without line breaks or terminal codes. */
export function oneLine(text: string, most: number): string {
  const plain = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain
}
