import type { Client, Output } from '../../../shared/contract.ts'
import type { ReadSecret } from './readSecret.ts'
import { exitCodes, oneLine, printable, table, tellFailure, type Terminal } from './terminal.ts'

type Listed = Output<'providers.list'>

const places = {
  'keychain': 'Keys rest in the keychain of this computer.',
  'passphrase': 'Keys rest in a file behind your passphrase.',
  'this-run-only': 'Nothing is kept: keys live until the program that they were given to ends.',
}

/** Tells where keys rest and who has one; never a key. */
export async function listKeys(client: Client, terminal: Terminal, options: { readonly json?: boolean }): Promise<number> {
  const listed = await client.call('providers.list', {})
  if (!listed.ok) return tellFailure(terminal, listed.error)
  if (options.json === true) { terminal.out(`${JSON.stringify(listed.value)}\n`); return exitCodes.done }
  const { providers, keysStored, keysLocked, keysProblem } = listed.value
  terminal.note(`${places[keysStored]}${keysLocked ? ' They are locked.' : ''}\n`)
  if (keysProblem !== null) terminal.note(`${printable(keysProblem)}\n`)
  if (providers.length > 0) terminal.out(`${table(providers.map((one) => [one.id, oneLine(one.name, 40), keysLocked ? 'locked' : one.keyTail === null ? 'no key' : `key …${one.keyTail}`]))}\n`)
  return exitCodes.done
}

/** Opens the kept keys for this run of the program. Nothing to do where no passphrase locks them. */
export async function unlockKeys(client: Client, terminal: Terminal, readSecret: ReadSecret): Promise<number> {
  const listed = await client.call('providers.list', {})
  if (!listed.ok) return tellFailure(terminal, listed.error)
  return listed.value.keysLocked ? unlock(client, terminal, readSecret) : exitCodes.done
}

/** Tries the passphrase and says which keys it opens. */
export async function tryUnlock(client: Client, terminal: Terminal, readSecret: ReadSecret): Promise<number> {
  const code = await unlockKeys(client, terminal, readSecret)
  return code === exitCodes.done ? listKeys(client, terminal, {}) : code
}

/** Keeps a key for a provider that is set up. Refuses where it would be gone with the end of this command. */
export async function setKey(client: Client, terminal: Terminal, readSecret: ReadSecret, providerId: string): Promise<number> {
  const listed = await client.call('providers.list', {})
  if (!listed.ok) return tellFailure(terminal, listed.error)
  const provider = listed.value.providers.find((one) => one.id === providerId)
  if (provider === undefined) return tellUnknown(terminal, listed.value)
  if (listed.value.keysStored === 'this-run-only') return tellFailure(terminal, { kind: 'not-allowed', message: 'There is no place to keep a key yet, so it would be gone with the end of this command.', next: 'Choose a passphrase first: keys passphrase' })
  const code = listed.value.keysLocked ? await unlock(client, terminal, readSecret) : exitCodes.done
  if (code !== exitCodes.done) return code
  const key = await readSecret(`Key for ${oneLine(provider.name, 40)}: `)
  if (key === null) return exitCodes.cancelled
  if (key.trim() === '') return tellFailure(terminal, { kind: 'bad-input', message: 'No key was given.', next: 'Paste it at the prompt, or send it as one line to standard input.' })
  const { keyTail: _tail, loopback: _loopback, ...given } = provider
  const saved = await client.call('providers.save', { ...given, key })
  if (!saved.ok) return tellFailure(terminal, saved.error)
  terminal.note(`Kept; it ends in ${saved.value.keyTail ?? 'nothing'}.\n`)
  return exitCodes.done
}

/** Chooses the passphrase, or changes it after the old one was given. */
export async function setPassphrase(client: Client, terminal: Terminal, readSecret: ReadSecret, isTerminal: boolean): Promise<number> {
  const code = await unlockKeys(client, terminal, readSecret)
  if (code !== exitCodes.done) return code
  const passphrase = await readSecret('New passphrase, at least 8 characters: ')
  // A pipe cannot mistype.
  const again = isTerminal && passphrase !== null ? await readSecret('Once more: ') : passphrase
  if (passphrase === null || again === null) return exitCodes.cancelled
  if (passphrase !== again) return tellFailure(terminal, { kind: 'bad-input', message: 'The two are not the same, so nothing was changed.', next: 'Try again.' })
  const set = await client.call('keys.setPassphrase', { passphrase })
  if (!set.ok) return tellFailure(terminal, set.error)
  terminal.note('Keys are kept behind this passphrase from now on. Without it nobody can open them, nor can Casement.\n')
  return exitCodes.done
}

/** Removes the file with the kept keys. */
export async function forgetKeys(client: Client, terminal: Terminal, options: { readonly yes?: boolean }): Promise<number> {
  if (options.yes !== true) return tellFailure(terminal, { kind: 'bad-input', message: 'This removes the file with all kept keys; they have to be entered again.', next: 'Say so with --yes.' })
  const forgotten = await client.call('keys.forget', {})
  if (!forgotten.ok) return tellFailure(terminal, forgotten.error)
  terminal.note('The kept keys are gone.\n')
  return exitCodes.done
}

async function unlock(client: Client, terminal: Terminal, readSecret: ReadSecret): Promise<number> {
  const passphrase = await readSecret('Passphrase: ')
  if (passphrase === null) return exitCodes.cancelled
  const opened = await client.call('keys.unlock', { passphrase })
  return opened.ok ? exitCodes.done : tellFailure(terminal, opened.error)
}

function tellUnknown(terminal: Terminal, { providers }: Listed): number {
  const known = providers.map((one) => one.id).join(', ')
  return tellFailure(terminal, { kind: 'not-found', message: 'There is no such provider.', next: known === '' ? 'Add one in Settings first.' : `There is: ${known}.` })
}
