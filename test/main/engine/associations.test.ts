import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scriptedModel } from '../../../src/main/models/scripted/scriptedModel.ts'
import { openTestEngine, root } from '../../support/testEngine.ts'

const { modelId } = JSON.parse(readFileSync(join(root, 'resources/associations.json'), 'utf8')) as { modelId: string }

test.each([['missing', null], ['cut off', '{"modelId": "all-Min'], ['of another form', JSON.stringify({ modelId })], ['empty', 'null']])('[E124] where associations.json is %s, turns go on without it, and the log says so once', async (_case, content) => {
  const resources = mkdtempSync(join(tmpdir(), 'casement-resources-'))
  for (const name of readdirSync(join(root, 'resources'))) if (name !== 'associations.json') symlinkSync(join(root, 'resources', name), join(resources, name))
  if (content !== null) writeFileSync(join(resources, 'associations.json'), content)
  const warned: string[] = []
  const engine = await openTestEngine({ chat: [scriptedModel({ answers: () => 'Fine.' })], engine: { resources, log: { info() {}, warn: (what) => { warned.push(what) } } } })
  try {
    const { id } = await engine.newConversation()
    for (const text of ['Where should I go in Lyon?', 'And what should I eat?']) expect((await engine.say(id, text)).status).toBe('done')
    expect(await engine.ask('memories.try', { query: 'What should I read?' })).toMatchObject({ problems: [] })
    expect(warned.filter((what) => what.includes('associations.json'))).toHaveLength(1)
  } finally {
    await engine.close()
    rmSync(resources, { recursive: true, force: true })
  }
})
