/** What a local model may answer with when it reads a message for facts: a plain JSON schema, for a grammar. */
export const extractionSchema = {
  type: 'object',
  properties: {
    facts: {
      type: 'array', maxItems: 8,
      items: {
        type: 'object',
        properties: {
          quote: { type: 'string', maxLength: 300 },
          kind: { type: 'string', enum: ['semantic', 'episodic', 'procedural'] },
          about: { type: 'string', maxLength: 60 },
        },
        required: ['quote', 'kind', 'about'], additionalProperties: false,
      },
    },
  },
  required: ['facts'], additionalProperties: false,
} as const
