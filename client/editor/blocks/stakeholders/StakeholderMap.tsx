import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react'
import { useSpeech } from '../../../i18n/Language.tsx'
import { type Mark, mapSide, marksOf, placeAt, type Placed, stepFrom } from './marks.ts'

export interface Stakeholder extends Placed {
  readonly name: string
}

interface Place {
  readonly power: number
  readonly interest: number
}

interface StakeholderMapProps {
  readonly stakeholders: readonly Stakeholder[]
  /** Puts somebody into another place; absent: the map is only to be looked at. */
  readonly onMove?: (index: number, to: Place) => void
}

const half = mapSide / 2
/** Above and below the map, for the names of its quarters. */
const border = 30

/** Power against interest, with a numbered mark for each stakeholder that has a place. */
export function StakeholderMap({ stakeholders, onMove }: StakeholderMapProps) {
  const { t } = useSpeech()
  const id = useId()
  const svg = useRef<SVGSVGElement>(null)
  const [dragged, setDragged] = useState<{ index: number; x: number; y: number } | null>(null)
  const marks = marksOf(stakeholders)
  const nameOf = (index: number) => stakeholders[index]?.name || t('stakeholder_unnamed')
  const missing = [...stakeholders.keys()].filter(
    (index) => !marks.some((mark) => mark.index === index),
  )
  const aim = dragged === null ? null : placeAt(dragged.x, dragged.y)
  const pointOf = (event: PointerEvent) => {
    const box = svg.current?.getBoundingClientRect()
    if (box === undefined) return null
    return {
      x: ((event.clientX - box.left) / box.width) * mapSide,
      y: ((event.clientY - box.top) / box.height) * (mapSide + 2 * border) - border,
    }
  }
  const handlers = (mark: Mark) => {
    if (onMove === undefined) return {}
    const { index } = mark
    return {
      tabIndex: 0,
      role: 'slider',
      'aria-label': t('map_mark', { n: index + 1, name: nameOf(index) }),
      'aria-valuemin': 1,
      'aria-valuemax': 5,
      'aria-valuenow': mark.power,
      'aria-valuetext': t('map_place', { power: mark.power, interest: mark.interest }),
      onKeyDown: (event: KeyboardEvent) => {
        const to = stepFrom(mark, event.key)
        if (to === null || event.altKey || event.ctrlKey || event.metaKey) return
        event.preventDefault()
        onMove(index, to)
      },
      onPointerDown: (event: PointerEvent<SVGGElement>) => {
        const point = pointOf(event)
        if (event.button !== 0 || point === null) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setDragged({ index, ...point })
      },
      onPointerMove: (event: PointerEvent) => {
        const point = pointOf(event)
        if (dragged?.index === index && point !== null) setDragged({ index, ...point })
      },
      onPointerUp: () => {
        setDragged(null)
        if (dragged?.index === index && aim !== null) onMove(index, aim)
      },
      onPointerCancel: () => setDragged(null),
    }
  }
  return (
    <figure className="map">
      <div className="map-picture">
        <span className="map-axis up" aria-hidden="true">
          {t('stakeholder_power')}
        </span>
        <svg
          ref={svg}
          viewBox={`0 ${-border} ${mapSide} ${mapSide + 2 * border}`}
          role={onMove === undefined ? 'img' : 'group'}
          aria-labelledby={`${id}-caption`}
        >
          <rect className="map-ground" width={mapSide} height={mapSide} />
          <path className="map-cross" d={`M${half} 0V${mapSide}M0 ${half}H${mapSide}`} />
          <text className="map-quarter" x="2" y="-9">
            {t('map_satisfied')}
          </text>
          <text className="map-quarter end" x={mapSide - 2} y="-9">
            {t('map_together')}
          </text>
          <text className="map-quarter" x="2" y={mapSide + 21}>
            {t('map_follow')}
          </text>
          <text className="map-quarter end" x={mapSide - 2} y={mapSide + 21}>
            {t('map_informed')}
          </text>
          {aim === null ? null : (
            <rect
              className="map-aim"
              x={((aim.interest - 1) * mapSide) / 5}
              y={((5 - aim.power) * mapSide) / 5}
              width={mapSide / 5}
              height={mapSide / 5}
            />
          )}
          {marks.map((mark) => {
            const at = dragged?.index === mark.index ? dragged : mark
            return (
              <g
                key={mark.index}
                className={at === mark ? 'map-mark' : 'map-mark dragged'}
                transform={`translate(${at.x} ${at.y})`}
                {...handlers(mark)}
              >
                <title>{t('map_mark', { n: mark.index + 1, name: nameOf(mark.index) })}</title>
                <circle r={mark.radius} />
                <text className={mark.radius < 12 ? 'small' : undefined}>{mark.index + 1}</text>
              </g>
            )
          })}
        </svg>
        <span className="map-axis right" aria-hidden="true">
          {t('stakeholder_interest')}
        </span>
      </div>
      <figcaption id={`${id}-caption`} className="hint">
        {t('map_picture')} {onMove === undefined ? null : t('map_help')}
      </figcaption>
      {missing.length === 0 ? null : (
        <div className="map-missing">
          <span className="row-label">{t('map_missing')}</span>
          {missing.map((index) =>
            onMove === undefined ? (
              <span key={index}>
                {index + 1}, {nameOf(index)}
              </span>
            ) : (
              <button
                key={index}
                type="button"
                className="map-waiting"
                onClick={() => onMove(index, { power: 3, interest: 3 })}
              >
                <span className="map-number">{index + 1}</span> {nameOf(index)}
                <span className="unseen">, {t('map_put')}</span>
              </button>
            ),
          )}
        </div>
      )}
    </figure>
  )
}
