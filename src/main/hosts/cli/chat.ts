import { createInterface } from 'node:readline'
import type { Client } from '../../../shared/contract.ts'
import { closeTurn, openConversation } from './ask.ts'
import { askPerson, decideUnasked } from './decide.ts'
import { runTurn } from './runTurn.ts'
import { exitCodes, printable, tellFailure, type Terminal } from './terminal.ts'
import { showTrace } from './trace.ts'

const help = 'Write a message and press Enter. /trace shows what the model was given, /exit ends. Ctrl+C stops an answer.\n'

/**
 * Talks until /exit, the end of input, or Ctrl+C while nothing is being answered.
 * @param input the lines to read; a terminal or a pipe
 */
export async function chat(client: Client, terminal: Terminal, input: NodeJS.ReadStream, conversationId?: string): Promise<number> {
  const conversation = await openConversation(client, conversationId)
  if (!conversation.ok) return tellFailure(terminal, conversation.error)
  const lines = createInterface({ input, output: input.isTTY ? process.stdout : undefined, prompt: '\n> ' })
  let running: AbortController | null = null
  const interrupt = () => { if (running === null) lines.close(); else running.abort() }
  lines.on('SIGINT', interrupt)
  // A pipe ends long before its lines are answered, and a closed reader takes no prompt.
  let open = true
  lines.once('close', () => { open = false })
  const prompt = () => { if (open) lines.prompt() }
  process.on('SIGINT', interrupt)
  const end = () => { running?.abort(); lines.close() }
  process.on('SIGTERM', end)
  let lastTurn: string | null = null
  try {
    terminal.note(help)
    prompt()
    for await (const line of lines) {
      const text = line.trim()
      if (text === '/exit') break
      if (text === '/help') terminal.note(help)
      else if (text === '/trace') await (lastTurn === null ? terminal.note('There is no turn yet. Write a message first.\n') : showTrace(client, terminal, lastTurn, {}))
      else if (text.startsWith('/')) terminal.note(`There is no ${text.split(' ')[0]}. /trace, /help and /exit exist.\n`)
      else if (text !== '') {
        running = new AbortController()
        const turn = await runTurn(client, conversation.value.id, line, {
          hear: (part) => terminal.out(printable(part)),
          decide: (question) => input.isTTY ? askPerson(lines, terminal, question, running!.signal) : Promise.resolve(decideUnasked(terminal, question, 'local')),
        }, running.signal)
        running = null
        if (turn.ok) {
          lastTurn = turn.value.turnId
          closeTurn(terminal, turn.value)
        } else tellFailure(terminal, turn.error)
      }
      prompt()
    }
    return exitCodes.done
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', end)
    lines.close()
  }
}
