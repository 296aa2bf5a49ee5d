import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ModelProfile } from '../../shared/model.ts'
import { defaultStrategy } from '../../shared/names.ts'
import type { Piece } from '../../shared/piece.ts'
import { assemble } from '../context/assemble.ts'
import { coreText } from '../context/coreText.ts'
import { countPieces } from '../context/countPieces.ts'
import { createEngine } from '../engine/createEngine.ts'
import { calibrateModel } from '../models/calibration/calibrateModel.ts'
import { isRight } from '../models/calibration/judge.ts'
import { wordsOfProfile } from '../models/calibration/wordsOfProfile.ts'
import type { LocalChatModel, Models } from '../models/ports.ts'
import { noteStyleOf } from '../turn/makeContext.ts'
import { unwrap } from './askEngine.ts'
import { benchEntries, resourcesFolder, setUpModelsFolder } from './places.ts'
import { recallCases, type RecallCase } from './recalledNotes.ts'
import type { BenchArguments, BenchReport } from './registry.ts'

const longestAnswer = 32
const noteDay = Date.UTC(2026, 2, 9)

/**
 * What knowing the model is worth: the small local model is measured as the app measures it, then asked the same recall questions
 * three times, each prompt made by the real assembly: as its profile says; like any other model, with all notes in a list; and by
 * its size alone. Nothing but the profile and the size differ.
 */
export async function benchCalibrate(options: BenchArguments): Promise<BenchReport> {
  const seconds = options.number('seconds', 120)
  const folder = mkdtempSync(join(tmpdir(), 'casement-bench-'))
  let models: Models | null = null
  const engine = unwrap(await createEngine({
    host: 'test', profile: folder, resources: resourcesFolder, sharedModels: [setUpModelsFolder], entries: benchEntries, calibrateAfterMs: null,
    models: (real) => { models = real; return real },
  }))
  try {
    const model = await openSmall(models!)
    const found = await calibrateModel({ model, known: { cells: [], seconds: 0 }, longestMs: seconds * 1000, signal: new AbortController().signal, elapsed: () => performance.now(), onProgress: () => {} })
    if (found === null) throw new Error('the model answered nothing while it was measured')
    const profile: ModelProfile = {
      key: model.key, modelId: model.info.id, modelName: model.info.name, state: found.complete ? 'measured' : 'partial', windowTokens: model.windowTokens, notes: found.notes, place: found.place,
      trustedTokens: found.trustedTokens, readTokensPerSecond: found.readTokensPerSecond, writeTokensPerSecond: found.writeTokensPerSecond, margin: 1, marginFrom: 0, cells: found.cells, seconds: found.seconds, calibratedAt: 0, words: '',
    }
    const like = { ...model, info: { ...model.info, small: false } }
    const cases = recallCases().slice(0, options.number('questions', Infinity))
    const right = { profile: 0, none: 0, size: 0 }
    for (const one of cases) {
      right.profile += Number(await answersRightly(model, profile, one))
      right.none += Number(await answersRightly(like, null, one))
      right.size += Number(await answersRightly(model, null, one))
    }
    const share = (count: number) => count / cases.length
    return {
      bench: 'calibrate',
      figures: {
        right_with_profile: { ours: share(right.profile), baselines: { without_profile: share(right.none), size_alone: share(right.size) }, goal: null, better: 'higher', unit: 'share' },
        right_without_profile: { ours: share(right.none), baselines: {}, goal: null, better: 'higher', unit: 'share' },
        calibration_seconds: { ours: found.seconds, baselines: {}, goal: 120, better: 'lower', unit: 's' },
      },
      notes: [
        `${cases.length} questions with 8 recalled notes each; without a profile the model gets all of them in a list, like any other model`,
        `by its size alone it gets two plain notes: ${right.size} of ${cases.length} right`,
        `${model.info.name}: ${wordsOfProfile(profile)}`,
        `asked ${found.cells.reduce((sum, cell) => sum + cell.asked, 0)} questions to measure it; ${found.complete ? 'all that were planned' : 'the clock ended it'}`,
        ...listCells(profile),
      ],
    }
  } finally {
    await engine.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function openSmall(models: Models): Promise<LocalChatModel> {
  const info = (await models.list()).find((one) => one.duty === 'chat' && one.place === 'local' && one.small && ['ready', 'not-loaded'].includes(one.state))
  if (info === undefined) throw new Error('bench calibrate needs the small chat model: run npm start once, or put a GGUF file into .cache/models')
  const model = unwrap(await models.open(info.id))
  if (model.place !== 'local') throw new Error('bench calibrate measures a model on this computer')
  return model
}

async function answersRightly(model: LocalChatModel, profile: ModelProfile | null, one: RecallCase): Promise<boolean> {
  const notes = noteStyleOf(model, profile)
  const context = unwrap(await assemble({
    pieces: await countPieces(piecesOf(one, coreText(notes.plain ? 'small' : 'full')), (texts) => model.counter.count(texts)), window: model.windowTokens,
    plan: { ...defaultStrategy.budget }, counter: model.counter, notes, order: defaultStrategy.order, previousPrompt: null, destinationCeiling: 'local', time: null, trustedTokens: profile?.trustedTokens ?? null,
  }))
  let text = ''
  const messages = context.prompt.map(({ role, text: said }) => ({ role, text: said }))
  for await (const event of model.generate({ conversationId: 'bench', messages, maxOutputTokens: longestAnswer, temperature: 0, seed: 1, stop: [], signal: new AbortController().signal, expectedTokens: context.used, keep: false })) {
    if (event.type === 'token') text += event.text
    else if (event.type === 'failed') throw new Error(event.failure.message)
  }
  return isRight(text, one.asked, one.notes.map(({ note }) => note))
}

function piecesOf({ asked, notes }: RecallCase, rules: string): Piece[] {
  const piece = (id: string, region: Piece['region'], text: string, score: number | null, source: Piece['source']): Piece =>
    ({ id, region, text, tokens: 0, label: 'local', trust: 'user', score, scores: {}, stability: region === 'core' ? 'stable' : 'volatile', marks: [], source })
  return [
    piece('core', 'core', rules, null, { kind: 'rule', name: 'core' }),
    ...notes.map(({ note, score }, at) => piece(`note-${at}`, 'memories', note.text, score, { kind: 'memory', memoryId: `y_bench${at}`, messageId: null, conversationId: null, at: noteDay })),
    piece('message', 'message', asked.question, null, { kind: 'message', messageId: 'm_bench', conversationId: 'c_bench', role: 'user', at: noteDay }),
  ]
}

/** The answers by number of notes, place and length, one line each. */
function listCells({ cells }: ModelProfile): string[] {
  const lines = new Map<string, { asked: number; right: number }>()
  for (const cell of cells) {
    const name = cell.tokens < 512 ? `${cell.notes} notes ${cell.place}` : `one note in ${cell.tokens} tokens`
    const line = lines.get(name) ?? { asked: 0, right: 0 }
    lines.set(name, { asked: line.asked + cell.asked, right: line.right + cell.right })
  }
  return [[...lines].map(([name, { asked, right }]) => `${name} ${right}/${asked}`).join('; ')]
}
