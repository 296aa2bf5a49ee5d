import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { writeNewFile, writeNewFolder } from '../../../src/main/exchange/files/newFile.ts'

test('what is asked just before a file or folder appears can still take it back, and nothing of it stays', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'casement-new-'))
  onTestFinished(() => { rmSync(folder, { recursive: true, force: true }) })
  const refuse = () => { throw new Error('too late') }
  await expect(writeNewFile(join(folder, 'one.txt'), ['a', 'b'], refuse)).rejects.toThrow('too late')
  await expect(writeNewFolder(join(folder, 'all'), (place) => place.write('one.txt', ['a']), refuse)).rejects.toThrow('too late')
  expect(readdirSync(folder)).toEqual([])
  expect(await writeNewFile(join(folder, 'one.txt'), ['a', 'b'])).toMatchObject({ ok: true, value: { bytes: 2 } })
  expect(readdirSync(folder)).toEqual(['one.txt'])
})
