import type { Migration } from './migration.ts'

/** How contexts were made when shares became part of a strategy; frozen with this step. */
const strategyThen = JSON.stringify({
  budget: { preset: 'casement', total: null, reserve: null, regions: {} },
  retrieval: { limit: 60, threshold: 0.14, redundancy: 0.93, feedback: true },
  compression: {
    automatic: true, method: 'rules', compactAt: 0.7, keepMessages: 10, windowTurns: 15,
    workingMemory: false, workingMessages: 20, workingTokens: 4000, decayTurns: null,
  },
  order: 'edges', focus: true, plan: true,
})
const regionsThen = "'core', 'persona', 'tools', 'profile', 'summary', 'history', 'memories', 'documents', 'results', 'steering', 'recent', 'message'"
/** Shares of the settings as budgets of regions; NULL where there is none that counts. */
const regionsOfShares = `(SELECT nullif(json_group_object(key, json_object('share', value)), '{}') FROM json_each(setting.value, '$.regionShares')
  WHERE key IN (${regionsThen}) AND type = 'integer' AND value BETWEEN 0 AND 1000)`

/** The shares that a person set for regions become the budget of their strategy, which from then on is their own. */
export const budgetsForShares: Migration = {
  version: 4,
  name: 'budgets for shares',
  statements: [
    `UPDATE setting SET value = json_set(value, '$.strategy', json_set(json('${strategyThen}'), '$.budget.regions', json(${regionsOfShares})), '$.strategyName', '')
      WHERE key = 'settings' AND CASE WHEN json_valid(value) THEN json_type(value, '$.regionShares') = 'object' AND json_type(value, '$.strategy') IS NULL ELSE 0 END
        AND ${regionsOfShares} IS NOT NULL`,
    `UPDATE setting SET value = json_remove(value, '$.regionShares')
      WHERE key = 'settings' AND CASE WHEN json_valid(value) THEN json_type(value, '$.regionShares') IS NOT NULL ELSE 0 END`,
  ],
}
