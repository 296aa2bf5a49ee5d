import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { rememberSums } from '../../../../src/main/engine/spending/rememberSums.ts'
import { dayOf } from '../../../../src/main/spend/calendar.ts'
import { transaction } from '../../../../src/main/storage/database.ts'
import { releaseCall, reserveCall } from '../../../../src/main/storage/spending.ts'
import { noon, openWorld, tempFolder } from './spendWorld.ts'

const call = (id: string, modelId: string, reservedNano: number) => ({
  id, at: noon, day: dayOf(noon), month: '2026-05', providerId: 'p', modelId, modelName: modelId, conversationId: null, turnId: null, purpose: 'answer', reservedNano, reservedTokens: 1, priced: true, squeezedTokens: 0,
})

test('[E140] sums that are remembered follow every booking, also one that is taken back and one of another connection', async () => {
  const folder = tempFolder()
  const { store } = await openWorld({ folder })
  const write = store.write!
  const sum = rememberSums(store.read)
  const all = () => sum({ kind: 'all' }, { kind: 'day', key: dayOf(noon) })
  const big = () => sum({ kind: 'model', modelId: 'big' }, null).reservedNano
  expect([all().reservedNano, big()]).toEqual([0, 0])
  reserveCall(write, call('a', 'big', 100))
  reserveCall(write, call('b', 'small', 10))
  expect([all().reservedNano, big()]).toEqual([110, 100])
  expect(all()).toBe(all())
  expect(() => transaction(write, () => { reserveCall(write, call('c', 'big', 1000)); throw new Error('as asked') })).toThrow('as asked')
  expect([all().reservedNano, big()]).toEqual([110, 100])
  releaseCall(write, 'a')
  expect([all().reservedNano, big()]).toEqual([10, 0])
  const other = new Database(join(folder, 'casement.db'))
  other.exec("UPDATE spend_call SET reserved_nano = 7 WHERE id = 'b'")
  other.close()
  expect(all().reservedNano).toBe(7)
})
