import { useMutation, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { createPortal } from 'react-dom'
import { Link } from 'wouter'
import { languageNames, useSpeech } from '../../i18n/Language.tsx'
import { call, type Reply } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { failureText } from '../failure-text.ts'
import { useMe } from '../me.ts'

const MakeVersionDialog = lazy(() => import('./MakeVersionDialog.tsx'))

interface PageVersionsProps {
  readonly record: Reply<'getPage'>
  readonly mayChange: boolean
}

/** The same page in other languages, and whether each follows its original. */
export function PageVersions({ record, mayChange }: PageVersionsProps) {
  const { t } = useSpeech()
  const { organisation } = useMe()
  const queries = useQueryClient()
  const [making, setMaking] = useState(false)
  const follow = useMutation({
    mutationFn: () =>
      call('setPageSource', { id: record.id, body: { source: record.source?.page ?? null } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['page'] }),
  })
  const { versions, source, behind } = record
  const original = versions.find(({ id }) => id === source?.page)
  const isMissing = organisation.languages.some(
    (language) =>
      language !== record.language && versions.every((version) => version.language !== language),
  )
  if (versions.length === 0 && !(mayChange && isMissing)) return null
  return (
    <div className="facts page-versions">
      {versions.length === 0 ? null : (
        <>
          <span className="fact-mark">
            <Icon name="globe" />
            {t('versions')}
          </span>
          <ul className="bare">
            {versions.map((version) => (
              <li key={version.id}>
                <Link href={`/pages/${version.id}`} title={version.title}>
                  {languageNames[version.language]}
                </Link>{' '}
                {version.id === source?.page ? (
                  <span>({t('versionSource')})</span>
                ) : version.behind !== null && version.behind > 0 ? (
                  <span className="late">({t('versionBehind', { n: version.behind })})</span>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      )}
      {mayChange && isMissing ? (
        <button
          type="button"
          className="fact-button"
          aria-haspopup="dialog"
          onClick={() => setMaking(true)}
        >
          <Icon name={versions.length === 0 ? 'globe' : 'plus'} />
          {t('versionMake')}
        </button>
      ) : null}
      {original !== undefined && behind !== null && behind > 0 ? (
        <div className="notice warn behind">
          <div className="words">
            {t('versionBehindNotice', { n: behind, title: original.title || t('untitled') })}
            {follow.isError ? <p className="error">{failureText(t, follow.error)}</p> : null}
          </div>
          <Link href={`/pages/${original.id}`} className="button">
            {t('versionCompare')}
          </Link>
          {mayChange ? (
            <Button busy={follow.isPending} onClick={() => follow.mutate()}>
              {t('versionFollow')}
            </Button>
          ) : null}
        </div>
      ) : null}
      <output className="unseen">{follow.isSuccess ? t('versionFollowed') : ''}</output>
      {making
        ? createPortal(
            <Suspense>
              <MakeVersionDialog record={record} onClose={() => setMaking(false)} />
            </Suspense>,
            document.body,
          )
        : null}
    </div>
  )
}
