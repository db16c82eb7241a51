import './palette.css'
import { readableKeys } from '../../editor/tools.ts'
import { EditingLanguage, useEditingSpeech } from '../../i18n/editing/EditingLanguage.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { shortcutGroups } from './shortcuts.ts'

/** Every shortcut there is, in groups. */
export default function ShortcutsSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <EditingLanguage>
      <Sheet onClose={onClose} />
    </EditingLanguage>
  )
}

function Sheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useEditingSpeech()
  return (
    <Dialog title={t('shortcutsName')} kind="wide" onClose={onClose}>
      <button type="button" className="button quiet shortcuts-close" onClick={onClose}>
        <Icon name="close" />
        <span className="unseen">{t('close')}</span>
      </button>
      <div className="shortcuts">
        {shortcutGroups.map(({ name, shortcuts }) => (
          <section key={name} aria-labelledby={`shortcuts-${name}`}>
            <h3 id={`shortcuts-${name}`}>{t(`shortcutsIn_${name}`)}</h3>
            <dl>
              {shortcuts.map(({ means, keys }) => (
                <div key={means}>
                  <dt>{t(means)}</dt>
                  <dd>
                    {keys.map((one) => (
                      <kbd key={one}>{name === 'signs' ? one : readableKeys(one)}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
