import { expect, test } from 'vitest'
import { soak } from '../../src/main/bench/faults/soak.ts'

test('[E164] turn after turn leaves neither memory nor handles behind', async () => {
  const measured = await soak({ turns: 150, warmUp: 50 })
  expect(measured.badEnds).toBe(0)
  expect(measured.heapMbPerTurn).toBeLessThanOrEqual(0.1)
  expect(measured.handlesLeft).toEqual([])
})
