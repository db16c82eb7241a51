import { useLayoutEffect, useRef } from 'react'
import type { Seq } from '#contract/ids.ts'
import { fitting } from './fitting.ts'

export interface PlacedVersion {
  readonly id: string
  readonly seq: Seq
  readonly name: string
  /** Name and time, for who does not see where it stands. */
  readonly says: string
  /** From 0 to 1. */
  readonly place: number
}

interface VersionLabelsProps {
  readonly versions: readonly PlacedVersion[]
  readonly width: number
  readonly at: Seq
  readonly onGo: (seq: Seq) => void
}

/** About so wide is a letter, and so much is round the words; pixels. */
const letter = 7
const around = 18
const widest = 170

/** The names of versions under their pins, as buttons; those that find no room are left out. */
export function VersionLabels({ versions, width, at, onGo }: VersionLabelsProps) {
  return (
    <div className="version-labels">
      {fittingVersions(versions, width).map((version) => (
        <VersionLabel
          key={version.id}
          version={version}
          isHere={version.seq === at}
          onGo={() => onGo(version.seq)}
        />
      ))}
    </div>
  )
}

interface VersionLabelProps {
  readonly version: PlacedVersion
  readonly isHere: boolean
  readonly onGo: () => void
}

function VersionLabel({ version, isHere, onGo }: VersionLabelProps) {
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    button.current?.style.setProperty('--place', String(version.place))
  }, [version.place])
  return (
    <button
      type="button"
      ref={button}
      className="version-label"
      aria-label={version.says}
      aria-current={isHere ? 'true' : undefined}
      title={version.says}
      onClick={onGo}
    >
      {version.name}
    </button>
  )
}

/** Those that find room; of the last version there is most to be said. */
function fittingVersions(
  versions: readonly PlacedVersion[],
  width: number,
): readonly PlacedVersion[] {
  const placed = versions.map((version) => {
    const own = Math.min(widest, version.name.length * letter + around)
    // At the edges it stands inside, as the stylesheet has it. From the right, so that it is first.
    const right = version.place * (width - own) + own
    return { version, left: width - right, width: own + 4 }
  })
  return fitting(placed.toReversed())
    .map(({ version }) => version)
    .toReversed()
}
