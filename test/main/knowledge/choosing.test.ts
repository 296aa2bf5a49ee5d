import { expect, test } from 'vitest'
import type { OwnIntent } from '../../../src/shared/understanding.ts'
import { builtInLoaders } from '../../../src/main/knowledge/builtInLoaders.ts'
import { chooseLoaders, withIntents } from '../../../src/main/knowledge/chooseLoaders.ts'
import { recallLoader } from '../../../src/main/knowledge/loaders/recall.ts'
import { read } from './support.ts'

const all = [recallLoader(() => Promise.resolve([])), ...builtInLoaders]
const woken = (change: Parameters<typeof read>[0], looksUp = false, loaders = all) => chooseLoaders(read(change), loaders, looksUp).map(({ loader, because, required }) => `${loader.id}: ${because}${required ? '!' : ''}`)
const needs = { memory: false, files: false, tools: false, fresh: false, arithmetic: false }

test('[K1] tasks, needs, intents and the plan wake sources, each once', () => {
  expect(woken({})).toEqual([])
  expect(woken({}, true)).toEqual(['recall: the plan of this turn'])
  expect(woken({ needsMemory: true }, true)).toEqual(['recall: the plan of this turn!'])
  for (const [task, id] of [['write', 'write'], ['explain', 'explain'], ['code', 'code'], ['plan', 'plan'], ['calculate', 'calculate'], ['summarise', 'summarise'], ['translate', 'translate'], ['small-talk', 'small-talk'], ['command', 'command']] as const) {
    expect(woken({ task })).toEqual([`${id}: the task: ${task}`])
  }
  expect(woken({ task: 'explain', needs: { ...needs, arithmetic: true } })).toEqual(['explain: the task: explain', 'calculate: it asks for a number'])
  expect(woken({ task: 'calculate', needs: { ...needs, arithmetic: true }, intent: { id: 'calculator', name: 'Calculate', confidence: 1, by: 'built-in' } })).toEqual(['calculate: the intent “Calculate”'])
})

test('[K2] an own intent wakes the sources that it names', () => {
  const boat: OwnIntent = { id: 'n_1', name: 'The boat', examples: ['a', 'b', 'c', 'd', 'e'], task: 'recall', taskClass: null, loaders: ['plan', 'gone'] }
  const intent = { id: 'n_1', name: 'The boat', confidence: 0.8, by: 'own' as const }
  expect(woken({ task: 'recall', intent }, false, [...withIntents(all, [boat])])).toEqual(['plan: the intent “The boat”'])
  expect(woken({ task: 'recall', intent })).toEqual([])
})
