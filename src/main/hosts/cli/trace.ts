import type { Client } from '../../../shared/contract.ts'
import type { PieceRecord } from '../../../shared/piece.ts'
import { fail, type Result } from '../../../shared/result.ts'
import type { TurnTrace } from '../../../shared/trace.ts'
import { exitCodes, oneLine, printable, table, tellFailure, type Terminal } from './terminal.ts'

export interface TraceOptions { readonly json?: boolean; readonly prompt?: boolean }

/**
 * Opens one turn: what the model was given and why, what was left out, where it went and how long each stage took.
 * @param turn a turn's id, or `last` for the newest turn of the newest conversation
 */
export async function showTrace(client: Client, terminal: Terminal, turn: string, options: TraceOptions): Promise<number> {
  const turnId = turn === 'last' ? await findLastTurn(client) : { ok: true as const, value: turn }
  if (!turnId.ok) return tellFailure(terminal, turnId.error)
  const found = await client.call('trace.get', { turnId: turnId.value })
  if (!found.ok) return tellFailure(terminal, found.error)
  if (options.json === true) terminal.out(`${JSON.stringify(found.value)}\n`)
  else terminal.out(`${traceText(found.value, options.prompt === true)}\n`)
  return exitCodes.done
}

/** A trace as text for a terminal. */
export function traceText(trace: TurnTrace, withPrompt: boolean): string {
  const { context, route } = trace
  const blocks = [[
    `Turn ${trace.turnId}: ${trace.status}, ${Math.round(trace.totalMs)} ms`,
    ...(route === null ? [] : [`Answered by ${route.modelName === '' ? route.destination : `${route.modelName} (${route.destination})`}: ${route.reason}`]),
    ...(trace.memoryAnswer === null ? [] : [`From memory: ${trace.memoryAnswer.sentence}`]),
    ...(trace.failure === null ? [] : [`Ended early: ${trace.failure.message}`]),
    ...trace.notices,
  ].join('\n')]
  const way = wayText(trace)
  if (way !== '') blocks.push(way)
  if (context !== null) {
    blocks.push(`${context.used} of ${context.window} tokens, ${context.reserve} kept free for the answer, ${context.keptPrefix} unchanged at the front (${context.counting}, ${context.tokenizer})`)
    blocks.push(table([['region', 'wanted', 'kept', 'budget', 'pieces', 'left out'], ...context.regions.map((use) => [use.region, use.wanted, use.kept, use.budget, use.pieces, use.leftOut])]))
    for (const [title, outcome] of [['In', 'in'], ['Shortened', 'shortened'], ['Left out', 'out']] as const) {
      const pieces = context.pieces.filter((piece) => piece.outcome === outcome)
      if (pieces.length > 0) blocks.push(`${title} (${pieces.length})\n${table(pieces.map(pieceRow))}`)
    }
  }
  const looks = lookText(trace)
  if (looks !== '') blocks.push(looks)
  if (trace.learned.length > 0) blocks.push(`Learned\n${trace.learned.map((fact) => `${fact.change}: ${oneLine(fact.text, 100)}`).join('\n')}`)
  blocks.push(`Stages\n${table(trace.stages.map((stage) => [stage.name, `${stage.ms.toFixed(1)} ms`, stage.failed ?? stage.note]))}`)
  if (withPrompt) blocks.push(...(context?.prompt ?? []).map((message) => `[${message.role}]\n${message.text}`))
  return printable(blocks.join('\n\n'))
}

/** How the turn found who answers: what was understood, who else could have, who was tried, and which sources were asked. */
function wayText({ understanding, route, attempts, sources, cached, squeezed }: TurnTrace): string {
  const money = (cost: number | null) => cost === null ? 'price not known' : cost === 0 ? 'free' : `$${cost.toPrecision(2)}`
  const intent = understanding?.intent ?? null
  const rule = route?.policyRule ?? null
  return [
    ...(understanding === null ? [] : [`Read as ${understanding.task}${intent === null ? '' : `, ${intent.name} (${Math.round(intent.confidence * 100)} %)`}${understanding.inScope ? '' : ', outside of everything known'}, ${understanding.taskClass}, difficulty ${understanding.difficulty.toFixed(2)}`]),
    ...(rule === null ? [] : [`By your rule “${rule.name}”`]),
    ...(route?.alternatives ?? []).map((other) => `Not ${other.modelName} (${other.place}, ${money(other.cost)}): ${other.why}`),
    ...(cached === null ? [] : [`Answered before, ${new Date(cached.at).toISOString().slice(0, 16).replace('T', ' ')} UTC, in turn ${cached.turnId}`]),
    ...(attempts.length < 2 && attempts.every((one) => one.retries === 0 && one.failure === null) ? [] : attempts.map((one) => `Tried ${one.modelName} (${one.strategy}): ${one.outcome}${one.retries === 0 ? '' : `, asked ${one.retries + 1} times`}${one.failure === null ? '' : `. ${one.failure.message}`}`)),
    ...sources.map((source) => `Source ${source.name}: ${source.state}, ${source.pieces} ${source.pieces === 1 ? 'piece' : 'pieces'}, ${Math.round(source.ms)} ms${source.note === '' ? '' : `. ${source.note}`}`),
    ...squeezed.map((step) => `Made smaller (${step.step}): ${step.tokens} tokens less`),
  ].join('\n')
}

/** What was seen of the context: its budgets, what the answer used of it, and how good it was. */
function lookText({ context, focus, fidelity, quality, tightened }: TurnTrace): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`
  const time = context?.time ?? null
  return [
    ...(time === null ? [] : [`Read anew: ${time.evaluated} of the ${time.tokens} tokens that can be read in ${time.seconds} s`]),
    ...(context === null || context.cutBy.length === 0 ? [] : [`Cut by: ${context.cutBy.join(', ')}`]),
    ...(tightened === null ? [] : [`Made again with less: ${tightened.fromTokens} to ${tightened.toTokens} tokens (${tightened.because})`]),
    ...(focus === null ? [] : [`Focus (${focus.given ? 'given' : 'not given'}): ${focus.text}`]),
    ...(fidelity === null || fidelity.score === null ? [] : [`Used of its notes: ${percent(fidelity.score)}`, ...fidelity.flags]),
    ...(quality === null ? [] : [`Complete ${percent(quality.completeness)}, relevant ${quality.relevance === null ? 'unknown' : percent(quality.relevance)}, said twice ${percent(quality.redundancy)}, coherent ${percent(quality.coherence)}, efficient ${percent(quality.efficiency)}`, ...quality.recommendations]),
  ].join('\n')
}

function pieceRow(piece: PieceRecord): (string | number)[] {
  const score = piece.score === null ? '' : piece.score.toFixed(2)
  return [piece.region, piece.tokens, score, piece.label, sourceText(piece), `${oneLine(piece.text, 60)}${piece.reason === '' ? '' : `  (${piece.reason})`}`]
}

function sourceText({ source }: PieceRecord): string {
  if (source.kind === 'rule') return source.name
  const day = new Date(source.at).toISOString().slice(0, 10)
  switch (source.kind) {
    case 'memory': return `${source.memoryId} ${day}`
    case 'message': return `${source.messageId} ${day}`
    case 'summary': return `summary of ${source.messages} messages, ${day}`
    case 'file': case 'tool': return `${source.name} ${day}`
  }
}

async function findLastTurn(client: Client): Promise<Result<string>> {
  const conversations = await client.call('conversations.list', { limit: 10 })
  if (!conversations.ok) return conversations
  const newest = conversations.value.items.toSorted((a, b) => b.updatedAt - a.updatedAt)
  for (const conversation of newest) {
    const messages = await client.call('messages.list', { conversationId: conversation.id, limit: 50 })
    if (!messages.ok) return messages
    const turnId = messages.value.items.findLast((message) => message.turnId !== null)?.turnId
    if (turnId !== undefined && turnId !== null) return { ok: true, value: turnId }
  }
  return fail('not-found', 'There is no turn yet.', 'Ask something first: npm run cli -- ask "…"')
}
