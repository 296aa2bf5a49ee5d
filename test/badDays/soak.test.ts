import { expect, test } from 'vitest'
import { soak } from '../../src/main/bench/faults/soak.ts'

test('[E164] turn after turn leaves neither memory nor handles behind', async () => {
  const measured = await soak({ turns: 150, warmUp: 50 })
  expect(measured.badEnds).toBe(0)
  // A turn reads and makes some 80 KB: held until there is a quiet moment, they would be seen here.
  expect(measured.heapMbPerTurn).toBeLessThanOrEqual(0.04)
  expect(measured.handlesLeft).toEqual([])
})
