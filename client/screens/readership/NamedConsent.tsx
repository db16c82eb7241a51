import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import type { StrategyId } from '#contract/ids.ts'
import {
  ReadershipLanguage,
  useReadershipSpeech,
} from '../../i18n/readership/ReadershipLanguage.tsx'
import { call } from '../../net/api.ts'
import { publishingQuery } from '../../net/publishing-queries.ts'
import { FailureNotice } from '../FailureNotice.tsx'

import './readership.css'

/** Whether I agree to be named in how this was made: a switch that goes at once. Brings its words. */
export function NamedConsent({ strategy }: { readonly strategy: StrategyId }) {
  return (
    <ReadershipLanguage>
      <SpokenConsent strategy={strategy} />
    </ReadershipLanguage>
  )
}

function SpokenConsent({ strategy }: { readonly strategy: StrategyId }) {
  const { t } = useReadershipSpeech()
  const id = useId()
  const queries = useQueryClient()
  const query = publishingQuery(strategy)
  const published = useQuery(query)
  const change = useMutation({
    mutationFn: (named: boolean) => call('setConsent', { id: strategy, body: { named } }),
    onSuccess: ({ named }) => {
      queries.setQueryData(query.queryKey, (known) => known && { ...known, named })
      return queries.invalidateQueries({ queryKey: query.queryKey, exact: true })
    },
  })
  if (published.data === undefined) return <div className="named-consent" aria-busy="true" />
  // While it is under way it stands as it was asked for; a refusal puts it back.
  const named = change.isPending ? change.variables : published.data.named
  return (
    <div className="named-consent">
      <label className="switch">
        <input
          type="checkbox"
          role="switch"
          checked={named}
          aria-checked={named}
          aria-labelledby={`${id}-name`}
          aria-describedby={`${id}-means`}
          onChange={({ target }) => {
            if (!change.isPending) change.mutate(target.checked)
          }}
        />
        <span className="choice-name" id={`${id}-name`}>
          {t('consent_switch')}
        </span>
      </label>
      <p className="hint" id={`${id}-means`}>
        {t('consent_means')} {t('consent_back')}
      </p>
      <output className="done">
        {change.isSuccess ? t(change.data.named ? 'consent_on' : 'consent_off') : null}
      </output>
      <FailureNotice error={change.error} />
    </div>
  )
}
