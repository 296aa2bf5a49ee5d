import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pack, readPack, type Pack } from '../../../src/shared/pack.ts'
import { packIntents, packLoaders } from '../../../src/main/knowledge/packs/packLoaders.ts'
import { ask, loaded, now, textsOf } from './support.ts'

const shop = pack.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../../resources/packs/customer-service.json'), 'utf8')))
const loader = (id: string) => packLoaders(shop, now).find((one) => one.id === `customer-service.${id}`)!
const damaged = (change: (made: Pack) => void) => { const made = structuredClone(shop); change(made); return readPack(made).problems }

test('the pack that comes along has the six intents, each with examples and sources', () => {
  expect(shop.intents.map(({ id }) => id)).toEqual(['order_inquiry', 'billing_question', 'technical_support', 'general_question', 'complaint', 'cancellation'])
  for (const intent of shop.intents) {
    expect(new Set(intent.examples).size).toBeGreaterThanOrEqual(8)
    expect(intent.loaders.length).toBeGreaterThan(0)
  }
  expect(packIntents(shop)[0]).toMatchObject({ id: 'customer-service.order_inquiry', task: 'recall' })
})

test('[K20] a damaged pack is refused with a sentence for each fault', () => {
  expect(damaged((made) => { made.intents[0]!.loaders = ['nowhere'] })).toEqual(['The intent “order_inquiry” names the source “nowhere”, which is not there.'])
  expect(damaged((made) => { made.loaders[0]!.collections = ['nothing'] })).toEqual(['The source “orders” names the records “nothing”, which are not there.'])
  expect(damaged((made) => { delete (made.collections[0]!.records[1] as Record<string, unknown>)['total'] })).toEqual(['Record 2 of “orders” has no “total”.'])
  expect(damaged((made) => { made.intents.push(made.intents[0]!) })).toEqual(['“order_inquiry” is there twice.'])
  expect(damaged((made) => { made.intents[0]!.examples = ['one'] })[0]).toMatch(/^intents\.0\.examples/)
  for (const wrong of [null, 3, 'text', [], {}]) expect(readPack(wrong).problems.length).toBeGreaterThan(0)
})

test('[K21] a named record goes in with what belongs to it, else the newest few', async () => {
  expect(textsOf(await loaded(loader('orders'), ask('Where is my order 1042?')))).toEqual([expect.stringMatching(/^Order 1042 of/), expect.stringMatching(/for order 1042: left the depot/)])
  expect(textsOf(await loaded(loader('orders'), ask('What about parcel rp-76988?')))).toEqual(expect.arrayContaining([expect.stringContaining('for order 1039')]))
  expect(textsOf(await loaded(loader('orders'), ask('Where is my parcel?')))).toHaveLength(5)
  expect(textsOf(await loaded(loader('billing'), ask('Why was I charged twice?')))[0]).toMatch(/^Invoice INV-2071/)
})

test('[K24] what a pack delivers carries its label, comes from outside and names the pack', async () => {
  for (const piece of await loaded(loader('policies'), ask('What are your opening hours?'))) {
    expect(piece).toMatchObject({ label: 'personal', trust: 'external', region: 'documents', source: { kind: 'file', name: 'Customer service: Rules of the shop' } })
    expect(piece.id).toMatch(/^[A-Za-z0-9_.:-]{1,64}$/)
  }
})
