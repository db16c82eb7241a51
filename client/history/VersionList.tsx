import { useHistorySpeech } from '../i18n/history/HistoryLanguage.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu } from '../ui/Menu.tsx'
import type { HistoryPlace } from './history-place.ts'
import type { OpenHistory, Version } from './open-history.ts'
import { useWriters } from './use-writers.ts'
import { versionName } from './version-name.ts'

interface VersionListProps {
  readonly history: OpenHistory
  readonly onGo: (to: Partial<HistoryPlace>) => void
  /** Null for those who may not write. */
  readonly onRename: ((version: Version) => void) | null
  readonly onRemove: ((version: Version) => void) | null
}

/** The named moments of a page, the newest first, with where each leads. */
export function VersionList({ history, onGo, onRename, onRemove }: VersionListProps) {
  const { t, dateTime } = useHistorySpeech()
  const writers = useWriters(history)
  const { facts, moments } = history
  if (facts.versions.length === 0) return <p className="hint">{t('momentsNone')}</p>
  return (
    <ol className="bare version-list">
      {facts.versions.map((version) => {
        const { id, seq, note, why, createdBy } = version
        const name = versionName(t, version)
        const isFixed = why === 'publication'
        return (
          <li key={id}>
            <div className="version-head">
              <button type="button" onClick={() => onGo({ view: 'replay', at: seq })}>
                <strong>{name}</strong>
              </button>
              <Menu
                label={t('momentMenu', { name })}
                className="button quiet version-menu"
                items={[
                  {
                    id: 'compare',
                    name: t('momentCompare'),
                    icon: 'sliders',
                    onChoose: () => onGo({ view: 'changes', from: seq, at: null }),
                  },
                  ...(onRename === null
                    ? []
                    : [
                        {
                          id: 'rename',
                          name: t('momentRename'),
                          icon: 'pencil' as const,
                          onChoose: () => onRename(version),
                        },
                      ]),
                  ...(onRemove === null || isFixed
                    ? []
                    : [
                        {
                          id: 'remove',
                          name: t('momentRemove'),
                          icon: 'trash' as const,
                          danger: true,
                          onChoose: () => onRemove(version),
                        },
                      ]),
                ]}
              >
                <Icon name="dots" />
              </Menu>
            </div>
            <p className="hint">
              {dateTime(moments.timeOf(moments.within(seq)))}
              {why === 'named' ? ` · ${t('momentBy', { name: writers.of(createdBy).name })}` : null}
            </p>
            {note === '' ? null : <p className="version-note">{note}</p>}
          </li>
        )
      })}
    </ol>
  )
}
