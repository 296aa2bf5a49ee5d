import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { silentLog } from '../../../../src/main/platform/log.ts'
import { run } from '../../../../src/main/storage/database.ts'
import { idsAround } from '../../../../src/main/storage/idsAround.ts'
import { openSearchIndex } from '../../../../src/main/storage/index/searchIndex.ts'
import { recallPorts } from '../../../../src/main/turn/recallPorts.ts'
import { addTalk, openToWrite, tempFolder } from '../../storage/support.ts'

test('[R93] what stands around comes from both sides and all branches, two steps far, without what may not be recalled', async () => {
  const store = await openToWrite(tempFolder())
  const folder = mkdtempSync(join(tmpdir(), 'casement-around-'))
  const { index } = await openSearchIndex({ file: join(folder, 'index.db'), entry: join(import.meta.dirname, '../../../../src/main/storage/index/searchThread.ts'), modelId: 'none', dimensions: 8, log: silentLog })
  try {
    const ids = addTalk(store.write, 'a', ['one', 'two', 'three', 'four', 'five', 'six', 'seven'])
    expect(idsAround(store.write, [ids[3]!], 2)).toEqual([ids[1], ids[2], ids[4], ids[5]].toSorted())
    expect(idsAround(store.write, [ids[0]!, ids[1]!], 1)).toEqual([ids[2]])
    expect(idsAround(store.write, ['m_none'], 2)).toEqual([])
    run(store.write, "INSERT INTO unrecallable (message_id, reason) VALUES (?, 'forgotten')", ids[4]!)
    const around = recallPorts(store.write, index).neighbours!([ids[3]!], 2)
    expect(around.map((message) => message.text).toSorted()).toEqual(['six', 'three', 'two'])
  } finally {
    await index.close()
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
