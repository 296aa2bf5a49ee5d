import { Command, InvalidArgumentError, Option } from 'commander'
import type { Client } from '../../../shared/contract.ts'
import type { Engine } from '../../engine/engine.ts'
import { ask, type AskOptions } from './ask.ts'
import { callLines } from './callLines.ts'
import { chat } from './chat.ts'
import { costs, type CostsOptions } from './costs.ts'
import { doctor } from './doctor.ts'
import { exportAll, exportMemories, importMemories, type ExportOptions } from './exportAll.ts'
import { importFile, type ImportFileOptions } from './importArchive.ts'
import { forgetKeys, listKeys, setKey, setPassphrase, tryUnlock, unlockKeys } from './keys.ts'
import { memories, type MemoryOptions } from './memories.ts'
import { createSecretReader } from './readSecret.ts'
import { exitCodes, tellReadOnly, type Terminal } from './terminal.ts'
import { showTrace, type TraceOptions } from './trace.ts'

export interface GlobalFlags { readonly profile?: string; readonly offline?: boolean; readonly unlock?: boolean }
/** What a command works with, once the profile is open. */
export interface Open { readonly engine: Engine; readonly client: Client; readonly signal: AbortSignal }
/** Opens the profile, does the work, closes it, and takes the exit code. */
export type WithEngine = (flags: GlobalFlags, work: (open: Open) => Promise<number>) => Promise<void>

const exitHelp = '\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 the profile is open elsewhere, 130 stopped with Ctrl+C.'

/** The commands of the terminal host; each opens the profile, does one thing and closes it. */
export function buildProgram(terminal: Terminal, input: NodeJS.ReadStream, withEngine: WithEngine): Command {
  const program = new Command('casement').description('Casement in the terminal.').addHelpText('after', exitHelp).exitOverride()
    // The reason stands last, where a person looks for it.
    .configureOutput({ outputError: (reason, write) => write(`Help: npm run cli -- --help, or npm run cli -- COMMAND --help\n${reason}`) })
    .option('--profile <folder>', 'where everything is kept')
    .option('--offline', 'nothing leaves this computer')
    .option('--unlock', 'ask for the passphrase of the kept keys first, hidden or as the first line of standard input')
  const readSecret = createSecretReader(input, terminal)
  const run = (work: (open: Open) => Promise<number>) => withEngine(program.opts<GlobalFlags>(), async (open) => {
    await tellReadOnly(open.client, terminal)
    const code = program.opts<GlobalFlags>().unlock === true ? await unlockKeys(open.client, terminal, readSecret) : exitCodes.done
    return code === exitCodes.done ? work(open) : code
  })

  program.command('chat').description('talk; Ctrl+C stops an answer').option('--conversation <id>', 'go on with this one')
    .action((options: AskOptions) => run(({ client }) => chat(client, terminal, input, options.conversation)))
  program.command('ask').description('ask one question').argument('<question>').option('--conversation <id>', 'ask in this one').option('--json', 'one JSON object')
    .addOption(new Option('--when-asked <where>', 'where a turn goes when one of your rules asks').choices(['local', 'cloud', 'stop']).default('local'))
    .action((question: string, options: AskOptions) => run(({ client, signal }) => ask(client, terminal, question, options, signal)))
  const memoryCommand = program.command('memories').description('list, add or forget memories').argument('[query]', 'what to look for', '')
    .option('--forget <id>').option('--forget-person <name>', 'all about them, and the sentences that name them; shows first what that is').option('--keep-sentences', 'with --forget-person: only the memories').option('--yes', 'with --forget-person: forget it').option('--add <text>').option('--about <name>', 'with --add: whom it is about').option('--when <day>', 'with --add: when it happened, as 2026-11-21', readDay).option('--until <day>', 'with --add: until when it holds', readDay)
    .option('--limit <count>', 'at most so many', readCount).option('--json', 'one JSON object')
    .action((query: string, options: MemoryOptions) => run(({ client }) => memories(client, terminal, query, options)))
  memoryCommand.command('export').description('write all memories to a new file, or here').argument('[file]').addOption(formatOption())
    .action((file: string | undefined, options: ExportOptions) => run(({ client }) => exportMemories(client, terminal, file, options)))
  memoryCommand.command('import').description('bring memories from a file that Casement wrote').argument('<file>').option('--json', 'one JSON object')
    // The list of memories has that option too, and takes it wherever it stands.
    .action((file: string, _options: object, command: Command) => run(({ client }) => importMemories(client, terminal, file, command.optsWithGlobals<{ json?: boolean }>())))
  const keyCommand = program.command('keys').description('where keys rest, and which provider has one').option('--json', 'one JSON object')
    .action((options: { json?: boolean }) => run(({ client }) => listKeys(client, terminal, options)))
  keyCommand.command('set').description('keep a key; asked for hidden, or read as a line of standard input').argument('<provider>')
    .action((provider: string) => run(({ client }) => setKey(client, terminal, readSecret, provider)))
  keyCommand.command('passphrase').description('choose the passphrase that keys are kept behind, or change it')
    .action(() => run(({ client }) => setPassphrase(client, terminal, readSecret, input.isTTY)))
  keyCommand.command('unlock').description('try the passphrase')
    .action(() => run(({ client }) => tryUnlock(client, terminal, readSecret)))
  keyCommand.command('forget').description('remove the file with the kept keys').option('--yes', 'do it')
    .action((options: { yes?: boolean }) => run(({ client }) => forgetKeys(client, terminal, options)))
  program.command('costs').description('what was spent, on what, and how far budgets are used').option('--days <count>', 'so many days back', readCount).option('--csv', 'every call as a line').option('--json', 'one JSON object')
    .action((options: CostsOptions) => run(({ client }) => costs(client, terminal, options)))
  program.command('trace').description('show what the model was given in a turn, and why').argument('[turn]', 'its id, or "last"', 'last')
    .option('--prompt', 'with the prompt as it was sent').option('--json', 'one JSON object')
    .action((turn: string, options: TraceOptions) => run(({ client }) => showTrace(client, terminal, turn, options)))
  program.command('doctor').description('look at every part and say what is not well').option('--json', 'one JSON object')
    .action((options: { json?: boolean }) => run(({ client }) => doctor(client, terminal, options)))
  program.command('import').description('import conversations: an export of ChatGPT, Claude or Casement (zip, folder, JSON), or plain talks').argument('<file>')
    .option('--learn', 'learn from what you typed in it')
    .option('--locomo <sample>', 'read this sample of a LoCoMo file').option('--sessions <numbers>', 'only these sessions, as 1,2', readNumbers).option('--json', 'one JSON object a line')
    .action((file: string, options: ImportFileOptions) => run(({ client, signal }) => importFile(client, terminal, file, options, signal)))
  program.command('export').description('write everything into a new folder').argument('<folder>').addOption(formatOption()).option('--json', 'one JSON object')
    .action((folder: string, options: ExportOptions) => run(({ client }) => exportAll(client, terminal, folder, options)))
  program.command('call').description('speak the contract in lines of JSON over standard input and output').option('--events', 'with events')
    .action((options: { events?: boolean }) => run(({ engine, signal }) => callLines(engine, terminal, input, options.events === true, signal)))
  return program
}

function formatOption(): Option {
  return new Option('--format <format>', 'json can be imported again, markdown can be read').choices(['json', 'markdown']).default('json')
}

function readNumbers(text: string): number[] {
  const numbers = text.split(',').map((part) => Number(part.trim()))
  if (numbers.some((number) => !Number.isInteger(number) || number < 1)) throw new InvalidArgumentError('Write numbers with commas between, as 1,2.')
  return numbers
}

function readCount(text: string): number {
  const [count = 0, ...more] = readNumbers(text)
  if (more.length > 0 || count > 200) throw new InvalidArgumentError('Write one number from 1 to 200.')
  return count
}

/** Noon of a day, local time. */
function readDay(text: string): number {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  const at = new Date(Number(year), Number(month) - 1, Number(day), 12)
  if (year === undefined || at.getMonth() !== Number(month) - 1) throw new InvalidArgumentError('Write a day as 2026-11-21.')
  return at.getTime()
}
