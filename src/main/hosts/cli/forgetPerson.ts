import type { Client } from '../../../shared/contract.ts'
import { exitCodes, tellFailure, type Terminal } from './terminal.ts'

export interface ForgetPersonOptions { readonly keepSentences?: boolean; readonly yes?: boolean; readonly json?: boolean }

/** Says what forgetting a person reaches and, with `yes`, forgets it for good: their memories and, unless these are kept, all sentences that name them. */
export async function forgetPerson(client: Client, terminal: Terminal, person: string, options: ForgetPersonOptions): Promise<number> {
  const shown = await client.call('memories.forgetPreview', { filter: { person } })
  if (!shown.ok) return tellFailure(terminal, shown.error)
  const { previewId, count, messages, answers, naming } = shown.value
  if (options.yes !== true) {
    if (options.json === true) terminal.out(`${JSON.stringify(shown.value)}\n`)
    terminal.note(`${count} memories of ${person}; their words stand in ${messages} messages and ${answers} answers.\n`)
    if (naming !== null) terminal.note(`${naming.messages} more messages and ${naming.memories} more memories name ${naming.person}; these sentences ${options.keepSentences === true ? 'stay' : 'go too, unless you say --keep-sentences'}.\n`)
    terminal.note('Nothing is forgotten yet: say it again with --yes.\n')
    return exitCodes.done
  }
  const gone = await client.call('memories.forgetSelected', { previewId, cutNames: options.keepSentences !== true })
  if (!gone.ok) return tellFailure(terminal, gone.error)
  const { staying } = gone.value
  if (options.json === true) terminal.out(`${JSON.stringify(gone.value)}\n`)
  terminal.note(`${gone.value.count} memories forgotten.\n`)
  if (staying !== null && staying.messages + staying.memories > 0) terminal.note(`${staying.messages} messages and ${staying.memories} memories still name ${staying.person}.\n`)
  return exitCodes.done
}
