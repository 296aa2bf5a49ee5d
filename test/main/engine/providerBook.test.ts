import { expect, test } from 'vitest'
import type { KeyVault } from '../../../src/main/engine/engine.ts'
import { createProviderBook } from '../../../src/main/engine/providers/providerBook.ts'
import type { Provider } from '../../../src/shared/model.ts'
import { openToWrite, tempFolder } from '../storage/support.ts'

const provider = (id: string, name = id): Provider => ({ id, name, kind: 'openai', baseUrl: null, models: [], enabled: true, keyTail: null, loopback: false })

/** Keys that are read only once `open` is called, so that something can come between. */
function slowKeys() {
  let gate: Promise<void> = Promise.resolve()
  const keys = new Map<string, string>()
  const vault: KeyVault = {
    kind: 'keychain', passphrase: null, isLocked: () => false, problem: () => null, holds: (id) => keys.has(id),
    async get(id) { await gate; return keys.get(id) ?? null },
    async set(id, key) { keys.set(id, key); return { ok: true, value: {} } },
    async remove(id) { keys.delete(id); return { ok: true, value: {} } },
  }
  const close = (): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    gate = promise
    return () => { gate = Promise.resolve(); resolve() }
  }
  return { vault, keys, close }
}

test('[E176] what changes while the keys are looked at again stands, and is kept', async () => {
  const store = await openToWrite(tempFolder())
  const { vault, keys, close } = slowKeys()
  const book = await createProviderBook(store, vault)
  for (const id of ['a', 'b']) await book.save(provider(id))
  keys.set('a', 'sk-a-long-key-1111')
  const open = close()
  const reading = book.readTails()
  await book.remove('b')
  const saving = [book.save(provider('a', 'renamed')), book.save(provider('c'))]
  open()
  await Promise.all([reading, ...saving])
  expect(book.list().map(({ id, name, keyTail }) => [id, name, keyTail])).toEqual([['a', 'renamed', '1111'], ['c', 'c', null]])
  await book.save(provider('d'))
  expect((await createProviderBook(store, vault)).list().map(({ id }) => id)).toEqual(['a', 'c', 'd'])
})
