import type { Client } from '../../../shared/contract.ts'
import { exitCodes, printable, tellFailure, type Terminal } from './terminal.ts'

/** Looks at every part and says what is well and what is not; ends with 1 when something is not. */
export async function doctor(client: Client, terminal: Terminal, options: { readonly json?: boolean }): Promise<number> {
  const found = await client.call('app.diagnose', {})
  if (!found.ok) return tellFailure(terminal, found.error)
  if (options.json === true) terminal.out(`${JSON.stringify(found.value)}\n`)
  else for (const check of found.value.checks) terminal.out(printable(`${check.ok ? 'well' : 'NOT '}  ${check.name}: ${check.detail}\n`))
  return found.value.checks.every((check) => check.ok) ? exitCodes.done : exitCodes.failed
}
