import { writeSync } from 'node:fs'
import { silentLog } from '../../../../src/main/platform/log.ts'
import { transactionSoon } from '../../../../src/main/storage/database.ts'
import { openStore } from '../../../../src/main/storage/openStore.ts'
import { writeSetting } from '../../../../src/main/storage/settings.ts'

/** Writes numbers for which the disk is not waited, and says each one after its commit, until it is killed. */
const opened = await openStore({ folder: process.argv[2]!, holder: { host: 'test', pid: process.pid, since: Date.now() }, now: Date.now, log: silentLog })
if (!opened.ok || opened.value.write === null) throw new Error(JSON.stringify(opened))
const db = opened.value.write
for (let number = 0; ; number++) {
  transactionSoon(db, () => { writeSetting(db, 'number', number) })
  writeSync(1, `${number}\n`)
}
