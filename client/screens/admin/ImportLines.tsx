import { useState } from 'react'
import type { ImportedLine } from '#contract/api/people.ts'
import type { AdminTranslate } from '../../i18n/admin-catalogue.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { useGrowing } from './use-growing.ts'

const outcomes = ['add', 'change', 'same', 'wrong'] as const

/** Each line of an import with what becomes of it; those that are wrong say why. */
export function ImportLines({ lines }: { readonly lines: readonly ImportedLine[] }) {
  const { t } = useAdminSpeech()
  const wrong = lines.some(({ outcome }) => outcome === 'wrong')
  const [chosen, setChosen] = useState<ImportedLine['outcome'] | ''>(wrong ? 'wrong' : '')
  const shown = chosen === '' ? lines : lines.filter(({ outcome }) => outcome === chosen)
  const { drawn, end } = useGrowing(shown.length, chosen)
  return (
    <section aria-labelledby="import-lines">
      <div className="list-head">
        <h2 id="import-lines">{t('importLines')}</h2>
        <select
          className="input compact"
          aria-label={t('whichLines')}
          value={chosen}
          onChange={({ target }) =>
            setChosen(outcomes.find((outcome) => outcome === target.value) ?? '')
          }
        >
          <option value="">{t('allLines')}</option>
          {outcomes.map((outcome) => (
            <option key={outcome} value={outcome}>
              {t(`outcomes_${outcome}`)}
            </option>
          ))}
        </select>
      </div>
      <table className="lines">
        <thead>
          <tr>
            <th scope="col">{t('csvLine')}</th>
            <th scope="col">{t('becomes')}</th>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('email')}</th>
            <th scope="col">{t('unit')}</th>
            <th scope="col">{t('organisationRole')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.slice(0, drawn).map((line) => (
            <tr key={line.line} className={line.outcome}>
              <td className="number">{t('figure', { n: line.line })}</td>
              <td>
                <span className={line.outcome === 'wrong' ? 'mark danger' : 'mark'}>
                  {t(`outcome_${line.outcome}`)}
                </span>
                {line.problem === null ? null : (
                  <span className="problem">{problemText(t, line.problem)}</span>
                )}
              </td>
              <td>{line.name}</td>
              <td>{line.email}</td>
              <td>{line.unit ?? ''}</td>
              <td>{t(`role_${line.role}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {drawn < shown.length ? <div ref={end} className="list-end" aria-hidden="true" /> : null}
    </section>
  )
}

function problemText(
  t: AdminTranslate,
  { field, reason }: NonNullable<ImportedLine['problem']>,
): string {
  return t('problemAt', { column: t(`csv_${field}`), reason: t(`problem_${reason}`) })
}
