import type { Client } from '../../../shared/contract.ts'
import { forgetPerson } from './forgetPerson.ts'
import { exitCodes, oneLine, tellFailure, type Terminal } from './terminal.ts'

export interface MemoryOptions { readonly forget?: string; readonly forgetPerson?: string; readonly keepSentences?: boolean; readonly yes?: boolean; readonly add?: string; readonly about?: string; readonly when?: number; readonly until?: number; readonly json?: boolean; readonly limit?: number }

/** Lists what is remembered (or what fits a query), or adds or forgets one memory. */
export async function memories(client: Client, terminal: Terminal, query: string, options: MemoryOptions): Promise<number> {
  if (options.forget !== undefined) {
    const forgotten = await client.call('memories.forget', { memoryId: options.forget })
    if (!forgotten.ok) return tellFailure(terminal, forgotten.error)
    terminal.note('Forgotten.\n')
    return exitCodes.done
  }
  if (options.forgetPerson !== undefined) return forgetPerson(client, terminal, options.forgetPerson, options)
  if (options.add !== undefined) {
    const { about, when, until } = options
    const added = await client.call('memories.add', { text: options.add, ...(about === undefined ? {} : { subject: about }), ...(when === undefined ? {} : { eventAt: when }), ...(until === undefined ? {} : { validUntil: until }) })
    if (!added.ok) return tellFailure(terminal, added.error)
    if (added.value.change === 'strengthened') terminal.note('This was known already; it counts anew from now.\n')
    if (added.value.change === 'superseded') terminal.note('It takes the place of an older memory, which stays in the history.\n')
    terminal.out(options.json === true ? `${JSON.stringify(added.value)}\n` : `${added.value.id}\n`)
    return exitCodes.done
  }
  const found = await client.call('memories.list', { query, limit: options.limit ?? 50 })
  if (!found.ok) return tellFailure(terminal, found.error)
  if (options.json === true) {
    terminal.out(`${JSON.stringify(found.value)}\n`)
    return exitCodes.done
  }
  for (const memory of found.value.items) {
    const day = new Date(memory.learnedAt).toISOString().slice(0, 10)
    terminal.out(`${memory.id}  ${day}  ${memory.kind}  ${memory.label}${memory.pinned ? '  pinned' : ''}${memory.state === 'active' ? '' : `  ${memory.state}`}  ${oneLine(memory.text, 120)}\n`)
  }
  terminal.note(found.value.total === 0 ? 'Nothing is remembered that fits.\n' : `${found.value.items.length} of ${found.value.total}\n`)
  return exitCodes.done
}
