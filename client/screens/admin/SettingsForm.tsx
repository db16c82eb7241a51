import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Language, Organisation } from '#contract/records.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { isLanguage, languageNames } from '../../i18n/Language.tsx'
import { organisationQuery } from '../../net/admin-queries.ts'
import { call, type Input } from '../../net/api.ts'
import { Failure } from '../../net/failure.ts'
import { sessionQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { Failed } from './Failed.tsx'
import { LeaveQuestion } from './LeaveGuard.tsx'
import { SavedNote } from './SavedNote.tsx'

// Not the contract's own list: its file would bring the validator along.
const allLanguages = Object.keys(languageNames).filter(isLanguage)

interface SettingsFormProps {
  readonly organisation: Organisation
  /** Where people reach Talkoot by the server's own setting; null = it says nothing. */
  readonly fixedAddress: string | null
}

interface Settings {
  readonly name: string
  readonly language: Language
  readonly languages: readonly Language[]
  readonly address: string
  readonly sessionDays: string
}

const settingsOf = (organisation: Organisation): Settings => ({
  name: organisation.name,
  language: organisation.language,
  languages: organisation.languages,
  address: organisation.address ?? '',
  sessionDays: String(organisation.sessionDays),
})

/** The settings; saved together, and only what was changed. */
export function SettingsForm({ organisation, fixedAddress }: SettingsFormProps) {
  const { t } = useAdminSpeech()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<Partial<Settings>>({})
  const known = settingsOf(organisation)
  const shown = { ...known, ...draft }
  const change = changesIn(known, shown)
  const unsaved = Object.keys(change).length > 0
  const languagesProblem = shown.languages.includes(shown.language)
    ? undefined
    : t('languagesLack', { language: languageNames[shown.language] })

  const save = useMutation({
    mutationFn: (body: Input<'changeOrganisation'>['body']) => call('changeOrganisation', { body }),
    onSuccess: (saved) => {
      queries.setQueryData(organisationQuery.queryKey, saved)
      setDraft({})
      return queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
  })
  const edit = (part: Partial<Settings>) => {
    if (save.isSuccess || save.isError) save.reset()
    setDraft({ ...draft, ...part })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (unsaved && languagesProblem === undefined && !save.isPending) save.mutate(change)
  }
  const details = save.error instanceof Failure ? save.error.details : {}
  const wrong = (field: string) =>
    Object.keys(details).some((path) => path === field || path.startsWith(`${field}.`))
  const saidAtField = ['name', 'address', 'sessionDays', 'languages'].some(wrong)

  return (
    <form className="form admin-settings" onSubmit={submit}>
      <TextField
        label={t('setupOrganisationName')}
        value={shown.name}
        maxLength={120}
        required
        autoComplete="off"
        error={wrong('name') ? t('nameWrong') : undefined}
        onChange={({ target }) => edit({ name: target.value })}
      />
      <SelectField
        label={t('defaultLanguage')}
        hint={t('defaultLanguageHint')}
        value={shown.language}
        onChange={({ target }) => {
          if (isLanguage(target.value)) edit({ language: target.value })
        }}
      >
        {allLanguages.map((language) => (
          <option key={language} value={language} lang={language}>
            {languageNames[language]}
          </option>
        ))}
      </SelectField>
      <fieldset
        aria-describedby="languages-hint"
        aria-invalid={languagesProblem === undefined ? undefined : true}
      >
        <legend>{t('writtenLanguages')}</legend>
        {allLanguages.map((language) => (
          <label key={language} className="check" lang={language}>
            <input
              type="checkbox"
              checked={shown.languages.includes(language)}
              onChange={({ target }) =>
                edit({
                  languages: allLanguages.filter((one) =>
                    one === language ? target.checked : shown.languages.includes(one),
                  ),
                })
              }
            />
            {languageNames[language]}
          </label>
        ))}
        <p className="hint" id="languages-hint">
          {t('writtenLanguagesHint')}
        </p>
        {languagesProblem === undefined ? null : (
          <p className="error" role="alert">
            {languagesProblem}
          </p>
        )}
      </fieldset>
      {fixedAddress === null ? (
        <TextField
          label={t('publicAddress')}
          type="url"
          inputMode="url"
          value={shown.address}
          maxLength={300}
          placeholder="https://"
          autoComplete="off"
          hint={t('publicAddressHint')}
          error={wrong('address') ? t('addressWrong') : undefined}
          onChange={({ target }) => edit({ address: target.value })}
        />
      ) : (
        <TextField
          label={t('publicAddress')}
          value={fixedAddress}
          readOnly
          hint={t('publicAddressFixed')}
        />
      )}
      <TextField
        label={t('sessionDays')}
        type="number"
        inputMode="numeric"
        min={1}
        max={365}
        required
        value={shown.sessionDays}
        hint={t('sessionDaysHint')}
        error={wrong('sessionDays') ? t('sessionDaysWrong') : undefined}
        onChange={({ target }) => edit({ sessionDays: target.value })}
      />
      {saidAtField ? null : <Failed error={save.error} />}
      <div className="actions save-bar">
        <Button
          type="submit"
          kind={unsaved ? 'primary' : 'plain'}
          busy={!unsaved || save.isPending}
        >
          {t('saveChanges')}
        </Button>
        {unsaved && !save.isPending ? (
          <Button kind="quiet" onClick={() => setDraft({})}>
            {t('dropChanges')}
          </Button>
        ) : null}
        <SavedNote unsaved={unsaved} saving={save.isPending} saved={save.isSuccess} />
      </div>
      <LeaveQuestion
        unsaved={unsaved}
        title={t('leaveUnsavedTitle')}
        text={t('leaveSettingsText')}
        leave={t('leaveUnsavedYes')}
      />
    </form>
  )
}

function changesIn(known: Settings, shown: Settings): Input<'changeOrganisation'>['body'] {
  const address = shown.address.trim()
  return {
    ...(shown.name !== known.name && { name: shown.name }),
    ...(shown.language !== known.language && { language: shown.language }),
    ...(shown.languages.join() !== known.languages.join() && { languages: [...shown.languages] }),
    ...(address !== known.address && { address: address === '' ? null : address }),
    ...(shown.sessionDays !== known.sessionDays && { sessionDays: Number(shown.sessionDays) }),
  }
}
