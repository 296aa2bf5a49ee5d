import type { RouteRecord, TurnTrace, Understanding } from '../../src/shared/trace.ts'

/** What a reading holds beside kind and topics when nothing else was seen. */
export const plainReading: Pick<Understanding, 'intent' | 'inScope' | 'isFollowUp' | 'taskClass' | 'entities' | 'times' | 'needs'> = {
  intent: null, inScope: true, isFollowUp: false, taskClass: 'medium', entities: [], times: [], needs: { memory: false, files: false, tools: false, fresh: false, arithmetic: false },
}

/** What a route's record holds where no rule caught the turn and nobody else could have answered. */
export const plainRoute: Pick<RouteRecord, 'policyRule' | 'taskClass' | 'difficulty' | 'expectedCost' | 'alternatives' | 'facts' | 'asked'> = {
  policyRule: null, taskClass: null, difficulty: null, expectedCost: 0, alternatives: [], facts: null, asked: null,
}

/** What a trace holds where one model was asked once, and nothing was given again. */
export const plainTrace: Pick<TurnTrace, 'costKnown' | 'attempts' | 'sources' | 'cached' | 'near' | 'squeezed'> = {
  costKnown: true, attempts: [], sources: [], cached: null, near: null, squeezed: [],
}
