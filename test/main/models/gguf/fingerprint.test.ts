import { appendFileSync, copyFileSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createFingerprints } from '../../../../src/main/models/gguf/fingerprint.ts'

const folder = mkdtempSync(join(tmpdir(), 'casement-fingerprint-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const megabyte = 1024 * 1024
const bytes = (size: number) => Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 31) % 251)).toString('latin1').repeat(Math.ceil(size / 4096)).slice(0, size)

function write(name: string, size: number, change?: { readonly at: number; readonly length: number }): string {
  const content = Buffer.from(bytes(size), 'latin1')
  if (change !== undefined) content.fill(0, change.at, change.at + change.length)
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

test.each([0, 1, 5000, megabyte, megabyte + 1, 9 * megabyte])('[M61] a file of %i bytes has the same key elsewhere, and another when it is longer', async (size) => {
  const one = write(`one-${size}`, size)
  copyFileSync(one, join(folder, `other-${size}`))
  const key = await createFingerprints().of(one)
  expect(key).toMatch(/^[0-9a-f]{64}$/)
  expect(await createFingerprints().of(join(folder, `other-${size}`))).toBe(key)
  appendFileSync(one, '\0')
  expect(await createFingerprints().of(one)).not.toBe(key)
})

test('[M61] another header, another tensor, another end is another key', async () => {
  const size = 20 * megabyte
  const keys = await Promise.all([
    write('whole', size), write('header', size, { at: 100, length: 1 }),
    // A tensor of another model is megabytes long.
    write('tensor', size, { at: 7 * megabyte, length: megabyte }), write('end', size, { at: size - 10, length: 1 }),
  ].map((path) => createFingerprints().of(path)))
  expect(new Set(keys).size).toBe(4)
})

test('[M61] a file is read again only when it changed', async () => {
  const path = write('cached', 5000)
  const at = new Date(1_700_000_000_000)
  utimesSync(path, at, at)
  const fingerprints = createFingerprints()
  const key = await fingerprints.of(path)
  write('cached', 5000, { at: 0, length: 10 })
  utimesSync(path, at, at)
  expect(await fingerprints.of(path)).toBe(key)
  utimesSync(path, new Date(), new Date())
  expect(await fingerprints.of(path)).not.toBe(key)
  await expect(fingerprints.of(join(folder, 'absent'))).rejects.toThrow()
})
