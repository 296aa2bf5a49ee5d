import { knownPiece } from '../memoryPiece.ts'
import type { Loader } from '../loader.ts'
import { appCommands } from './commandTable.ts'

const most = 3

/** Where the app itself does what is asked for. Silent where it does not. */
export const commandLoader: Loader = {
  id: 'command', name: 'What the app can do', about: 'Where in Casement that is found which a message asks for.', required: false, timeLimitMs: 500, label: 'open',
  activatedBy: ['command', 'intent:what_can_i_ask_you', 'intent:reset_settings'],
  load({ message }) {
    const head = message.text.slice(0, 1000)
    const found = appCommands.filter(({ asked }) => asked.test(head)).slice(0, most)
    if (found.length === 0) return Promise.resolve([])
    return Promise.resolve([knownPiece('known:commands', 'documents', 'what the app can do', `In this app, for the person to do themselves:\n${found.map(({ what }) => `- ${what}`).join('\n')}`)])
  },
}
