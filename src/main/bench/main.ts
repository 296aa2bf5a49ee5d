import { FailureError } from '../../shared/result.ts'
import { readArguments, UsageError } from './benchArguments.ts'
import { benches, type BenchReport, type Figure } from './registry.ts'

/** `npm run bench -- NAME …`: a table for people and, with `--json`, one JSON object as the last line. */
async function main(): Promise<number> {
  try {
    const { name, args } = readArguments(process.argv.slice(2))
    const bench = name === null ? undefined : benches[name]
    if (bench === undefined) throw new UsageError(`${name === null ? 'Name a benchmark' : `There is no benchmark “${name}”`}: ${Object.keys(benches).join(', ')}.`)
    const report = await bench(args)
    process.stdout.write(table(report))
    if (args.flag('json')) process.stdout.write(`${JSON.stringify({ bench: report.bench, figures: report.figures })}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof FailureError)) throw error
    process.stderr.write(`${error.message}\n`)
    return error instanceof UsageError ? 2 : 1
  }
}

function table(report: BenchReport): string {
  const rows = Object.entries(report.figures).map(([name, figure]) => [
    name, shown(figure.ours), figure.goal === null ? '' : `${figure.better === 'higher' ? '≥' : '≤'} ${shown(figure.goal)} ${reached(figure) ? '✓' : '✗'}`,
    figure.unit, Object.entries(figure.baselines).map(([baseline, value]) => `${baseline} ${shown(value)}`).join('  '),
  ])
  const all = [['figure', 'ours', 'goal', 'unit', 'baselines'], ...rows]
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)))
  return `${report.bench}\n${all.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd()).join('\n')}\n${report.notes.map((note) => `${note}\n`).join('')}`
}

function reached(figure: Figure): boolean {
  return figure.goal === null || (figure.better === 'higher' ? figure.ours >= figure.goal : figure.ours <= figure.goal)
}

function shown(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(3)
}

process.exitCode = await main()
