import { useCallback, useMemo, useState, type ReactNode } from 'react'
import type { Context } from '../../../shared/piece.ts'
import type { Region } from '../../../shared/words.ts'
import { useWindow } from '../../state/AppStateContext.ts'
import type { WindowState } from '../../state/windowStore.ts'
import { PieceMap } from './PieceMap.tsx'
import { Section } from '../Section.tsx'
import { WindowBar } from './WindowBar.tsx'
import { headContext } from '../view/bar.ts'
import { surface, type Dive } from '../view/dive.ts'
import { tellCuts } from '../view/state.ts'
import { MapCrumbs } from './MapCrumbs.tsx'
import { PictureSwitch } from './PictureSwitch.tsx'
import { PieceTable } from './PieceTable.tsx'
import { RegionLegend } from './RegionLegend.tsx'
import { RegionTable } from './RegionTable.tsx'
import { WindowGrid } from './WindowGrid.tsx'

const selectPicture = (state: WindowState) => state.contextPicture
const selectSetPicture = (state: WindowState) => state.setContextPicture

export type WindowSectionProps = {
  context: Context; modelName: string; region: Region | 'all'; onRegion: (region: Region | 'all') => void
  selected: string | null; onSelect: (pieceId: string | null) => void
  /** The details of a piece that was chosen in the picture. */
  children: ReactNode
}

/** The model's window in one turn: how full it is, what cut, and its pieces as a map, as cells or as tables. */
export function WindowSection({ context, modelName, region, onRegion, selected, onSelect, children }: WindowSectionProps) {
  const picture = useWindow(selectPicture)
  const setPicture = useWindow(selectSetPicture)
  const [deeper, setDeeper] = useState<Dive>(surface)
  // The region belongs to all pictures; how deep within it, to the map alone.
  const dive: Dive = deeper.region === region ? deeper : { region, out: null, skip: 0 }
  const onDive = useCallback((next: Dive) => { setDeeper(next); onRegion(next.region) }, [onRegion])
  const head = headContext(context)
  return (
    <Section title={head.used} aside={head.prefix}>
      <p className="mt-0.5 text-tiny text-faint">{modelName === '' ? head.counting : `${modelName} · ${head.counting}`}</p>
      {tellCuts(context).map((sentence) => <p key={sentence} className="mt-1 text-tiny text-mute">{sentence}</p>)}
      <div className="mt-2.5"><PictureSwitch value={picture} onChange={setPicture} /></div>
      {picture !== 'grid' && <WindowBar context={context} region={region} />}
      {picture === 'map' && <PieceMap pieces={context.pieces} dive={dive} onDive={onDive} selected={selected} onSelect={onSelect} />}
      {picture === 'map' && <p className="mt-1.5 text-tiny text-faint">Area = tokens, strength = fit, hatched = left out.</p>}
      {picture === 'grid' && <><MapCrumbs dive={{ region, out: null, skip: 0 }} onDive={onDive} /><WindowGrid context={context} region={region} selected={selected} onRegion={onRegion} /></>}
      {picture === 'table' && <TablePart context={context} region={region} onDive={onDive} selected={selected} onSelect={onSelect} />}
      {children}
      {picture === 'table' ? <RegionTable context={context} region={region} onRegion={onRegion} /> : <RegionLegend context={context} region={region} onRegion={onRegion} />}
    </Section>
  )
}

function TablePart({ context, region, onDive, selected, onSelect }: { context: Context; region: Region | 'all'; onDive: (dive: Dive) => void; selected: string | null; onSelect: (pieceId: string | null) => void }) {
  const pieces = useMemo(() => region === 'all' ? context.pieces : context.pieces.filter((piece) => piece.region === region), [context, region])
  return <><MapCrumbs dive={{ region, out: null, skip: 0 }} onDive={onDive} /><PieceTable pieces={pieces} selected={selected} onSelect={onSelect} /></>
}
