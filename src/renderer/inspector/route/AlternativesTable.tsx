import type { RouteRecord } from '../../../shared/trace.ts'
import { PlaceMark } from '../../composer/PlaceMark.tsx'
import { tellCost } from '../view/attempts.ts'

/** Who else could have answered, at what price, and why not. */
export function AlternativesTable({ alternatives }: { alternatives: RouteRecord['alternatives'] }) {
  return (
    <table className="mt-3 w-full text-small">
      <caption className="pb-1 text-left font-medium text-mute">Who else could have answered</caption>
      <thead><tr className="text-left text-tiny text-faint [&>th]:font-normal"><th scope="col">Model</th><th scope="col" className="text-right">Would have cost</th></tr></thead>
      {alternatives.map((one) => (
        <tbody key={one.modelId} className="border-t border-line">
          <tr><th scope="row" className="pt-1 text-left font-normal [overflow-wrap:anywhere]"><span className="mr-2">{one.modelName}</span><PlaceMark here={one.place === 'local'} /></th><td className="pt-1 text-right align-top whitespace-nowrap">{tellCost(one.cost)}</td></tr>
          <tr><td colSpan={2} className="pb-1 text-mute [overflow-wrap:anywhere]">{one.why}</td></tr>
        </tbody>
      ))}
    </table>
  )
}
