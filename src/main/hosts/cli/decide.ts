import type { Interface } from 'node:readline'
import type { RouteQuestion } from '../../../shared/policy.ts'
import type { Choice } from './runTurn.ts'
import { printable, type Terminal } from './terminal.ts'

/**
 * Answers a rule's question where nobody can be asked, and says so; a choice that is not there stops the turn.
 * @param hint how the wish can be another one, where it can
 */
export function decideUnasked(terminal: Terminal, question: RouteQuestion, wish: Choice, hint = ''): Choice {
  const choice = (wish === 'cloud' && question.cloud === null) || (wish === 'local' && question.local === null) ? 'stop' : wish
  const where = choice === 'stop' ? 'the turn is stopped' : choice === 'local' ? `${question.local!.modelName} on this computer answers` : `it is sent to ${question.cloud!.modelName}`
  terminal.note(`${printable(question.reason)} Nobody is asked here, so ${where}.${hint}\n`)
  return choice
}

/** Asks the person at the terminal; an empty answer, the end of input or Ctrl+C stops the turn. */
export async function askPerson(lines: Interface, terminal: Terminal, question: RouteQuestion, signal: AbortSignal): Promise<Choice> {
  const { cloud, local } = question
  const price = cloud === null ? '' : cloud.cost === null ? ', price not known' : `, about $${cloud.cost.toPrecision(2)}`
  terminal.note(`${printable(question.reason)}\n`)
  const ways = [...(local === null ? [] : [`h = here (${local.modelName})`]), ...(cloud === null ? [] : [`s = send to ${cloud.modelName} at ${cloud.destination}${price}`]), 'Enter = stop']
  const answer = await new Promise<string>((resolve) => {
    const end = (said: string): void => {
      signal.removeEventListener('abort', stop)
      lines.off('close', stop)
      resolve(said)
    }
    const stop = () => end('')
    signal.addEventListener('abort', stop)
    lines.once('close', stop)
    // A terminal that was closed meanwhile takes no question.
    try { lines.question(`${printable(ways.join(' · '))}: `, { signal }, end) } catch { end('') }
  })
  const letter = answer.trim().toLowerCase()[0]
  return letter === 'h' && local !== null ? 'local' : letter === 's' && cloud !== null ? 'cloud' : 'stop'
}
