import { useHistorySpeech } from '../i18n/history/HistoryLanguage.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { useHistoryDeeds } from './deeds.ts'
import type { HistoryPlace } from './history-place.ts'
import type { OpenHistory, Version } from './open-history.ts'
import { useWriters } from './use-writers.ts'
import { versionName } from './version-name.ts'

interface VersionListProps {
  readonly history: OpenHistory
  readonly onGo: (to: Partial<HistoryPlace>) => void
}

/** The named moments of a page, the newest first, with where each leads. */
export function VersionList({ history, onGo }: VersionListProps) {
  const { t, dateTime } = useHistorySpeech()
  const writers = useWriters(history)
  const { writing } = useHistoryDeeds()
  const { facts, moments } = history
  const menuOf = (version: Version): MenuItem[] => {
    const { seq } = version
    const compare = () => onGo({ view: 'changes', from: seq, at: null })
    const items: MenuItem[] = [
      { id: 'compare', name: t('momentCompare'), icon: 'sliders', onChoose: compare },
    ]
    if (writing === null) return items
    const { rename, removeName } = writing
    items.push({
      id: 'rename',
      name: t('momentRename'),
      icon: 'pencil',
      onChoose: () => rename(version),
    })
    // What was published keeps its name.
    if (version.why === 'publication') return items
    return [
      ...items,
      {
        id: 'remove',
        name: t('momentRemove'),
        icon: 'trash',
        danger: true,
        onChoose: () => removeName(version),
      },
    ]
  }
  if (facts.versions.length === 0) return <p className="hint">{t('momentsNone')}</p>
  return (
    <ol className="bare version-list">
      {facts.versions.map((version) => {
        const { id, seq, note, why, createdBy } = version
        const name = versionName(t, version)
        return (
          <li key={id}>
            <div className="version-head">
              <button type="button" onClick={() => onGo({ view: 'replay', at: seq })}>
                <strong>{name}</strong>
              </button>
              <Menu
                label={t('momentMenu', { name })}
                className="button quiet version-menu"
                items={menuOf(version)}
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
