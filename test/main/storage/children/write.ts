import { writeSync } from 'node:fs'
import { silentLog } from '../../../../src/main/platform/log.ts'
import { insertConversation, getConversation, updateConversation } from '../../../../src/main/storage/conversations.ts'
import { transaction } from '../../../../src/main/storage/database.ts'
import { insertMessage } from '../../../../src/main/storage/messages.ts'
import { openStore } from '../../../../src/main/storage/openStore.ts'

/** Writes turns (question and answer in one transaction) until it is killed, and says each one's number after its commit. */
const [folder, from] = [process.argv[2]!, Number(process.argv[3])]
const opened = await openStore({ folder, holder: { host: 'test', pid: process.pid, since: Date.now() }, now: Date.now, log: silentLog })
if (!opened.ok || opened.value.write === null) throw new Error(JSON.stringify(opened))
const db = opened.value.write
if (getConversation(db, 'c') === null) {
  insertConversation(db, { id: 'c', title: 'Writing', createdAt: 0, updatedAt: 0, pinned: false, deletedAt: null, leafId: null, route: 'auto', messageCount: 0, budget: null, goal: '', personaId: null, projectId: null, importedFrom: null, temporary: false })
}
const row = { conversationId: 'c', createdAt: 0, turnId: null, label: 'personal', trust: 'user', speaker: null, note: null } as const
for (let turn = from; ; turn++) {
  transaction(db, () => {
    const before = getConversation(db, 'c')!.leafId
    insertMessage(db, { ...row, id: `q${turn}`, parentId: before, role: 'user', text: `question ${turn} ${'x'.repeat(turn % 3000)}`, status: 'done' })
    insertMessage(db, { ...row, id: `a${turn}`, parentId: `q${turn}`, role: 'assistant', text: `answer ${turn} ${'y'.repeat(turn % 5000)}`, status: 'done' })
    updateConversation(db, 'c', { leafId: `a${turn}`, updatedAt: turn })
  })
  // A write of its own, so that the number is out before the next turn begins.
  writeSync(1, `${turn}\n`)
}
